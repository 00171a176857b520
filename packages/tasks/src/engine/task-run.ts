import { randomUUID } from 'node:crypto'
import type {
  Assembly,
  Fact,
  Logger,
  RunContext,
  RunEvent,
  RunTranslation,
  RunWrite,
  StoredRun,
  Task,
  TaskEntry,
  TaskSnapshot,
} from '@gateway/core'
import { createAssembly, createRunTranslation, gatewayError, isTerminalRunEvent, settledRun } from '@gateway/core'
import { type AttachedCaller, bookRun } from './book-run.ts'
import { LearntRun, type PriceOf } from './learnt-run.ts'
import { lineOf } from './log-entry.ts'
import type { LogWriter, Writing } from './log-writer.ts'
import { RunBuffer } from './run-buffer.ts'
import { type RunWatch, RunWatchers } from './run-watch.ts'

/** Beyond this many characters that are not written, the runner waits for the database. */
const MOST_UNWRITTEN = 4 * 1024 * 1024
/** How long a runner that was stopped may take to end. */
const GRACE_MS = 5_000

export interface TaskRunOptions {
  readonly run: StoredRun
  /** The task as the turn finds it, and the place of the last event in it. */
  readonly entry: TaskEntry
  readonly sequence: number
  /** Whether it goes on with artifacts that the task has. */
  readonly joined: boolean
  /** In the vendor's words, once it is known what the run belongs to. */
  readonly events: (context: RunContext) => AsyncIterable<RunEvent>
  readonly context: Pick<RunContext, 'requestId' | 'caller' | 'owner' | 'agent' | 'headers' | 'trace'>
  readonly sessionId: string
  readonly priceOf: PriceOf
  readonly writer: LogWriter
  /** Characters of content that are kept of the task. */
  readonly contentLimit: number
  /** Milliseconds that it may take; without it, as long as it likes. */
  readonly runMs: number | undefined
  readonly logger: Logger | undefined
  /** Somebody asked through the store that it be canceled. */
  readonly cancelAsked: () => void
  /** It has taken `runMs`. */
  readonly tookTooLong: () => void
  /** It has ended, and no call that began it was there to hear what it took. */
  readonly endedAlone: (run: StoredRun) => void
}

/** The life of one run in this process: its events become its task's, are written and told to whoever watches. */
export class TaskRun implements Writing {
  readonly #options: TaskRunOptions
  readonly #assembly: Assembly
  readonly #translation: RunTranslation
  readonly #buffer: RunBuffer
  readonly #watchers: RunWatchers
  readonly #stop = new AbortController()
  readonly #over = Promise.withResolvers<void>()
  readonly #limit: NodeJS.Timeout | undefined
  readonly #learnt: LearntRun
  #sequence: number
  #state: Task['status']['state']
  #caller: AttachedCaller | undefined
  /** When the runner was asked, for a caller who attaches behind that. */
  #asked: Fact | undefined
  #ended = false
  #left = false
  #committing: Promise<void> | undefined

