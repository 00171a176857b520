import { isJsonObject, type JsonValue, type Part } from '@gateway/core'
import type { Input } from './message-input.ts'
import type { Question } from './questions.ts'

const YES = /^\s*(y|yes|ok|okay|approve|approved|allow|true)\s*[.!]?\s*$/i
const NO = /^\s*(n|no|deny|denied|reject|rejected|false)\s*[.!]?\s*$/i

/**
 * What answers the questions: a data part with an answer for each id; for one question also its answer alone; and for
 * approvals a text that says yes or no. `undefined`: it cannot be told which question is answered how, or a part is a file.
 */
export function answersTo(questions: readonly Question[], parts: readonly Part[]): readonly Input[] | undefined {
  if (parts.some(isFile)) return undefined
  const values = parts.map(({ data, text = '' }) => (data === undefined ? text : data))
  const answers = byId(questions, values) ?? alike(questions, values)
  if (answers === undefined) return undefined
  const inputs = questions.map((question, index) => inputOf(question, answers[index] ?? null))
  return inputs.every((input) => input !== undefined) ? inputs : undefined
}

/** An object whose members are the ids of all questions. */
function byId(questions: readonly Question[], values: readonly JsonValue[]): readonly JsonValue[] | undefined {
  const found = values.filter(isJsonObject).find((value) => questions.every(({ id }) => Object.hasOwn(value, id)))
  return found === undefined ? undefined : questions.map(({ id }) => found[id] ?? null)
}

function alike(questions: readonly Question[], values: readonly JsonValue[]): readonly JsonValue[] | undefined {
  const said = values.find((value) => typeof value !== 'string') ?? values.join('\n')
  if (questions.length === 1) return [said]
  return questions.every(({ kind }) => kind === 'approval') ? questions.map(() => said) : undefined
}

function inputOf({ kind, id }: Question, answer: JsonValue): Input | undefined {
  if (kind === 'function') {
    const output = typeof answer === 'string' ? answer : JSON.stringify(answer)
    return { type: 'function_call_output', call_id: id, output }
  }
  const approve = decision(isJsonObject(answer) ? (answer.approve ?? null) : answer)
  if (approve === undefined) return undefined
  const reason = isJsonObject(answer) && typeof answer.reason === 'string' ? { reason: answer.reason } : {}
  return { type: 'mcp_approval_response', approval_request_id: id, approve, ...reason }
}

function decision(value: JsonValue): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  return YES.test(value) ? true : NO.test(value) ? false : undefined
}

export const isFile = ({ text, data }: Part) => text === undefined && data === undefined
