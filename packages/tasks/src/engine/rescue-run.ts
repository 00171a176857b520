import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RunContext, RunEvent, StoredRun } from '@gateway/core'
import { gatewayError, sessionIdOf } from '@gateway/core'
import { type EngineParts, priceOfRuns, type RunnerAgent } from './engine-parts.ts'
import { replay } from './log-entry.ts'
import { entryAt } from './take-up-message.ts'

/**
 * More than a run can have told and not written: behind it, a process that takes a run over goes on counting. So a place
 * that was told and never written stays one that is not in the log.
 */
const UNWRITTEN = 1_000_000

/** Takes over a run whose lease has expired, if nobody else has: joined at the vendor where that can be, else it has failed. */
export async function rescueRun(parts: EngineParts, run: StoredRun, agent: RunnerAgent | undefined): Promise<void> {
  // A process that slept longer than its own lease does not take itself over.
  if (parts.live(run)?.taskRun.run.runId === run.runId) return
  const taken = await parts.runs.takeOver(run.runId, parts.lease)
  if (taken === undefined) return
  const stored = await parts.runs.read(run.agentId, run.taskId)
  if (stored === undefined) return
  const { task, sequence } = replay(stored.entry.task, stored.sequence, stored.events, parts.contentLimit)
  const owner: RunnerAgent = agent ?? { runner: { run: removed } }
  const taskRun = parts.launch(
    {
      run: taken,
      entry: entryAt(stored.entry, task),
      sequence: sequence + UNWRITTEN,
      joined: true,
      sessionId: sessionIdOf(run.owner, run.agentId, run.contextId),
      priceOf: priceOfRuns(owner),
      context: {
        requestId: run.requestId,
        owner: run.owner,
        agent: { id: run.agentId, name: stored.entry.upstream },
        headers: {},
        ...(run.traceparent === undefined ? {} : { trace: { traceparent: run.traceparent } }),
      },
      events: eventsOf(taken, owner, stored.cancel, () => parts.live(taken)?.canceling),
    },
    owner,
  )
  parts.logger?.warn(
    { runId: run.runId, agentId: run.agentId, taskId: run.taskId, attempts: taken.attempts },
    'the process that carried out a run is gone; the run is taken over',
  )
  // What became of it is there for who asked; a run that goes on is not waited for.
  if (!canResume(taken, owner)) await taskRun.over
  // A cancel that the process did not live to hear of is carried out as any other, at the vendor first.
  else if (stored.cancel) taskRun.written(stored)
}

/** How often a run is taken up: one that ends its process each time must not end all of them for ever. */
const MOST_ATTEMPTS = 20

/** Whether a run can be gone on with by another process. */
export function canResume(run: StoredRun, { runner }: RunnerAgent): boolean {
  if (runner.resume === undefined || run.ref === undefined || run.attempts > MOST_ATTEMPTS) return false
  return runner.joinable?.(run.ref) ?? true
}

function eventsOf(
  run: StoredRun,
  { runner }: RunnerAgent,
  cancel: boolean,
  canceling: () => Promise<void> | undefined,
) {
  return async function* (context: RunContext): AsyncGenerator<RunEvent> {
    if (run.ref === undefined || runner.resume === undefined || !canResume(run, { runner })) {
      yield cancel ? { type: 'canceled' } : { type: 'failed', error: broken() }
      return
    }
    if (cancel) await decided(canceling, context.signal)
    // What is canceled is not joined first, which may be more than it can.
    if (!context.signal.aborted) yield* runner.resume(run.ref, run.cursor, context)
  }
}

/** Resolves when the vendor has refused to cancel the run, or it is canceled. */
async function decided(canceling: () => Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  // The cancel begins when the run has been launched.
  await nextTurn()
  const canceled = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  if (!signal.aborted) await Promise.race([canceling()?.catch(() => undefined), canceled])
}

async function* removed(): AsyncGenerator<RunEvent> {
  yield { type: 'failed', error: broken() }
}

const broken = () =>
  gatewayError(
    'UNAVAILABLE',
    'The gateway process that carried out this task ended before the agent had answered. Send the message again, under a new messageId.',
    { retryable: true },
  )