  constructor(options: TaskRunOptions) {
    const { entry, run, sequence } = options
    this.#options = options
    this.#learnt = new LearntRun(run, options.priceOf, entry.task.history?.at(-1)?.parts)
    this.#sequence = sequence
    this.#state = entry.state
    this.#assembly = createAssembly(entry.task, options.contentLimit)
    this.#buffer = new RunBuffer(JSON.stringify(entry.task).length)
    this.#watchers = new RunWatchers(sequence)
    this.#translation = createRunTranslation({
      taskId: run.taskId,
      contextId: run.contextId,
      messageId: randomUUID,
      artifactIds: options.joined ? (entry.task.artifacts ?? []).map(({ artifactId }) => artifactId) : [],
    })
    if (options.runMs !== undefined) {
      this.#limit = setTimeout(options.tookTooLong, options.runMs)
      this.#limit.unref()
    }
  }

  get run(): StoredRun {
    return this.#learnt.row
  }

  /** Whose the task is, and its contexts; its state and content are those of the turn's beginning. */
  get entry(): TaskEntry {
    return this.#options.entry
  }

  /** The call that it belongs to, without its signal. */
  get context(): TaskRunOptions['context'] {
    return this.#options.context
  }

  /** Whether it is this process's no more. */
  get left(): boolean {
    return this.#left
  }

  /** Resolves when the run has ended and its end is written, or it has left this process. */
  get over(): Promise<void> {
    return this.#over.promise
  }

  /** Whether it ended here, with its task in a state that tells how. */
  get ended(): boolean {
    return this.#ended && !this.#left
  }

  /** The task as it is now. */
  task(): Task {
    return this.#assembly.result()?.task ?? this.#options.entry.task
  }

  /** The task as it is written, or about to be told. */
  async snapshot(): Promise<{ readonly task: Task; readonly sequence: number }> {
    while (this.#committing !== undefined) await this.#committing
    return { task: this.task(), sequence: this.#watchers.last }
  }

  watch(): RunWatch {
    return this.#watchers.watch()
  }

  /** Who began the run hears what it learns for as long as they are there. */
  attach(caller: AttachedCaller): () => void {
    this.#caller = caller
    if (this.#asked !== undefined) caller.observe(this.#asked)
    return () => {
      this.#caller = undefined
    }
  }

  /** Ends the run: canceled, or failed with the error. */
  abort(reason?: unknown): void {
    if (this.#ended || this.#left) return
    this.#stop.abort(reason ?? gatewayError('CANCELED', 'The task was canceled.'))
    // A runner that does not heed it is left to itself.
    setTimeout(() => void this.#abandon(), GRACE_MS).unref()
  }

  /** Leaves the run as it is: another process goes on with it. Resolves when all that has happened is written. */
  async leave(): Promise<void> {
    if (this.#ended) return this.#over.promise
    await this.#options.writer.commit(this)
    this.lost()
  }

  /** Carries it out. Never rejects. */
  async carryOut(): Promise<void> {
    const { context, events, logger } = this.#options
    const { signal } = this.#stop
    // Of the call that began it only what is a run's.
    const { requestId, caller, owner, agent, headers, trace } = context
    const whole: RunContext = {
      requestId,
      ...(caller === undefined ? {} : { caller }),
      owner,
      agent: { id: agent.id, name: agent.name },
      headers,
      ...(trace === undefined ? {} : { trace }),
      signal,
      observe: (fact) => {
        if (fact.type === 'upstream') this.#learnt.at(fact.name)
        else if (fact.type === 'upstream-request') this.#asked ??= fact
        this.#caller?.observe(fact)
      },
    }
    try {
      for await (const event of settledRun(
        lazily(() => events(whole)),
        whole,
      )) {
        if (this.#ended || this.#left) return
        const waiting = this.#take(event)
        if (waiting !== undefined) await waiting
      }
    } catch (error) {
      logger?.error({ err: error, runId: this.run.runId }, 'a run broke off inside the gateway')
      this.lost()
    }
  }

  take(): RunWrite | undefined {
    return this.#left ? undefined : this.#buffer.take(this.run, () => this.#snapshot())
  }

  written({ cancel }: { readonly cancel: boolean }): void {
    if (cancel && !this.#ended) this.#options.cancelAsked()
  }

  lost(): void {
    if (this.#left) return
    this.#left = true
    this.#stop.abort(gatewayError('CANCELED', 'The run goes on elsewhere.'))
    this.#finish()
  }

  #take(event: RunEvent): Promise<void> | undefined {
    this.#learn(event)
    const translated = this.#translation.translate(event)
    if (translated === undefined) {
      this.#options.writer.soon(this)
      return undefined
    }
    this.#sequence += 1
    this.#assembly.add(translated)
    const line = lineOf(translated, this.#sequence)
    this.#buffer.add(this.#sequence, line)
    const state = translated.statusUpdate?.status.state ?? this.#state
    const sequence = this.#sequence
    const terminal = isTerminalRunEvent(event)
    const changed = state !== this.#state || event.type === 'started' || terminal
    if (!changed && this.#buffer.size < MOST_UNWRITTEN) {
      this.#watchers.publish(sequence, translated, line.length)
      this.#options.writer.soon(this)
      return undefined
    }
    if (changed) {
      this.#state = state
      this.#buffer.snapshotDue()
    }
    return this.#committed().then(() => {
      if (this.#left) return
      if (terminal) bookRun(this.run, this.#caller, this.#options.endedAlone)
      this.#watchers.publish(sequence, translated, line.length)
      if (terminal) this.#finish()
    })
  }

  async #committed(): Promise<void> {
    const committing = this.#options.writer.commit(this)
    this.#committing = committing
    await committing
    if (this.#committing === committing) this.#committing = undefined
  }

  #learn(event: RunEvent): void {
    if (event.type === 'session') this.#buffer.keepSession(this.#options.sessionId, event.session)
    if (this.#learnt.learn(event)) this.#buffer.runChanged()
    if (isTerminalRunEvent(event)) this.#ended = true
  }

  #snapshot(): TaskSnapshot {
    const task = this.task()
    const { state, timestamp } = task.status
    const entry = { ...this.#options.entry, state, task }
    return {
      entry: timestamp === undefined ? entry : { ...entry, statusTimestamp: timestamp },
      sequence: this.#sequence,
    }
  }

  async #abandon(): Promise<void> {
    if (this.#ended || this.#left) return
    for await (const event of settledRun(nothing(), { signal: this.#stop.signal })) await this.#take(event)
  }

  #finish(): void {
    clearTimeout(this.#limit)
    this.#caller = undefined
    this.#watchers.end()
    this.#over.resolve()
  }
}

/** A runner that throws when it is called fails its run, as one that throws later does. */
async function* lazily(events: () => AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  yield* events()
}

async function* nothing(): AsyncGenerator<RunEvent> {}
