import type { CallContext, SendMessageResponse, Task } from '@gateway/core'
import { createIsoClock } from './iso-clock.ts'
import { type ContextAlias, renameTaskContext } from './rename-context.ts'
import { entryOf, upstreamContextId } from './task-entry.ts'
import type { TaskIndex } from './task-index.ts'

/** Remembers what whole answers tell of tasks and contexts, and gives them their callers' context. */
export interface AnswerMemory {
  task(task: Task, context: CallContext, alias: ContextAlias | undefined): Task
  answer(response: SendMessageResponse, context: CallContext, alias: ContextAlias | undefined): SendMessageResponse
}

export function createAnswerMemory(index: TaskIndex, upstream: string): AnswerMemory {
  const now = createIsoClock()
  const rememberContext = (contextId: string | undefined, context: CallContext, alias: ContextAlias | undefined) => {
    if (!contextId) return
    const { agent, owner } = context
    index.putContext({
      agentId: agent.id,
      owner,
      contextId,
      upstreamContextId: upstreamContextId(contextId, alias),
      upstream,
    })
  }
  const rememberTask = (task: Task, context: CallContext, alias: ContextAlias | undefined): Task => {
    const known = alias ? renameTaskContext(task, alias) : task
    index.putTask(entryOf(known, context, upstream, alias, now()))
    observeTask(known, context)
    return known
  }
  return {
    task: rememberTask,
    answer(response, context, alias) {
      if (response.task) {
        const task = rememberTask(response.task, context, alias)
        return task === response.task ? response : { ...response, task }
      }
      const { message } = response
      if (message?.contextId === undefined) return response
      const contextId = message.contextId === alias?.from ? alias.to : message.contextId
      rememberContext(contextId, context, alias)
      context.observe({ type: 'task', contextId })
      return contextId === message.contextId ? response : { ...response, message: { ...message, contextId } }
    },
  }
}

/** Tells the call's record which task it was about. */
export const observeTask = ({ id, contextId, status }: Task, context: CallContext) =>
  context.observe({ type: 'task', taskId: id, ...(contextId === undefined ? {} : { contextId }), state: status.state })
