import { endOfString } from './end-of-string.ts'

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end' | 'nothing'

/**
 * Where a text stops being JSON: the index of the first character that cannot stand there, or the length of the text
 * when it ends too early. The engine's own message tells it only sometimes, and quotes the text. Only for text that
 * `JSON.parse` refuses; the time it takes does not matter.
 */
export function syntaxErrorPosition(text: string): number {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = 0
  while (true) {
    at = skip(text, at, /[ \t\n\r]*/y)
    const character = text[at]
    if (character === undefined || expected === 'nothing') return at
    const afterValue: Expected = open.length === 0 ? 'nothing' : ', or end'
    if (expected === ':') {
      if (character !== ':') return at
      expected = 'value'
      at++
    } else if (expected === ', or end' && character === ',') {
      expected = open.at(-1) === '}' ? 'name' : 'value'
      at++
    } else if ((character === '}' || character === ']') && mayClose(expected, character) && open.at(-1) === character) {
      open.pop()
      expected = open.length === 0 ? 'nothing' : ', or end'
      at++
    } else if (expected === ', or end') {
      return at
    } else if (character === '"') {
      const wrong = wrongInString(text, at)
      if (wrong !== undefined) return wrong
      expected = isNameNext(expected) ? ':' : afterValue
      at = endOfString(text, at) + 1
    } else if (isNameNext(expected)) {
      return at
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']')
      expected = character === '{' ? 'name or }' : 'value or ]'
      at++
    } else {
      const end = skip(text, at, /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y)
      if (end === at) return at
      expected = afterValue
      at = end
    }
  }
}

function isNameNext(expected: Expected): boolean {
  return expected === 'name' || expected === 'name or }'
}

function mayClose(expected: Expected, character: '}' | ']'): boolean {
  return expected === ', or end' || expected === (character === '}' ? 'name or }' : 'value or ]')
}

function skip(text: string, start: number, pattern: RegExp): number {
  pattern.lastIndex = start
  return start + (pattern.exec(text)?.[0].length ?? 0)
}

/** Where the string that starts at `quote` goes wrong: a control character, an unknown escape or no end. */
function wrongInString(text: string, quote: number): number | undefined {
  for (let at = quote + 1; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '"') return undefined
    if (character < ' ') return at
    if (character === '\\') {
      const end = skip(text, at, /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y)
      if (end === at) return at
      at = end - 1
    }
  }
  return text.length
}
