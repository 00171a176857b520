import type { AgentTraits, Artifact, CallContext, Task } from '@gateway/core'
import type { TaskIndex } from './task-index.ts'
import { isTerminal } from './task-states.ts'

/**
 * A task that has ended, with the artifacts that were seen when it ended, where its agent shows it without any:
 * LangGraph's own A2A endpoint tells them once. Of an agent whose artifacts were streamed under other ids than it shows
 * now, each has the id under which it was seen, so that who has read both has it once.
 */
export async function withArtifacts(
  task: Task,
  index: TaskIndex,
  context: CallContext,
  { renamesArtifacts = false }: Pick<AgentTraits, 'renamesArtifacts'>,
): Promise<Task> {
  const { artifacts = [] } = task
  if (!isTerminal(task.status.state) || (artifacts.length > 0 && !renamesArtifacts)) return task
  // A store that is away costs the task no more than what its agent has forgotten.
  const seen = (await index.readTask(context.agent.id, task.id, context.owner).catch(() => undefined))?.artifacts ?? []
  if (seen.length === 0) return task
  if (artifacts.length === 0) {
    context.observe({ type: 'repair', repair: 'forgotten-artifacts' })
    return { ...task, artifacts: seen }
  }
  const known = new Set(artifacts.map(({ artifactId }) => artifactId))
  const others = seen.filter(({ artifactId }) => !known.has(artifactId))
  return others.length === 0 ? task : { ...task, artifacts: artifacts.map((artifact) => asSeen(artifact, others)) }
}

/** The artifact, under the id of one with the same text. */
function asSeen(artifact: Artifact, seen: readonly Artifact[]): Artifact {
  const text = textOf(artifact)
  const same = text === '' ? undefined : seen.find((other) => textOf(other) === text)
  return same === undefined ? artifact : { ...artifact, artifactId: same.artifactId }
}

const textOf = ({ parts }: Artifact) => parts.map(({ text = '' }) => text).join('')
