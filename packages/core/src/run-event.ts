import type { GatewayError } from './gateway-error.ts'
import type { JsonObject, JsonValue } from './json.ts'
import type { Part } from './protocol.ts'
import type { Usage } from './usage.ts'

/** Where the vendor's stream can be joined again: everything up to this event has been given out. */
interface Placed {
  readonly cursor?: string
}

interface OfArtifact extends Placed {
  /** Unique within the task: the vendor's message or item id, else `Turn.runId` with a word behind it. */
  readonly artifactId: string
  readonly name?: string
  readonly metadata?: JsonObject
  /** Nothing more is added to this artifact. */
  readonly last?: boolean
}

/** The vendor has accepted the turn. `ref` is all that `cancel` and `resume` need, also in another process. */
export interface RunStarted extends Placed {
  readonly type: 'started'
  readonly ref: JsonValue
}

/** What every later turn of the conversation is to be given as `Turn.session`, such as an id that the vendor made. Replaces what was there. */
export interface RunSession {
  readonly type: 'session'
  readonly session: JsonObject
}

/** The next piece of a text; pieces of one artifact follow each other as they are. */
export interface RunText extends OfArtifact {
  readonly type: 'text'
  readonly text: string
}

/** A whole part (a file, data) added to an artifact. */
export interface RunPart extends OfArtifact {
  readonly type: 'part'
  readonly part: Part
}

/** A text artifact is complete: where the last piece could not be known as such. `metadata` adds to the artifact's (citations). */
export interface RunArtifactEnd extends Placed {
  readonly type: 'artifact-end'
  readonly artifactId: string
  readonly metadata?: JsonObject
}

/** The agent works; what it tells of that, if anything. */
export interface RunProgress extends Placed {
  readonly type: 'progress'
  readonly parts?: readonly Part[]
  readonly metadata?: JsonObject
}

/** Adds to what the run has taken so far. */
export interface RunUsage {
  readonly type: 'usage'
  readonly usage: Usage
}

/** Ends the turn: the agent waits for its user's answer, or for a consent that is given elsewhere. `resume` comes back as `Turn.resume`. */
export interface RunInterrupted {
  readonly type: 'input-required' | 'auth-required'
  /** What is asked, for the user and (as a data part) for programs. */
  readonly parts: readonly Part[]
  readonly resume: JsonValue
}

/** Ends the turn. */
export interface RunDone {
  readonly type: 'done'
  readonly metadata?: JsonObject
}

/** Ends the turn: the agent, or the way to it, failed. The message is for the caller. */
export interface RunFailed {
  readonly type: 'failed'
  readonly error: GatewayError
}

/** Ends the turn: the agent will not do this. */
export interface RunRejected {
  readonly type: 'rejected'
  readonly parts: readonly Part[]
}

/** Ends the turn: it was stopped. */
export interface RunCanceled {
  readonly type: 'canceled'
}

export type TerminalRunEvent = RunInterrupted | RunDone | RunFailed | RunRejected | RunCanceled

/** What a runner tells while it works. Exactly one terminal event ends a run; nothing follows it. */
export type RunEvent =
  | RunStarted
  | RunSession
  | RunText
  | RunPart
  | RunArtifactEnd
  | RunProgress
  | RunUsage
  | TerminalRunEvent

const TERMINAL = new Set<RunEvent['type']>([
  'input-required',
  'auth-required',
  'done',
  'failed',
  'rejected',
  'canceled',
])

/** Whether an event ends its run. */
export function isTerminalRunEvent(event: RunEvent): event is TerminalRunEvent {
  return TERMINAL.has(event.type)
}
