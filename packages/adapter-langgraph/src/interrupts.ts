import { isJsonObject, type JsonObject, type JsonValue, type Part, type RunInterrupted } from '@gateway/core'
import type { ResumeRef } from './run-ref.ts'
import type { Interrupt } from './wire.ts'

/** The question that a graph asks, for its user as text and for programs as data. */
export function inputRequired(
  { threadId, said = {} }: Pick<ResumeRef, 'threadId' | 'said'>,
  interrupts: readonly Interrupt[],
  note?: string,
): RunInterrupted {
  const questions = interrupts.flatMap(({ value }) => questionsIn(value))
  const text = [...(note === undefined ? [] : [note]), ...questions].join('\n')
  return {
    type: 'input-required',
    parts: [
      { text: text === '' ? 'The agent waits for an answer before it goes on.' : text },
      ...(interrupts.length === 0 ? [] : [{ data: { interrupts: interrupts.map(told) } }]),
    ],
    resume: {
      threadId,
      interruptIds: interrupts.flatMap(({ id }) => (id === undefined ? [] : [id])),
      ...(Object.keys(said).length === 0 ? {} : { said }),
    },
  }
}

const told = ({ id, value }: Interrupt): JsonObject => (id === undefined ? { value } : { id, value })

/** Members under which graphs, LangChain's middleware and its agent inbox put what they ask, best first. */
const QUESTION_MEMBERS = ['question', 'prompt', 'message', 'description', 'text', 'action_requests', 'action_request']

function questionsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(questionsIn)
  if (!isJsonObject(value)) return []
  for (const member of QUESTION_MEMBERS) {
    const found = Object.hasOwn(value, member) ? questionsIn(value[member] ?? null) : []
    if (found.length > 0) return found
  }
  return []
}

/**
 * The answer to a graph's interrupts: a value for one, an object by their ids for several. `undefined`: it cannot be
 * told which of several questions is answered, or a part is a file.
 */
export function answerOf(parts: readonly Part[], interruptIds: readonly string[]): JsonValue | undefined {
  if (parts.some(isFile)) return undefined
  const values = parts.map(({ data, text = '' }) => (data === undefined ? text : data))
  const byId = values.find((value) => isJsonObject(value) && isByIds(value, interruptIds))
  if (byId !== undefined) return byId
  if (interruptIds.length <= 1) {
    const data = parts.find((part) => part.data !== undefined)?.data
    return data === undefined ? values.join('\n') : data
  }
  if (values.length !== interruptIds.length) return undefined
  return Object.fromEntries(interruptIds.map((id, index) => [id, values[index] ?? null]))
}

export const isFile = ({ text, data }: Part) => text === undefined && data === undefined

function isByIds(value: JsonObject, interruptIds: readonly string[]): boolean {
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => interruptIds.includes(key))
}
