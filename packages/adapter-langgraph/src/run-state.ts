import type { JsonObject } from '@gateway/core'
import { z } from 'zod'
import type { LangGraphClient } from './langgraph-client.ts'
import { type Interrupt, read, type StateAnswer, stateAnswer, stateValues } from './wire.ts'

/** What a run has left on its thread. */
export interface RunState extends Pending {
  /** It is the run's; else that of its thread, because the run left none: it did not begin, or answered one question of several. */
  readonly isOwn: boolean
  values(): JsonObject
}

interface Pending {
  /** The graph has not come to its end. */
  readonly waits: boolean
  /** What its steps that are not done ask; none at a breakpoint of its own. */
  readonly interrupts: readonly Interrupt[]
  /** Nothing but questions keeps it from going on. */
  readonly waitsForAnswersOnly: boolean
}

/** The state that a run ended with, also where a later run has changed the thread since. */
export async function stateOfRun(
  client: LangGraphClient,
  { threadId, runId }: { readonly threadId: string; readonly runId: string },
  signal: AbortSignal,
): Promise<RunState> {
  const current = read(stateAnswer, await client.threads.getState(threadId, undefined, { signal }), 'a state')
  if (current.metadata?.run_id === runId) return runState(current, true)
  const listed = await client.threads.getHistory(threadId, { limit: 1, metadata: { run_id: runId }, signal })
  const own = read(z.array(stateAnswer), listed, 'states').find(({ metadata }) => metadata?.run_id === runId)
  return own === undefined ? runState(current, false) : runState(own, true)
}

const runState = (answer: StateAnswer, isOwn: boolean): RunState => ({
  ...pendingIn(answer),
  isOwn,
  values: () => read(stateValues, answer.values ?? {}, 'a state'),
})

/**
 * What a state waits for. The JavaScript server lists questions that are answered too, of steps that have a result; and
 * `next` leaves out a step that has had an answer and asks again.
 */
export function pendingIn({ next, tasks }: StateAnswer): Pending {
  const pending = tasks.filter(({ result }) => result === null || result === undefined)
  const interrupts = pending.flatMap((task) => task.interrupts)
  return {
    waits: next.length > 0 || interrupts.length > 0,
    interrupts,
    waitsForAnswersOnly: pending.length > 0 && pending.every((task) => task.interrupts.length > 0),
  }
}
