import type { StreamResponse } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { isInterrupted, isTerminal } from '../task-states.ts'
import type { EngineParts, RunnerAgent, TaskPlace } from './engine-parts.ts'
import { entriesAfter, type LogEntry } from './log-entry.ts'
import type { RunWatch } from './run-watch.ts'

/** Batches of the log that are read at once: at first, at most, and how many characters they are to have together. */
const FIRST_BATCHES = 4
const MOST_BATCHES = 50
const READ_CHARACTERS = 1024 * 1024
/** How often the log of a task is looked at that runs in another process, or waits for its caller. */
const POLL_MS = 250
/** Every so many looks it is asked whether that process still lives. */
const LOOKS_PER_RESCUE = 8

type Result = IteratorResult<StreamResponse, undefined>
const FINISHED: Result = { done: true, value: undefined }

/**
 * The events of a task behind a place: from the log, then from its run in this process where it is here, else from the
 * log as it grows. Ends when the task has ended, or after an event by which it waits for its caller and nothing follows.
 */
export class TaskFollower implements AsyncIterator<StreamResponse, undefined> {
  readonly #parts: EngineParts
  readonly #place: TaskPlace
  readonly #agent: RunnerAgent
  readonly #signal: AbortSignal
  #after: number
  #ahead: LogEntry[] = []
  #watch: RunWatch | undefined
  #closed = false
  /** The task, or its turn, has ended as far as this stream has told. */
  #settled: boolean
  #looks = 0
  #batches = FIRST_BATCHES
  #wake: (() => void) | undefined
  readonly #left = () => {
    this.#watch?.close()
    this.#wake?.()
  }

  /** `settled`: what its reader has got already is an end, unless more follows. */
  constructor(
    parts: EngineParts,
    place: TaskPlace,
    { after, settled = false }: { readonly after: number; readonly settled?: boolean },
    agent: RunnerAgent,
    signal: AbortSignal,
  ) {
    this.#settled = settled
    this.#parts = parts
    this.#place = place
    this.#after = after
    this.#agent = agent
    this.#signal = signal
    signal.addEventListener('abort', this.#left)
  }

  async next(): Promise<Result> {
    try {
      const event = await this.#next()
      if (event !== undefined) return { done: false, value: event }
    } catch (error) {
      this.#close()
      throw error
    }
    this.#close()
    return FINISHED
  }

  async return(): Promise<Result> {
    this.#close()
    return FINISHED
  }

  async #next(): Promise<StreamResponse | undefined> {
    for (;;) {
      if (this.#closed) return undefined
      if (this.#signal.aborted) throw this.#signal.reason
      const ahead = this.#ahead.shift()
      if (ahead !== undefined) {
        const event = this.#passed(ahead.sequence, ahead.event)
        if (event !== undefined) return event
        continue
      }
      this.#watch ??= this.#parts.live(this.#place)?.taskRun.watch()
      const watch = this.#watch
      if (watch !== undefined && watch.start <= this.#after) {
        const step = await watch.next()
        if (typeof step === 'object') {
          const event = this.#passed(step.sequence, step.event)
          if (event !== undefined) return event
          continue
        }
        watch.close()
        this.#watch = undefined
        if (step === 'over' && this.#settled) return undefined
        if (step === 'over') await this.#look()
        continue
      }
      if (await this.#read()) continue
      if (watch !== undefined) {
        // Numbers before its run that were never given: nothing is missed.
        this.#after = watch.start
        continue
      }
      if (this.#settled) return undefined
      await this.#look()
    }
  }

  #passed(sequence: number, event: StreamResponse | undefined): StreamResponse | undefined {
    if (sequence <= this.#after) return undefined
    this.#after = sequence
    const state = event?.statusUpdate?.status.state
    this.#settled = state !== undefined && (isTerminal(state) || isInterrupted(state))
    return event
  }

  /** Reads on in the log; what this process has not written yet is written first. */
  async #read(): Promise<boolean> {
    const live = this.#parts.live(this.#place)?.taskRun
    if (live !== undefined) await this.#parts.writer.commit(live)
    const { agentId, taskId } = this.#place
    const batches = await this.#parts.runs.events(agentId, taskId, this.#after, this.#batches)
    if (batches.length === 0) return false
    let size = 1
    for (const batch of batches) {
      size += batch.lines.length
      for (const entry of entriesAfter(batch, this.#after)) this.#ahead.push(entry)
    }
    // As many as these were large: a batch is of a few bytes or of a few megabytes.
    this.#batches = Math.max(1, Math.min(MOST_BATCHES, Math.floor((READ_CHARACTERS * batches.length) / size)))
    return true
  }

  /** Waits until it is worth looking again. */
  async #look(): Promise<void> {
    if (this.#parts.stopping()) throw stopping()
    this.#looks += 1
    if (this.#looks % LOOKS_PER_RESCUE === 0) {
      const { agentId, taskId } = this.#place
      const stored = await this.#parts.runs.read(agentId, taskId)
      if (stored?.expired && stored.run) await this.#parts.rescue(stored.run, this.#agent)
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #close(): void {
    this.#closed = true
    this.#signal.removeEventListener('abort', this.#left)
    this.#left()
  }
}

const stopping = () =>
  gatewayError('UNAVAILABLE', 'The gateway is shutting down. The task goes on: ask for it again by its id.', {
    retryable: true,
    retryAfter: 5,
  })
