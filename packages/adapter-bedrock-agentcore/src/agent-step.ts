import type { JsonObject, JsonValue, Usage } from '@gateway/core'

/** What one event of an agent framework means to who follows its answer. */
export type AgentStep =
  /** A message of the model begins; it has to be ended before the stream is. */
  | { readonly type: 'message-start' }
  | { readonly type: 'message-stop' }
  /** `again`: another event has said the same, where both kinds are sent. */
  | { readonly type: 'text'; readonly text: string; readonly again?: boolean }
  /** A message as a whole, which may have been streamed before. */
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  /** The run begins, and has to be ended; or has ended. */
  | { readonly type: 'run-start' | 'run-stop' }
  | { readonly type: 'failure' }
  /** Known, and nothing to who follows. */
  | { readonly type: 'nothing' }

/** Reads one framework's events; `undefined` for what is not of that framework. */
export type StepReader = (event: JsonObject) => AgentStep | undefined

export const NOTHING: AgentStep = { type: 'nothing' }

/** A text that may be absent, as a step. */
export function textStep(text: JsonValue | undefined): AgentStep {
  return typeof text === 'string' && text !== '' ? { type: 'text', text } : NOTHING
}
