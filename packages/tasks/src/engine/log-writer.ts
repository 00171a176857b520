import { setTimeout as sleep } from 'node:timers/promises'
import type { HeldRun, Lease, Logger, RunStore, RunWrite, TurnOutcome, TurnStart } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import { GroupCommit } from './group-commit.ts'

/** How many runs one transaction writes at most. */
const MOST_AT_ONCE = 200
const RETRY_MS = 500

/** A run whose events are written. */
export interface Writing {
  /** Takes out what is not written yet. */
  take(): RunWrite | undefined
  /** It was written, and is this process's still. `cancel`: somebody asked for that. */
  written(state: { readonly cancel: boolean }): void
  /** It is another process's by now, or cannot be written: this one is to let go of it. */
  lost(error?: unknown): void
}

export interface LogWriterOptions {
  readonly runs: RunStore
  readonly lease: Lease
  /** Milliseconds that events may wait to be written: what a crash can lose of a text. */
  readonly flushMs: number
  readonly claimMs: number
  readonly logger?: Logger | undefined
}

/** Writes the events of all runs of this process, many runs in one transaction. */
export interface LogWriter {
  begin(start: TurnStart): Promise<TurnOutcome>
  /** Resolves when everything that has happened in the run until now is written, or the run is lost. */
  commit(run: Writing): Promise<void>
  /** What has happened is written within `flushMs`. */
  soon(run: Writing): void
  /** Renews the leases of these runs. Answers those that are this process's still. */
  renew(runIds: readonly string[]): Promise<readonly HeldRun[]>
  /** Tries no more to reach a database that is away. */
  close(): void
}

export function createLogWriter({ runs, lease, flushMs, claimMs, logger }: LogWriterOptions): LogWriter {
  let closed = false
  let timer: NodeJS.Timeout | undefined
  const waiting = new Set<Writing>()

  const settle = (write: RunWrite, run: Writing, held: ReadonlyMap<string, boolean>) => {
    const cancel = held.get(write.run.runId)
    if (cancel === undefined) run.lost()
    else run.written({ cancel })
  }
  // Statements that lock many runs follow each other: two at once, each in an order of its own, would wait for each other.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }
  const writeOnce = async (taken: readonly (readonly [RunWrite, Writing])[]) => {
    const writes = taken.map(([write]) => write)
    const held = new Map((await inTurn(() => runs.write(writes, lease))).map(({ runId, cancel }) => [runId, cancel]))
    for (const [write, run] of taken) settle(write, run, held)
  }
  /** One of them cannot be written: the others are. */
  const writeEach = async (taken: readonly (readonly [RunWrite, Writing])[]) => {
    for (const one of taken) {
      await writeOnce([one]).catch((error: unknown) => {
        logger?.error({ err: error, runId: one[0].run.runId }, 'the events of a run cannot be stored; it is given up')
        one[1].lost(error)
      })
    }
  }
  const write = async (writings: readonly Writing[]): Promise<undefined[]> => {
    const taken = [...new Set(writings)].flatMap((run) => {
      const write = run.take()
      return write === undefined ? [] : [[write, run] as const]
    })
    for (let failures = 0; taken.length > 0; failures += 1) {
      try {
        await writeOnce(taken)
        break
      } catch (error) {
        if (!isGatewayError(error) || !error.retryable || closed) {
          await writeEach(taken)
          break
        }
        if (failures === 0) logger?.error({ err: error }, 'events of tasks cannot be written now; trying again')
        await sleep(RETRY_MS)
      }
    }
    return writings.map(() => undefined)
  }
  const writes = new GroupCommit(write, MOST_AT_ONCE)
  const beginAll = async (starts: readonly TurnStart[]) => {
    try {
      return await runs.begin(starts, lease, claimMs)
    } catch (error) {
      if (starts.length === 1 || (isGatewayError(error) && error.retryable)) throw error
      // One of them cannot be begun: the others are.
      return starts.map(async (start) => {
        const [outcome] = await runs.begin([start], lease, claimMs)
        return outcome ?? Promise.reject(error)
      })
    }
  }
  const begins = new GroupCommit(beginAll, MOST_AT_ONCE)

  return {
    begin: (start) => begins.submit(start),
    renew: (runIds) => inTurn(() => runs.renew(runIds, lease)),
    async commit(run) {
      waiting.delete(run)
      await writes.submit(run)
    },
    soon(run) {
      waiting.add(run)
      timer ??= setTimeout(() => {
        timer = undefined
        const ready = [...waiting]
        waiting.clear()
        for (const one of ready) void writes.submit(one)
      }, flushMs)
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
