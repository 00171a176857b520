import type { ReactNode } from 'react'
import { type FieldErrors, hasErrorWithin } from '../../components/schema-form/field-errors.ts'
import { FoldedFields } from '../../components/schema-form/folded-fields.tsx'
import { isObject } from '../../components/schema-form/json.ts'
import { SchemaFields } from '../../components/schema-form/schema-fields.tsx'
import { type Member, membersOf } from '../../components/schema-form/shape.ts'
import type { Adapter } from './add/adapters-query.ts'

export interface AdapterSettingsProps {
  readonly adapter: Pick<Adapter, 'settings' | 'documentation' | 'title' | 'description'>
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** Where they are in the definition: `upstreams[0].settings`. */
  readonly place: string
  readonly errors: FieldErrors
  /** What belongs between what every agent needs and what most can do without. */
  readonly children?: ReactNode
  /** Whether the first field gets the focus. */
  readonly focused?: boolean
}

/** What nearly every agent needs, by the names that adapters have for it, and how the gateway proves who it is. */
const FIRST = new Set(['url', 'agent', 'assistant', 'runtime', 'apiKey'])
const CREDENTIALS = new Set(['auth', 'headers'])

const isFirst = ({ name, required }: Member) => required || FIRST.has(name)

/** The settings of an adapter, drawn from its own schema: what every agent needs, credentials, and the rest folded away. */
export function AdapterSettings({
  adapter,
  value,
  onChange,
  place,
  errors,
  children,
  focused = false,
}: AdapterSettingsProps) {
  const { description, documentation, title, settings } = adapter
  const members = membersOf(settings)
  const first = members.filter(isFirst)
  const credentials = members
    .filter((member) => !isFirst(member) && CREDENTIALS.has(member.name))
    .map((member) => (member.name === 'auth' ? { ...member, label: 'Credentials' } : member))
  const more = members.filter((member) => !isFirst(member) && !CREDENTIALS.has(member.name))
  const fields = { value, onChange, place, errors }
  const isSet = (member: Member) => isObject(value) && value[member.name] !== undefined
  return (
    <>
      {description !== undefined && <p>{description}</p>}
      {documentation !== undefined && (
        <a href={documentation} target="_blank" rel="noreferrer">
          How to set up {title}
        </a>
      )}
      {first.length > 0 && <SchemaFields members={first} {...fields} focused={focused ? first[0]?.name : undefined} />}
      {children}
      {credentials.length > 0 && <SchemaFields members={credentials} {...fields} />}
      {more.length > 0 && (
        <FoldedFields
          label="More settings"
          open={more.some(({ name }) => hasErrorWithin(errors, `${place}.${name}`))}
          filled={more.some(isSet)}
        >
          <SchemaFields members={more} {...fields} />
        </FoldedFields>
      )}
    </>
  )
}
