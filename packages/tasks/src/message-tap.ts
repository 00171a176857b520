import type { CallContext, StreamResponse, Task, TaskState } from '@gateway/core'
import { createAssembly } from '@gateway/core'
import { isRunning } from './await-task.ts'
import { type ContextAlias, renameEventContext } from './rename-context.ts'
import type { StreamTap } from './tapped-stream.ts'
import { entryOf, upstreamContextId } from './task-entry.ts'
import type { TaskIndex } from './task-index.ts'
import type { RunMeter } from './usage/run-meter.ts'

/** Ids and state that an event carries. */
function subjectOf(event: StreamResponse): { taskId?: string; contextId?: string; state?: TaskState } {
  if (event.statusUpdate) return { ...idsOf(event.statusUpdate), state: event.statusUpdate.status.state }
  if (event.artifactUpdate) return idsOf(event.artifactUpdate)
  if (event.task) {
    const { id, contextId, status } = event.task
    return { taskId: id, ...(contextId === undefined ? {} : { contextId }), state: status.state }
  }
  return event.message?.contextId === undefined ? {} : { contextId: event.message.contextId }
}
const idsOf = ({ taskId, contextId }: { taskId: string; contextId: string }) => ({ taskId, contextId })

export interface MessageTapOptions {
  readonly context: CallContext
  readonly index: TaskIndex
  readonly upstream: string
  readonly alias: ContextAlias | undefined
  /** Of the message that the stream answers; a stream that is joined has none. */
  readonly meter?: RunMeter
  /** What stands first when the agent begins with an update (a stream begins with its task, specification §3.1.2). */
  first(taskId: string, contextId: string): Promise<Task>
  /** What happens to a task whose stream ended before it did. Without it, that is its caller's to find out. */
  readonly rest?: ((task: Task) => AsyncIterable<StreamResponse>) | undefined
}

/**
 * Follows a stream for the index: whose task it is as soon as its id is known, its state as it changes, the whole
 * answer at the end. Content is put together when the state changes and at the end, not for each event.
 */
export function messageTap({ context, index, upstream, alias, meter, first, rest }: MessageTapOptions): StreamTap {
  const assembly = createAssembly()
  let state: TaskState | undefined
  let started = false
  let continued = false
  /** Something was added since the task was last remembered. */
  let news = false
  context.observe({ type: 'assembly', result: assembly.result })

  const remember = () => {
    news = false
    const task = assembly.result()?.task
    if (task !== undefined) index.putTask(entryOf(task, context, upstream, alias))
  }

  const begin = (event: StreamResponse) => {
    const subject = subjectOf(event)
    const { contextId } = subject
    // The context of a task is known by the task.
    if (contextId && subject.taskId === undefined) {
      index.putContext({
        agentId: context.agent.id,
        owner: context.owner,
        contextId,
        upstreamContextId: upstreamContextId(contextId, alias),
        upstream,
      })
    }
    context.observe({ type: 'task', ...subject })
    return subject
  }
  const follow = (event: StreamResponse) => {
    assembly.add(event)
    news = true
    const next = event.statusUpdate?.status.state ?? event.task?.status.state
    if (next !== undefined && next !== state) {
      state = next
      remember()
    }
  }

  return {
    event(received) {
      meter?.take(received)
      const event = alias ? renameEventContext(received, alias) : received
      if (started) {
        follow(event)
        return event
      }
      started = true
      const { taskId, contextId } = begin(event)
      if (event.task || event.message || taskId === undefined) {
        follow(event)
        return event
      }
      return first(taskId, contextId ?? '').then((task) => {
        const opening: StreamResponse = { task }
        follow(opening)
        follow(event)
        return [opening, event]
      })
    },
    after() {
      const task = assembly.result()?.task
      if (continued || rest === undefined || task === undefined || !isRunning(task)) return undefined
      continued = true
      context.observe({ type: 'repair', repair: 'early-end' })
      return rest(task)
    },
    end() {
      meter?.end()
      if (!started) return
      if (news) remember()
      if (state !== undefined) context.observe({ type: 'task', state })
    },
  }
}
