import type { CallContext, Task } from '@gateway/core'
import type { TaskIndex } from './task-index.ts'
import { isTerminal } from './task-states.ts'

/**
 * A task that has ended, with the artifacts that were seen when it ended, where its agent shows it without any:
 * LangGraph's own A2A endpoint tells them once.
 */
export async function withArtifacts(task: Task, index: TaskIndex, context: CallContext): Promise<Task> {
  if (!isTerminal(task.status.state) || (task.artifacts?.length ?? 0) > 0) return task
  // A store that is away costs the task no more than what its agent has forgotten.
  const seen = await index.readTask(context.agent.id, task.id, context.owner).catch(() => undefined)
  if (seen?.artifacts === undefined || seen.artifacts.length === 0) return task
  context.observe({ type: 'repair', repair: 'forgotten-artifacts' })
  return { ...task, artifacts: seen.artifacts }
}
