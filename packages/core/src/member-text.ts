import { endOfString } from './end-of-string.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/** Where something stands in a text: from `start` up to, and not with, `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * The exact text of a member's value, out of the valid JSON text of an object: with it a part of a message is sent on
 * byte for byte. Of members of the same name the last one counts, as in `JSON.parse`. `undefined` when there is none,
 * or the text is not an object.
 */
export function memberText(objectText: string, member: string): string | undefined {
  const span = memberSpan(objectText, 0, member)
  return span && objectText.slice(span.start, span.end)
}

/** `memberText` for several members at once, in their order. */
export function memberTexts(objectText: string, members: readonly string[]): readonly (string | undefined)[] {
  return memberSpans(objectText, 0, members).map((span) => span && objectText.slice(span.start, span.end))
}

/** Where the value of a member stands, of an object that begins at `from` in valid JSON text; see `memberText`. */
export function memberSpan(text: string, from: number, member: string): Span | undefined {
  return memberSpans(text, from, [member])[0]
}

function memberSpans(text: string, from: number, members: readonly string[]): (Span | undefined)[] {
  const found: (Span | undefined)[] = members.map(() => undefined)
  let at = skipSpace(text, from)
  if (text.charCodeAt(at) !== OPEN_BRACE) return found
  at = skipSpace(text, at + 1)
  while (text.charCodeAt(at) === QUOTE) {
    const nameEnd = endOfString(text, at)
    if (nameEnd === -1) break
    const index = members.indexOf(nameOf(text, at, nameEnd))
    // One more for the colon.
    const start = skipSpace(text, skipSpace(text, nameEnd + 1) + 1)
    const end = endOfValue(text, start)
    if (index !== -1) found[index] = { start, end }
    at = skipSpace(text, end)
    if (text.charCodeAt(at) !== COMMA) break
    at = skipSpace(text, at + 1)
  }
  return found
}

function nameOf(text: string, quote: number, endQuote: number): string {
  const name = text.slice(quote + 1, endQuote)
  return name.includes('\\') ? String(JSON.parse(`"${name}"`)) : name
}

function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start)
  if (first === QUOTE) return endOfString(text, start) + 1
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return endOfNested(text, start)
  let at = start + 1
  while (at < text.length && !endsScalar(text.charCodeAt(at))) at++
  return at
}

function endOfNested(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = endOfString(text, at)
      if (at === -1) break
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth++
    } else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) {
      return at + 1
    }
  }
  return text.length
}

function endsScalar(code: number): boolean {
  return code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || isSpace(code)
}

function skipSpace(text: string, start: number): number {
  let at = start
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}
