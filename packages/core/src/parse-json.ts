import { endOfString } from './end-of-string.ts'
import { keepNumber } from './exact-number.ts'
import { gatewayError } from './gateway-error.ts'
import { syntaxErrorPosition } from './syntax-error-position.ts'

/** How deep arrays and objects may be nested. Nothing in the protocol comes near it, and reading it back recursively stays safe. */
const MAX_DEPTH = 200

/** A number that a double may not hold: 16 digits and more, or an exponent. Anchored at what comes before a value, so that text in strings seldom meets it. */
const DOUBTFUL_NUMBER = /[:[,]\s*-?(?:[\d.]{16}|[\d.]+[eE])/

/**
 * `JSON.parse` for text from outside. Numbers that a double cannot hold (integers beyond 2^53, `1e400`, long decimals)
 * come back as what `JSON.stringify` writes unchanged (`JSON.rawJSON`); `__proto__` stays a member of its own.
 *
 * Throws PARSE_ERROR with the position where the text is not JSON, INVALID_REQUEST where it is nested deeper than
 * `maxDepth` levels (default 200).
 */
export function parseJson(text: string, maxDepth: number = MAX_DEPTH): unknown {
  if (isDeeperThan(text, maxDepth)) {
    throw gatewayError('INVALID_REQUEST', `The JSON is nested deeper than ${maxDepth} levels; make it flatter.`)
  }
  try {
    const first = text.charCodeAt(0)
    return DOUBTFUL_NUMBER.test(text) || first === MINUS || (first >= ZERO && first <= NINE)
      ? JSON.parse(text, keepNumber)
      : JSON.parse(text)
  } catch {
    const position = syntaxErrorPosition(text)
    const where = position < text.length ? `at position ${position}` : 'it ends too early'
    throw gatewayError('PARSE_ERROR', `The text is not JSON: ${where}.`)
  }
}

const ZERO = 0x30
const NINE = 0x39
const MINUS = 0x2d
const QUOTE = 0x22
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

function isDeeperThan(text: string, maxDepth: number): boolean {
  // Every level takes two characters, so most messages need not be looked at.
  if (text.length <= 2 * maxDepth) return false
  return opens(text, maxDepth) && depthExceeds(text, maxDepth)
}

/** Whether there are more than `limit` opening brackets at all: cheap, because `indexOf` skips what lies between. */
function opens(text: string, limit: number): boolean {
  let left = limit
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      if (left-- === 0) return true
    }
  }
  return false
}

function depthExceeds(text: string, maxDepth: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = endOfString(text, at)
      if (at === -1) return false
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (++depth > maxDepth) return true
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth--
    }
  }
  return false
}
