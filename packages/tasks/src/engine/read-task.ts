import type { CallContext, Owner, StoredRun, Task, TaskEntry } from '@gateway/core'
import { owns } from '@gateway/core'
import { taskNotFound } from '../task-entry.ts'
import type { EngineParts, RunnerAgent, TaskPlace } from './engine-parts.ts'
import { replay } from './log-entry.ts'

/** A task as it stands, with the place of its last event. */
export interface TaskView {
  readonly entry: TaskEntry
  readonly task: Task
  readonly sequence: number
  readonly run?: StoredRun
  /** A cancel has been asked for and not been decided. */
  readonly cancel: boolean
}

/** A task of the owner, from this process or the store, or TASK_NOT_FOUND. Of one whose process died, what became of it. */
export async function readTask(
  parts: EngineParts,
  place: TaskPlace,
  owner: Owner,
  agent: RunnerAgent,
): Promise<TaskView> {
  const live = parts.live(place)?.taskRun
  if (live !== undefined && owns(owner, live.entry.owner)) {
    const { task, sequence } = await live.snapshot()
    // One that was lost meanwhile is not asked: the store is.
    if (!live.left) return { entry: live.entry, task, sequence, run: live.run, cancel: false }
  }
  const { agentId, taskId } = place
  let stored = await parts.runs.read(agentId, taskId)
  if (stored === undefined || !owns(owner, stored.entry.owner)) throw taskNotFound(taskId)
  if (stored.expired && stored.run !== undefined) {
    await parts.rescue(stored.run, agent)
    const rescued = parts.live(place)?.taskRun
    if (rescued !== undefined && !rescued.ended) {
      return { entry: rescued.entry, ...(await rescued.snapshot()), run: rescued.run, cancel: false }
    }
    stored = (await parts.runs.read(agentId, taskId)) ?? stored
  }
  const { entry, run, cancel } = stored
  const { task, sequence } = replay(entry.task, stored.sequence, stored.events, parts.contentLimit)
  return { entry, task, sequence, cancel, ...(run === undefined ? {} : { run }) }
}

/** At most `length` newest messages (specification §3.2.4). */
export function withHistory(task: Task, length: number | undefined): Task {
  if (length === undefined || task.history === undefined) return task
  const { history, ...rest } = task
  return length === 0 ? rest : { ...rest, history: history.slice(-length) }
}

export const placeOfTask = (taskId: string, { agent }: Pick<CallContext, 'agent'>): TaskPlace => ({
  agentId: agent.id,
  taskId,
})
