import { gatewayError } from '@gateway/core'
import { pathRule } from './redact-paths.ts'
import { REDACTED } from './redacted.ts'
import { plainName } from './secret-names.ts'

/** What an operator adds to the rules that always hold. */
export interface RedactionSettings {
  /** Names of members whose values are left out, at any depth; case, `-`, `_`, `.` and spaces do not matter. */
  readonly members?: readonly string[]
  /** Regular expressions in the syntax of RE2, which take linear time whatever they are given. */
  readonly patterns?: readonly string[]
  /** JSONPath (RFC 9535, without `match` and `search`) of what is left out; `$` is the request, and the answer. */
  readonly paths?: readonly string[]
}

/** Settings made ready. */
export interface RedactionRules {
  readonly members: ReadonlySet<string>
  readonly patterns: readonly ((text: string) => string)[]
  /** JSON text without what the paths find; throws where it cannot be read. Absent where there are no paths. */
  readonly paths?: ((json: string) => string) | undefined
}

/** Makes the rules of settings. Rejects with INVALID_PARAMS, whose `field` is the place of what cannot be read. */
export async function redactionRules(settings: RedactionSettings = {}): Promise<RedactionRules> {
  const { members = [], patterns = [], paths = [] } = settings
  return {
    members: new Set(members.map(plainName)),
    // The libraries are loaded where there is something for them.
    patterns: patterns.length === 0 ? [] : await patternRules(patterns),
    paths: paths.length === 0 ? undefined : pathRule(await import('json-p3'), paths),
  }
}

async function patternRules(patterns: readonly string[]): Promise<RedactionRules['patterns']> {
  const { RE2JS } = await import('re2js')
  return patterns.map((pattern, index) => {
    const field = `patterns[${index}]`
    const compiled = readRule(field, 'a regular expression in the syntax of RE2', () => RE2JS.compile(pattern))
    if (compiled.matcher('').find()) {
      throw gatewayError('INVALID_PARAMS', `${field}: finds nothing at all everywhere; write what is to be found.`, {
        field,
      })
    }
    return (text) => compiled.matcher(text).replaceAll(REDACTED)
  })
}

/** What `compile` makes; what it throws is told of as wrong with this field. */
export function readRule<Rule>(field: string, what: string, compile: () => Rule): Rule {
  try {
    return compile()
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read'
    throw gatewayError('INVALID_PARAMS', `${field}: must be ${what}: ${reason}`, { field })
  }
}
