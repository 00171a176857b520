import { REDACTED } from './redacted.ts'

export interface JsonRules {
  /** Whether the value of a member of this name is left out, whatever it is. */
  readonly isSecret: (name: string) => boolean
  /** What is shown of a text. */
  readonly text: (text: string) => string
  /** Numbers go through `text` as well. */
  readonly numbers: boolean
}

const NUMBER = /-?\d[\d.eE+-]*/g
/** What a text has in it that has JSON in it. */
const MEMBER = /"\s{0,8}:/
/** How many texts with JSON within texts with JSON are read so. */
const MOST_WITHIN = 8
const QUOTED = JSON.stringify(REDACTED)

/**
 * JSON text without what the rules find. What they do not find stays to the character, numbers as they were written
 * included. It is read as a row of strings, never as a tree: its end may be missing, and no depth is too deep. Texts that
 * have JSON in them are read in the same way.
 */
export function redactJson(json: string, rules: JsonRules, depth = 0): string {
  let told = ''
  /** Up to where the text is told. */
  let at = 0
  let open = json.indexOf('"')
  while (open !== -1) {
    told += gap(json.slice(at, open), rules)
    const close = closingQuote(json, open)
    const literal = json.slice(open, close)
    const value = nextOf(json, close)
    const text = decoded(literal)
    const shown = rules.text(depth < MOST_WITHIN && MEMBER.test(text) ? redactJson(text, rules, depth + 1) : text)
    told += shown === text ? literal : JSON.stringify(shown)
    at = close
    if (json[value] === ':' && rules.isSecret(text)) {
      const start = nextOf(json, value + 1)
      const end = endOfValue(json, start)
      told += json.slice(close, start) + (isEmptyValue(json, start, end) ? json.slice(start, end) : QUOTED)
      at = end
    }
    open = json.indexOf('"', at)
  }
  return told + gap(json.slice(at), rules)
}

const gap = (text: string, { numbers, text: shown }: JsonRules) =>
  numbers ? text.replace(NUMBER, (number) => (shown(number) === number ? number : QUOTED)) : text

/** Behind the quote that closes a string, or the end of what was cut. */
function closingQuote(json: string, open: number): number {
  let close = json.indexOf('"', open + 1)
  while (close !== -1) {
    let first = close
    while (json[first - 1] === '\\') first -= 1
    if ((close - first) % 2 === 0) return close + 1
    close = json.indexOf('"', close + 1)
  }
  return json.length
}

const SPACES = new Set([' ', '\n', '\r', '\t'])

function nextOf(json: string, from: number): number {
  let at = from
  while (SPACES.has(json[at] ?? '')) at += 1
  return at
}

/** A literal that cannot be read (cut within an escape) is looked at as it stands. */
function decoded(literal: string): string {
  const inner = literal.slice(1, literal.length > 1 && literal.endsWith('"') ? -1 : undefined)
  if (!inner.includes('\\')) return inner
  try {
    const text: unknown = JSON.parse(`"${inner}"`)
    return typeof text === 'string' ? text : inner
  } catch {
    return inner
  }
}

function endOfValue(json: string, start: number): number {
  const first = json[start]
  if (first === '"') return closingQuote(json, start)
  if (first !== '{' && first !== '[') {
    const end = json.slice(start).search(/[,}\]\s]/)
    return end === -1 ? json.length : start + end
  }
  const bracket = /["{}[\]]/g
  bracket.lastIndex = start
  let depth = 0
  for (let found = bracket.exec(json); found; found = bracket.exec(json)) {
    if (found[0] === '"') bracket.lastIndex = closingQuote(json, found.index)
    else if (found[0] === '{' || found[0] === '[') depth += 1
    else depth -= 1
    if (depth === 0) return bracket.lastIndex
  }
  return json.length
}

/** What can hold no secret stays: it tells whether there was one. */
const isEmptyValue = (json: string, start: number, end: number) =>
  /^(?:|""|null|true|false|\{\s*\}|\[\s*\])$/.test(json.slice(start, Math.min(end, start + 16)))
