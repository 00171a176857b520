import type { CallContext } from './call-context.ts'
import type { Caller } from './caller.ts'
import type { JsonObject, JsonValue } from './json.ts'
import type { Message, SendMessageConfiguration } from './protocol.ts'

/** What a runner is asked for: to carry out one message of a conversation. Its ids are the gateway's own, never a client's. */
export interface Turn {
  /** What the user says; `role`, ids and parts have been checked. */
  readonly message: Message
  /** Of this turn alone: the name for artifacts that the vendor does not name, so that two turns of a task never share one. */
  readonly runId: string
  readonly taskId: string
  /** As the caller knows it: for the vendor's metadata, never as its session, because two owners may choose the same. */
  readonly contextId: string
  /** The conversation's unguessable name, a UUID (version 8): the same for the same owner, agent and context, and for no other. */
  readonly sessionId: string
  /** What an earlier turn of this conversation asked to be remembered (`session` event). */
  readonly session?: JsonObject
  /** What the event that this message answers (`input-required`, `auth-required`) gave as `resume`. */
  readonly resume?: JsonValue
  readonly configuration?: SendMessageConfiguration
  /** Metadata of the request; that of the message stands in `message`. */
  readonly metadata?: JsonObject
}

/**
 * The call that a run belongs to. `signal` is the run's own: it does not abort when the caller leaves, only when the
 * task is canceled, the run's time is over or the process ends.
 */
export type RunContext = Pick<
  CallContext,
  'requestId' | 'owner' | 'agent' | 'signal' | 'headers' | 'trace' | 'observe'
> & {
  /** Whose call began the run, where that is still known: it is not when another process goes on with it. */
  readonly caller?: Caller
}
