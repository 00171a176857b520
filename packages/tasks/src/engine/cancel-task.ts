import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallContext, GatewayError, RunEvent, StoredRun, Task } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { isInterrupted, isTerminal } from '../task-states.ts'
import type { EngineParts, LiveRun, RunnerAgent, TaskPlace } from './engine-parts.ts'
import { NOTHING } from './log-entry.ts'
import { readTask, type TaskView } from './read-task.ts'
import { entryAt } from './take-up-message.ts'

/** How long a vendor may take to stop a run, and how often another gateway is looked at. */
const VENDOR_MS = 10_000
const POLL_MS = 200
/** How long a cancel waits for another gateway before it is answered by the task as it is. */
const LONGEST_WAIT_MS = 20_000

/** How often it is tried again with a task that is not what it was a moment ago. */
const MOST_TRIES = 5

/** Cancels a task and answers it as it ended. Rejects with TASK_NOT_CANCELABLE when it has ended, or the vendor does not stop. */
export async function cancelTask(
  parts: EngineParts,
  place: TaskPlace,
  agent: RunnerAgent,
  context: CallContext,
): Promise<Task> {
  for (let tries = 0; ; tries += 1) {
    const view = await readTask(parts, place, context.owner, agent)
    const { state } = view.task.status
    if (tries > 0 && state === 'TASK_STATE_CANCELED') return view.task
    // It may have ended by itself meanwhile.
    if (isTerminal(state)) throw hasEnded(place.taskId, state)
    if (tries === MOST_TRIES) return view.task
    const live = parts.live(place)
    if (live !== undefined) await cancelLive(parts, live)
    else if (isInterrupted(state)) await cancelWaiting(parts, view, agent, context)
    else if (await parts.runs.requestCancel(place.agentId, place.taskId)) {
      const unchanged = await heldElsewhere(parts, place, agent, context)
      if (unchanged !== undefined) return unchanged
    }
  }
}

/** Stops a run of this process: at the vendor first, where the runner can. Once, however many ask for it. */
export function cancelLive(parts: EngineParts, live: LiveRun): Promise<void> {
  live.canceling ??= stop(parts, live).finally(() => {
    live.canceling = undefined
  })
  return live.canceling
}

/** Fails a run with the error, and stops it at the vendor, where the runner can; a vendor that says no is left to itself. Never rejects. */
export async function failLive(parts: EngineParts, { taskRun, agent }: LiveRun, error: GatewayError): Promise<void> {
  const { run } = taskRun
  // First: what the vendor says of its end is then no more than that.
  taskRun.abort(error)
  try {
    if (run.ref !== undefined) await agent.runner.cancel?.(run.ref, contextOf(taskRun))
  } catch (refused) {
    parts.logger?.warn({ err: refused, runId: run.runId }, 'an agent did not stop a run that had failed')
  }
  await taskRun.over
}

/** What the vendor is asked in to cancel a run. */
const contextOf = ({ context }: LiveRun['taskRun']) => ({
  ...context,
  signal: AbortSignal.timeout(VENDOR_MS),
  observe: () => undefined,
})

async function stop(parts: EngineParts, { taskRun, agent }: LiveRun): Promise<void> {
  const { run } = taskRun
  const { cancel } = agent.runner
  if (cancel !== undefined && run.ref !== undefined) {
    const context = contextOf(taskRun)
    try {
      await cancel.call(agent.runner, run.ref, context)
    } catch (error) {
      // One that does not answer in time is left to itself; one that says no goes on.
      if (!context.signal.aborted && !taskRun.ended) {
        parts.logger?.warn({ err: error, runId: run.runId }, 'an agent refused to cancel a run')
        throw refused(run.taskId)
      }
    }
  }
  taskRun.abort()
  await taskRun.over
}

/** A task that waits for its caller has no run: it gets one, whose only event is its end. */
async function cancelWaiting(
  parts: EngineParts,
  view: TaskView,
  agent: RunnerAgent,
  context: CallContext,
): Promise<void> {
  const { entry, task } = view
  const sequence = view.sequence + 1
  const run: StoredRun = {
    agentId: entry.agentId,
    taskId: entry.taskId,
    contextId: entry.contextId,
    turn: (view.run?.turn ?? 0) + 1,
    runId: randomUUID(),
    owner: context.owner,
    requestId: context.requestId,
    attempts: 1,
    startedAt: new Date().toISOString(),
  }
  const outcome = await parts.writer.begin({
    run,
    snapshot: { entry: entryAt(entry, task), sequence },
    events: { first: sequence, last: sequence, lines: NOTHING },
  })
  // A message came first: it is that turn which is to be canceled.
  if (outcome.type !== 'begun') return
  const taskRun = parts.launch(
    {
      run,
      entry: entryAt(entry, task),
      sequence,
      joined: true,
      sessionId: '',
      priceOf: () => undefined,
      context,
      events: canceledAtOnce,
    },
    agent,
  )
  await taskRun.over
}

async function* canceledAtOnce(): AsyncGenerator<RunEvent> {
  yield { type: 'canceled' }
}

/**
 * Waits for the gateway that holds the run, or for its lease to expire. `undefined`: the run is over or has come to this
 * process, and the task is to be looked at again; else the task as it is, when that gateway has not answered for too long.
 */
async function heldElsewhere(
  parts: EngineParts,
  place: TaskPlace,
  agent: RunnerAgent,
  context: CallContext,
): Promise<Task | undefined> {
  const deadline = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    const { task, cancel } = await readTask(parts, place, context.owner, agent)
    const { state } = task.status
    if (isTerminal(state) || isInterrupted(state)) return undefined
    // Its process is gone, and it has been taken over here.
    if (parts.live(place) !== undefined) return undefined
    if (!cancel) throw refused(place.taskId)
    if (performance.now() > deadline) return task
    context.signal.throwIfAborted()
    await sleep(POLL_MS)
  }
}

const hasEnded = (taskId: string, state: string) =>
  gatewayError('TASK_NOT_CANCELABLE', `Task ${taskId} has ended (${state}) and cannot be canceled.`)
const refused = (taskId: string) =>
  gatewayError(
    'TASK_NOT_CANCELABLE',
    `Task ${taskId} cannot be canceled: its agent does not stop it. Wait for its end.`,
  )
