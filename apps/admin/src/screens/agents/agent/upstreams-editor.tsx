import { useQuery } from '@tanstack/react-query'
import { Button } from '../../../components/button.tsx'
import { hasErrorWithin } from '../../../components/schema-form/field-errors.ts'
import { FoldedFields } from '../../../components/schema-form/folded-fields.tsx'
import { isObject, type JsonObject, withMember } from '../../../components/schema-form/json.ts'
import { OptionField } from '../../../components/schema-form/option-field.tsx'
import { SchemaFields } from '../../../components/schema-form/schema-fields.tsx'
import { AdapterSettings } from '../adapter-settings.tsx'
import type { Adapter } from '../add/adapters-query.ts'
import { agentSchemaQuery, membersNamed } from '../agent-schema-query.ts'
import type { EditedPart } from './agent-editor.tsx'
import styles from './agent-screen.module.css'

export interface UpstreamsEditorProps extends EditedPart {
  readonly adapters: readonly Adapter[]
}

/** Of an upstream what is the same for every adapter. */
const COMMON = ['weight', 'priority', 'draining', 'check', 'limits', 'cost']

/** The places where an agent runs, each with the settings of its adapter. */
export function UpstreamsEditor({ adapters, value, onChange, errors }: UpstreamsEditorProps) {
  const upstreams: readonly unknown[] = Array.isArray(value.upstreams) ? value.upstreams : []
  const set = (next: readonly unknown[]) => onChange({ ...value, upstreams: next })
  return (
    <section className={styles.form} aria-label="Upstreams">
      {upstreams.map((upstream, index) => {
        const object = isObject(upstream) ? upstream : {}
        const name = typeof object.name === 'string' ? object.name : `upstream-${index + 1}`
        const place = `upstreams[${index}]`
        return (
          <FoldedFields key={index} label={`Upstream ${name}`} open={hasErrorWithin(errors, place)} filled={false}>
            <UpstreamFields
              adapters={adapters}
              value={object}
              place={place}
              errors={errors}
              onChange={(next) => set(upstreams.map((each, other) => (other === index ? next : each)))}
            />
            {upstreams.length > 1 && (
              <Button look="bare" onClick={() => set(upstreams.filter((_, other) => other !== index))}>
                Remove upstream {name}
              </Button>
            )}
          </FoldedFields>
        )
      })}
      <div>
        <Button onClick={() => set([...upstreams, { adapter: 'a2a', settings: {} }])}>Add an upstream</Button>
      </div>
    </section>
  )
}

interface UpstreamFieldsProps extends Omit<EditedPart, 'onChange'> {
  readonly adapters: readonly Adapter[]
  readonly place: string
  readonly onChange: (value: JsonObject) => void
}

function UpstreamFields({ adapters, value, place, errors, onChange }: UpstreamFieldsProps) {
  const { data: common = [] } = useQuery({
    ...agentSchemaQuery,
    select: (members) => {
      const upstreams = members.find(({ name }) => name === 'upstreams')?.shape
      return upstreams?.kind === 'list' ? membersNamed(upstreams.members, COMMON) : []
    },
  })
  const adapterName = typeof value.adapter === 'string' ? value.adapter : 'a2a'
  const adapter = adapters.find(({ name }) => name === adapterName)
  const set = (name: string, next: unknown) => onChange(withMember(value, name, next) ?? {})
  return (
    <>
      <SchemaFields
        members={[
          {
            name: 'name',
            label: 'Name',
            description: 'How records and health name it.',
            required: false,
            shape: { kind: 'text' },
          },
        ]}
        value={value}
        onChange={(next) => onChange(isObject(next) ? next : {})}
        place={place}
        errors={errors}
      />
      <OptionField
        label="Provider"
        description={undefined}
        required
        error={errors.get(`${place}.adapter`)}
        options={adapters.map(({ name, title }) => ({ value: name, label: title }))}
        value={adapterName}
        onChange={(next) => onChange({ ...value, adapter: next ?? 'a2a', settings: {} })}
      />
      {adapter !== undefined && (
        <AdapterSettings
          key={adapterName}
          adapter={adapter}
          value={value.settings}
          onChange={(next) => set('settings', next ?? {})}
          place={`${place}.settings`}
          errors={errors}
        />
      )}
      <SchemaFields
        members={common}
        value={value}
        onChange={(next) => onChange(isObject(next) ? next : {})}
        place={place}
        errors={errors}
      />
    </>
  )
}
