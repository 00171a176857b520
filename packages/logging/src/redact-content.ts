import { clipText } from './clip-text.ts'
import { type JsonRules, redactJson } from './redact-json.ts'
import type { RedactionRules } from './redaction-rules.ts'

export interface ContentRules extends JsonRules, Pick<RedactionRules, 'paths'> {
  /** Whether the text may hold anything that the rules find. */
  readonly suspicious: (text: string) => boolean
  /** The longest content that is kept, in characters. */
  readonly limit: number
}

export interface KeptContent {
  readonly text: string
  /** It is not all that there was. */
  readonly clipped: boolean
}

/** How much more than is kept is looked at: the longest secret that is found across the cut, in characters. */
const MARGIN = 16_384
/** What paths look into, in characters: it is read whole. */
const MOST_FOR_PATHS = 1024 * 1024

/**
 * JSON text without what the rules find, cut at its limit; never cut first, for half a secret is found by no rule. However
 * long it is, no more is looked at than may be kept and a margin. Absent where paths cannot be followed: something may be
 * at one of them.
 */
export function redactContent(json: string, rules: ContentRules): KeptContent | undefined {
  const { paths, limit } = rules
  const whole = paths === undefined ? json : withoutPaths(json, paths)
  if (whole === undefined) return undefined
  const most = limit + MARGIN
  if (whole.length <= most) return clipText(withoutFound(whole, rules), limit)
  const told = withoutFound(whole.slice(0, most), rules)
  // What the end of the piece has cut through is within its last characters.
  return { text: clipText(told, Math.max(0, Math.min(limit, told.length - MARGIN)))?.text ?? '', clipped: true }
}

const withoutFound = (json: string, rules: ContentRules) => (rules.suspicious(json) ? redactJson(json, rules) : json)

function withoutPaths(json: string, paths: (json: string) => string): string | undefined {
  if (json.length > MOST_FOR_PATHS) return undefined
  try {
    return paths(json)
  } catch {
    return undefined
  }
}
