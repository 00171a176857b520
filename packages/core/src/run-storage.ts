/** The storage port of runs: tasks that the gateway carries out itself, with the log of their events. */

import type { Owner } from './caller.ts'
import type { JsonObject, JsonValue } from './json.ts'
import type { TaskState } from './protocol.ts'
import type { TaskEntry } from './storage.ts'
import type { Usage } from './usage.ts'

/** One turn of a task: what became of one message. */
export interface StoredRun {
  readonly agentId: string
  readonly taskId: string
  /** 1 for the task's first message. A number is given once, so a task has one run at a time. */
  readonly turn: number
  readonly runId: string
  /** Whose work it is: who its usage and cost are booked on. */
  readonly owner: Owner
  readonly contextId: string
  /** Of the call that began it. */
  readonly requestId: string
  /** The W3C `traceparent` that its call had for upstreams. */
  readonly traceparent?: string
  /** How often a process took it up: 1, and one more for each time that it was resumed. */
  readonly attempts: number
  /** All that the runner needs to cancel or join it, as `started` told. */
  readonly ref?: JsonValue
  /** Where to join it: everything up to there is in the log. */
  readonly cursor?: string
  readonly usage?: Usage
  /** US dollars. */
  readonly cost?: number
  /** What the next message of the task is answered with (`input-required`, `auth-required`). */
  readonly resume?: JsonValue
  /** ISO 8601. */
  readonly startedAt: string
  readonly endedAt?: string
  /** The state in which it left the task. */
  readonly state?: TaskState
}

/** Events of a task that follow each other: `lines` has one line of JSON for each. */
export interface LoggedEvents {
  readonly first: number
  readonly last: number
  readonly lines: string
}

/** The task as it stands after the event with that number. */
export interface TaskSnapshot {
  readonly entry: TaskEntry
  readonly sequence: number
}

/** Who carries out runs, and for how long it need not be heard of before it counts as dead. */
export interface Lease {
  /** One process, made anew at each start. */
  readonly holder: string
  readonly milliseconds: number
}

/** A message that was taken up. */
export interface MessageClaim {
  /** A hash of what was sent under the id. */
  readonly body: string
  readonly taskId: string
  readonly turn: number
}

/** Everything that a new turn writes. */
export interface TurnStart {
  readonly run: StoredRun
  readonly snapshot: TaskSnapshot
  readonly events: LoggedEvents
  /** Claims a message's id for its owner and agent. A turn that no message began has none. */
  readonly claim?: { readonly messageId: string; readonly body: string }
}

/** `claimed`: the message was taken up before; `taken`: the task has a run of that turn already. */
export type TurnOutcome =
  | { readonly type: 'begun' }
  | { readonly type: 'claimed'; readonly claim: MessageClaim }
  | { readonly type: 'taken' }

/** What happened in a run since it was last written. */
export interface RunWrite {
  readonly run: StoredRun
  /** Whether `run` is to be written too; else it only names the run. */
  readonly changed: boolean
  readonly events?: LoggedEvents
  readonly snapshot?: TaskSnapshot
  /** Kept for later turns of the conversation; replaces what was there. */
  readonly session?: { readonly id: string; readonly session: JsonObject }
}

/** A run that its holder still holds. */
export interface HeldRun {
  readonly runId: string
  /** Somebody asked for it to be canceled. */
  readonly cancel: boolean
}

/** A task with what its snapshot does not have yet. */
export interface StoredTask extends TaskSnapshot {
  readonly events: readonly LoggedEvents[]
  /** The latest run; absent where the task was an agent's own. */
  readonly run?: StoredRun
  /** Whether the process that holds the run has not been heard of for longer than its lease. */
  readonly expired: boolean
  /** A cancel has been asked for and not been decided. */
  readonly cancel: boolean
}

/**
 * Runs, their leases and the log of their tasks' events. Times of leases are the database's own, so clocks of several
 * gateways need not agree. Each method is one transaction.
 */
export interface RunStore {
  /**
   * Claims messages and begins their turns. Of several that claim one id within `claimMilliseconds`, whatever their
   * process, one begins. A batch has an (owner, agent, message) and a (task, turn) once.
   */
  begin(starts: readonly TurnStart[], lease: Lease, claimMilliseconds: number): Promise<readonly TurnOutcome[]>
  /** Writes what happened in runs that the holder still holds, and renews their leases. Answers those; of others, nothing is written. */
  write(writes: readonly RunWrite[], lease: Lease): Promise<readonly HeldRun[]>
  /** Renews the leases of these runs, where the holder holds them still and they have not ended. Answers those. */
  renew(runIds: readonly string[], lease: Lease): Promise<readonly HeldRun[]>
  /** Gives runs up as they are: anybody may take them over at once. */
  release(runIds: readonly string[], holder: string): Promise<void>
  /** Runs that have not ended and whose lease has expired, oldest first. */
  expired(limit: number): Promise<readonly StoredRun[]>
  /** Takes a run over if its lease has expired still; counts the attempt. */
  takeOver(runId: string, lease: Lease): Promise<StoredRun | undefined>
  /** Asks whoever holds the run of a task to cancel it, told as a change of kind `task`. `false` when none is running. */
  requestCancel(agentId: string, taskId: string): Promise<boolean>
  /** The run cannot be canceled: takes the request back. */
  refuseCancel(runId: string): Promise<void>
  /** What a message id stands for with this owner and agent, if it was claimed within that time. */
  findClaim(
    agentId: string,
    owner: Owner,
    messageId: string,
    claimMilliseconds: number,
  ): Promise<MessageClaim | undefined>
  read(agentId: string, taskId: string): Promise<StoredTask | undefined>
  /** The log behind `after`, in order; at most `limit` batches. The first may begin at or before `after`. */
  events(agentId: string, taskId: string, after: number, limit: number): Promise<readonly LoggedEvents[]>
  getSession(id: string): Promise<JsonObject | undefined>
  /**
   * Deletes the logs of at most so many tasks whose work ended before a time (ISO 8601): answers how many. The tasks stay,
   * as they are. Tasks are looked at once, in the order in which their work ended.
   */
  pruneEvents(before: string, limit: number): Promise<number>
  /** Forgets claims that are older. */
  pruneClaims(claimMilliseconds: number): Promise<void>
}
