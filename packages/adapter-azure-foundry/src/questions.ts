import type { JsonObject, JsonValue, Part, RunEvent } from '@gateway/core'
import { gatewayError, isJsonObject } from '@gateway/core'
import { z } from 'zod'
import { type OutputItem, stored } from './wire.ts'

/** Something that Foundry waits for: leave to call a tool, or the result of a function that the caller carries out. */
const question = z.strictObject({
  kind: z.enum(['approval', 'function']),
  /** The approval's id, or the call's. */
  id: z.string(),
  name: z.string(),
  arguments: z.string(),
  server: z.string().exactOptional(),
})
export type Question = z.infer<typeof question>

const asked = z.strictObject({ response: z.string(), questions: z.array(question) })

/** The question that an item of the output asks; `undefined` where it asks none. */
export function questionOf(item: OutputItem): Question | undefined {
  const name = item.name ?? ''
  if (item.type === 'mcp_approval_request' && item.id) {
    const server = item.server_label ? { server: item.server_label } : {}
    return { kind: 'approval', id: item.id, name, arguments: item.arguments ?? '{}', ...server }
  }
  if (item.type === 'function_call' && item.call_id) {
    return { kind: 'function', id: item.call_id, name, arguments: item.arguments ?? '{}' }
  }
  return undefined
}

/** Asks the caller. For people as text, for programs as data. */
export function inputRequired(response: string, questions: readonly Question[], note?: string): RunEvent {
  const text = [...(note === undefined ? [] : [note]), ...questions.map(sentence)].join('\n')
  const shown = questions.map(
    ({ kind, id, name, server, ...call }): JsonObject => ({
      id,
      kind,
      name,
      arguments: readJson(call.arguments),
      ...(server === undefined ? {} : { server }),
    }),
  )
  return {
    type: 'input-required',
    parts: [{ text }, { data: { questions: shown } }],
    resume: { response, questions: questions.map((each) => ({ ...each })) },
  }
}

function sentence({ kind, name, server }: Question): string {
  return kind === 'approval'
    ? `May the agent call the tool '${name}'${server === undefined ? '' : ` of '${server}'`}? Answer yes or no.`
    : `The agent waits for the result of the function '${name}'. Answer with it.`
}

/** The questions that a turn answers, and the answers as input of the next response; `answers` is absent where one is missing. */
export function answersOf(
  resume: JsonValue,
  parts: readonly Part[],
): { readonly response: string; readonly questions: readonly Question[]; readonly answers?: readonly JsonObject[] } {
  const read = stored(asked, resume)
  if (read === undefined) {
    throw gatewayError('INTERNAL_ERROR', 'What was kept of this question cannot be read. Start a new task.')
  }
  const { response, questions } = read
  const said = parts.map(({ text, data }) => data ?? text ?? null).filter((value) => value !== null)
  const byId = said.find(
    (value): value is JsonObject => isJsonObject(value) && questions.some(({ id }) => Object.hasOwn(value, id)),
  )
  const answers = questions.map((each, index) => {
    const answer =
      byId === undefined ? (questions.length === 1 && said.length > 0 ? whole(said) : said[index]) : byId[each.id]
    return answer === undefined ? undefined : answerInput(each, answer)
  })
  const complete = answers.filter((answer) => answer !== undefined)
  return complete.length === questions.length ? { response, questions, answers: complete } : { response, questions }
}

/** One question may be answered in several parts, of which a text and its data say the same. */
const whole = (said: readonly JsonValue[]): JsonValue => said.find(isJsonObject) ?? said[0] ?? null

function answerInput({ kind, id }: Question, answer: JsonValue): JsonObject {
  if (kind === 'function') {
    return {
      type: 'function_call_output',
      call_id: id,
      output: typeof answer === 'string' ? answer : JSON.stringify(answer),
    }
  }
  const reason = isJsonObject(answer) && typeof answer.reason === 'string' ? { reason: answer.reason } : {}
  return { type: 'mcp_approval_response', approval_request_id: id, approve: approves(answer), ...reason }
}

/** Only a clear yes is one. */
function approves(answer: JsonValue): boolean {
  if (isJsonObject(answer)) return answer.approve === true
  return (
    answer === true ||
    (typeof answer === 'string' && /^\s*(yes|y|ok|okay|approve|approved|allow|true)\s*[.!]?\s*$/i.test(answer))
  )
}

function readJson(text: string): JsonValue {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
