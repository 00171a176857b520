import { isObject, STORED } from '../../../components/schema-form/json.ts'
import type { Agent } from '../agents-query.ts'

/** What an agent is made of, and not what the gateway says of it. */
const DEFINITION = [
  'description',
  'card',
  'upstreams',
  'routing',
  'public',
  'strictVersion',
  'contexts',
  'stayAttached',
  'records',
  'limits',
  'cost',
  'budget',
] as const

export interface CopiedDefinition {
  readonly definition: Readonly<Record<string, unknown>>
  /** Secrets are not shown to anybody, so they cannot be copied. */
  readonly withoutSecrets: boolean
}

/** The definition of an agent, for another like it: without its name and its secrets. */
export function copiedDefinition(agent: Agent): CopiedDefinition {
  const definition = Object.fromEntries(
    DEFINITION.flatMap((name) => (agent[name] === undefined ? [] : [[name, agent[name]]])),
  )
  const copied = withoutStored(definition)
  return {
    definition: isObject(copied) ? copied : {},
    withoutSecrets: JSON.stringify(definition).includes(JSON.stringify(STORED)),
  }
}

function withoutStored(value: unknown): unknown {
  if (value === STORED) return undefined
  if (Array.isArray(value)) return value.map(withoutStored).filter((item) => item !== undefined)
  if (!isObject(value)) return value
  const members = Object.entries(value).flatMap(([name, inner]) => {
    const kept = withoutStored(inner)
    const isGone = kept === undefined || (isObject(inner) && isObject(kept) && isEmptied(inner, kept))
    return isGone ? [] : [[name, kept]]
  })
  return Object.fromEntries(members)
}

const isEmptied = (before: object, after: object) => Object.keys(before).length > 0 && Object.keys(after).length === 0
