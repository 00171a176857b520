import { type GatewayError, gatewayError } from '@gateway/core'
import { z } from 'zod'

/** One thing that is wrong with a definition, and where. */
export interface DefinitionIssue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

type RawIssue = Parameters<z.core.$ZodErrorMap>[0]

/** Members of a card that are the gateway's to say, or belong elsewhere in a definition. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  url: "the agent's address belongs under upstreams",
  protocolVersion: 'versions are found out, or set in the settings of the upstream',
}

function describe(issue: RawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    return `must be ${article(issue.expected)}`
  }
  if (issue.code === 'unrecognized_keys') {
    const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []
    return known.length === 0 ? 'is not known here' : `is not known here; known are ${known.join(', ')}`
  }
  return undefined
}

function article(type: string): string {
  if (type === 'record') return 'an object'
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`
}

/** Checks a value; what is wrong is told with the whole path, an unknown key by its own. */
export function issuesOf(schema: z.ZodType, value: unknown, at: readonly (string | number)[] = []): DefinitionIssue[] {
  const result = schema.safeParse(value, { error: describe })
  if (result.success) return []
  return result.error.issues.flatMap((issue) => {
    const path = [...at, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))]
    if (issue.code !== 'unrecognized_keys') {
      const absent = issue.code === 'invalid_type' && valueAt(value, issue.path) === undefined
      return [{ path, message: absent ? 'is required' : issue.message }]
    }
    return issue.keys.map((key) => {
      const hint = at.length === 0 && path.length === 1 && path[0] === 'card' ? ELSEWHERE[key] : undefined
      return { path: [...path, key], message: hint === undefined ? issue.message : `${issue.message} (${hint})` }
    })
  })
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (place, part) => (typeof place === 'object' && place !== null ? Reflect.get(place, part) : undefined),
    value,
  )
}

/** A path as it is written: `upstreams[0].settings.url`. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('')
}

/** One INVALID_PARAMS error that tells every issue; `field` is the first one's. */
export function issuesError(issues: readonly DefinitionIssue[]): GatewayError {
  const told = issues.map(
    ({ path, message }) => `${path.length === 0 ? 'The definition' : pathText(path)}: ${message.replace(/\.$/, '')}`,
  )
  const [first] = issues
  return gatewayError('INVALID_PARAMS', `The agent definition is not valid. ${told.join('; ')}.`, {
    ...(first === undefined || first.path.length === 0 ? {} : { field: pathText(first.path) }),
  })
}
