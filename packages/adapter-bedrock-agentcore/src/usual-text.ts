import type { JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

/** Members under which agents give their whole answer, in the order in which they are looked for. */
const WHOLE = [
  'result',
  'response',
  'output',
  'answer',
  'completion',
  'message',
  'lastMessage',
  'messages',
  'choices',
  'artifacts',
]
/** Members under which an event of a stream has its next piece. */
const PIECE = ['delta', 'text', 'content', 'data', 'token', 'chunk', 'parts']

const DEEPEST = 6

export interface UsualText {
  readonly text: string
  /** Whether it is the answer as a whole: it may repeat what was streamed. */
  readonly whole: boolean
}

/** The text of an answer, or of an event of a stream, where it usually is. */
export function usualText(value: JsonValue): UsualText | undefined {
  if (!isJsonObject(value)) {
    const text = textOf(value, 0)
    return text === undefined ? undefined : { text, whole: false }
  }
  if (isThought(value)) return undefined
  for (const [names, whole] of [
    [WHOLE, true],
    [PIECE, false],
  ] as const) {
    for (const name of names) {
      const text = memberText(value, name, 0)
      // A choice of OpenAI's stream is a piece, one of its whole answers is not.
      if (text !== undefined) return { text, whole: whole && !(name === 'choices' && isPieceOfChoice(value)) }
    }
  }
  return undefined
}

function memberText(value: JsonObject, name: string, depth: number): string | undefined {
  const member = Object.hasOwn(value, name) ? value[name] : undefined
  if (member === undefined) return undefined
  if (name === 'messages') return Array.isArray(member) ? lastAgentText(member, depth) : undefined
  return textOf(member, depth + 1)
}

function textOf(value: JsonValue, depth: number): string | undefined {
  if (typeof value === 'string') return value
  if (depth > DEEPEST) return undefined
  if (Array.isArray(value)) {
    const texts = value.map((each) => (isThought(each) ? undefined : textOf(each, depth + 1)))
    const found = texts.filter((text) => text !== undefined)
    return found.length === 0 ? undefined : found.join('')
  }
  if (!isJsonObject(value) || isThought(value)) return undefined
  for (const name of [...PIECE, ...WHOLE]) {
    const text = memberText(value, name, depth)
    if (text !== undefined) return text
  }
  return undefined
}

/** What the agent said last: earlier messages are the conversation's. */
function lastAgentText(messages: readonly JsonValue[], depth: number): string | undefined {
  const last = messages.at(-1)
  return last === undefined || isOfUser(last) ? undefined : textOf(last, depth + 1)
}

function isOfUser(message: JsonValue): boolean {
  return isJsonObject(message) && (message.role === 'user' || message.type === 'human' || message.role === 'tool')
}

/** Blocks of a message that are not said to its reader. */
function isThought(block: JsonValue): boolean {
  if (!isJsonObject(block)) return false
  return typeof block.type === 'string'
    ? /reason|think|tool/i.test(block.type)
    : 'toolUse' in block || 'toolResult' in block || 'reasoningContent' in block
}

function isPieceOfChoice({ choices }: JsonObject): boolean {
  const first = Array.isArray(choices) ? choices[0] : undefined
  return isJsonObject(first) && 'delta' in first
}
