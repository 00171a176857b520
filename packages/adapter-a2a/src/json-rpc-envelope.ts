import type { JsonObject, Operation } from '@gateway/core'
import { decodeJsonRpcError, gatewayError, isJsonObject, parseJson } from '@gateway/core'

/** Writes a JSON-RPC request around `params` that are JSON text already. Id and method are plain words, which need no escaping. */
export function writeRequest(id: string, method: string, params: string): string {
  return `{"jsonrpc":"2.0","id":"${id}","method":"${method}","params":${params}}`
}

/** The JSON of an answer or event; `undefined` when the text is none. */
export function readJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/**
 * The `result` of a JSON-RPC answer to the request `id`. Throws the agent's own error when it carries one (whose id may
 * be null, where the agent could not read the request), INVALID_AGENT_RESPONSE when it is no such answer. A deletion has
 * nothing to tell, and some servers leave out a result that is null.
 */
export function readResult(operation: Operation, answer: unknown, id: string): unknown {
  if (!isAnswer(answer))
    throw invalid('is not a JSON-RPC 2.0 response: check that its registered URL is that of an A2A agent')
  if (hasError(answer)) {
    if (answer.id !== id && answer.id !== null && answer.id !== undefined) throw wrongId()
    throw decodeJsonRpcError(answer.error)
  }
  if (answer.id !== id) throw wrongId()
  if (answer.result === undefined && operation === 'deleteTaskPushNotificationConfig') return null
  if (answer.result === undefined) throw invalid('has neither a result nor an error')
  return answer.result
}

/** Whether a value is a JSON-RPC answer that carries an error. */
export function isErrorAnswer(value: unknown): boolean {
  return isAnswer(value) && hasError(value)
}

function isAnswer(value: unknown): value is JsonObject {
  return isJsonObject(value) && value.jsonrpc === '2.0'
}

function hasError(answer: JsonObject): boolean {
  // Some servers write both members, one of them null.
  return answer.error !== undefined && answer.error !== null
}

function invalid(what: string) {
  return gatewayError('INVALID_AGENT_RESPONSE', `What the agent answered ${what}.`)
}

function wrongId() {
  return gatewayError('INVALID_AGENT_RESPONSE', 'The agent answered with a wrong id: not that of the request.')
}
