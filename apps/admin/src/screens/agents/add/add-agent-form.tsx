import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { isApiError } from '../../../api/is-api-error.ts'
import { Button } from '../../../components/button.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Notice } from '../../../components/notice.tsx'
import { type FieldErrors, fieldErrorsOf } from '../../../components/schema-form/field-errors.ts'
import { SchemaFields } from '../../../components/schema-form/schema-fields.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { AdapterSettings } from '../adapter-settings.tsx'
import { agentSchemaQuery, membersNamed } from '../agent-schema-query.ts'
import type { Adapter } from './adapters-query.ts'
import styles from './add-agent-dialog.module.css'
import type { CopiedDefinition } from './copied-definition.ts'
import { GranteeChoice } from './grantee-choice.tsx'
import type { Grantee } from './grantees-query.ts'
import { firstUpstream, withFirstUpstream } from './new-definition.ts'
import { ProviderChoice } from './provider-choice.tsx'
import { suggestedName } from './suggested-name.ts'
import { TestMessage } from './test-message.tsx'
import { TestResult } from './test-result.tsx'
import { type UpstreamTest, useAddAgent, useTestAgent } from './use-add-agent.ts'

export interface AddAgentFormProps {
  readonly adapters: readonly Adapter[]
  readonly copy: CopiedDefinition
  /** The name that it begins with. Default: one from the card that is found. */
  readonly name: string | undefined
}

const PLACE = 'upstreams[0].settings'
const FOLDED = ['cost', 'limits', 'budget']
/** What is wrong with the address where no agent is found there. */
const UNREACHED = new Set(['AGENT_UNREACHABLE', 'AGENT_CARD_NOT_FOUND', 'AGENT_TIMEOUT', 'INVALID_AGENT_RESPONSE'])

/** The first Enter looks whether the agent is there; what was found, or is to be added all the same, is added by the next. */
export function AddAgentForm({ adapters, copy, name: firstName }: AddAgentFormProps) {
  const navigate = useNavigate()
  const [definition, setDefinition] = useState(copy.definition)
  const [typedName, setName] = useState(firstName)
  const [grantees, setGrantees] = useState<readonly Grantee[]>([])
  const { data: schema = [] } = useQuery(agentSchemaQuery)
  const [found, setFound] = useState<UpstreamTest>()
  const test = useTestAgent()
  const add = useAddAgent()
  const { adapter: adapterName, settings } = firstUpstream(definition)
  const adapter = adapters.find((each) => each.name === adapterName)
  const name = typedName ?? suggestedName(found?.card)
  const tried = { ...definition, ...withFirstUpstream(definition, { adapter: adapterName, settings }) }
  const errors = errorsOf(found, test.error, add.error)

  const change = (next: Readonly<Record<string, unknown>>) => {
    setDefinition(next)
    add.reset()
  }
  const changeUpstream = (upstream: { readonly adapter: string; readonly settings?: unknown }) => {
    change(withFirstUpstream(definition, upstream))
    setFound(undefined)
    test.reset()
  }
  const look = (message?: string) =>
    test.mutate({ definition: tried, ...(message === undefined ? {} : { message }) }, { onSuccess: setFound })
  const rename = (next: string) => {
    setName(next)
    add.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (found === undefined) return look()
    return add.mutate(
      { definition: { ...tried, name }, grantees },
      {
        onSuccess: ({ added, failed }) =>
          navigate({
            to: '/agents/$agent',
            params: { agent: added.agent_name },
            search: { added: failed.length === 0 ? 'granted' : failed.join(', ') },
          }),
      },
    )
  }
  const shown = [...errors.keys()].some((place) => isDrawn(place))
  const failure = add.error ?? test.error

  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      {copy.withoutSecrets && (
        <Notice tone="waiting">Secrets are shown to nobody, so they are not copied: fill them in again.</Notice>
      )}
      <ProviderChoice
        adapters={adapters}
        chosen={adapterName}
        onChoose={(next) => changeUpstream({ adapter: next, settings: {} })}
      />
      {adapter !== undefined && (
        <AdapterSettings
          key={adapterName}
          adapter={adapter}
          value={settings}
          onChange={(next) => changeUpstream({ adapter: adapterName, settings: next })}
          place={PLACE}
          errors={errors}
          focused
        >
          {found !== undefined && <TestResult result={found} />}
          {found !== undefined && (
            <>
              <TextField
                label="Name"
                description="Callers address it by this: /a2a/name"
                required
                autoComplete="off"
                // Where nothing was found, the address is what to look at.
                autoFocus={found.ok}
                error={errors.get('name')}
                value={name}
                onValueChange={rename}
              />
              <GranteeChoice chosen={grantees} onChange={setGrantees} />
            </>
          )}
        </AdapterSettings>
      )}
      {found !== undefined && (
        <>
          <SchemaFields
            members={membersNamed(schema, FOLDED)}
            value={definition}
            onChange={(next) => change({ ...definition, ...withoutFolded(next) })}
            place=""
            errors={errors}
          />
          <TestMessage busy={test.isPending} onSend={look} />
        </>
      )}
      {failure !== null && !shown && <Failure error={failure} />}
      <div className={styles.actions}>
        {found === undefined ? (
          <Button type="submit" look="primary" busy={test.isPending}>
            {test.isPending ? 'Looking for it' : 'Find agent'}
          </Button>
        ) : (
          <>
            <Button busy={test.isPending} onClick={() => look()}>
              Look again
            </Button>
            <Button type="submit" look="primary" busy={add.isPending}>
              {found.ok ? 'Add agent' : 'Add all the same'}
            </Button>
          </>
        )}
      </div>
    </form>
  )
}

const isDrawn = (place: string) =>
  place === 'name' || [PLACE, ...FOLDED].some((each) => place === each || place.startsWith(`${each}.`))

/** With members that were emptied as such: what is left out of an edited object must not come back from the one before. */
const withoutFolded = (next: unknown) => ({
  ...Object.fromEntries(FOLDED.map((name) => [name, undefined])),
  ...(typeof next === 'object' && next !== null ? next : {}),
})

/** What is wrong, at its field: also a name that is taken, and an address where no agent answers. */
function errorsOf(found: UpstreamTest | undefined, tested: unknown, added: unknown): FieldErrors {
  const errors = new Map([...fieldErrorsOf(tested), ...fieldErrorsOf(added)])
  if (isApiError(added) && added.code === 'CONFLICT') errors.set('name', added.message)
  const { code, reason } = found ?? {}
  if (code !== undefined && reason !== undefined && UNREACHED.has(code)) errors.set(`${PLACE}.url`, reason)
  return errors
}
