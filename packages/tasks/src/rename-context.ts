import type { Message, StreamResponse, Task, TaskStatus } from '@gateway/core'

/** One contextId that stands for another: `from` on the agent's side, `to` on the caller's. */
export interface ContextAlias {
  readonly from: string
  readonly to: string
}

const renameMessage = (message: Message, { from, to }: ContextAlias): Message =>
  message.contextId === from ? { ...message, contextId: to } : message

const renameStatus = (status: TaskStatus, alias: ContextAlias): TaskStatus =>
  status.message ? { ...status, message: renameMessage(status.message, alias) } : status

/** The task with the agent's contextId replaced by the caller's, wherever it stands: an agent may move the task to a context of its own and still keep the old one in the messages. */
export function renameTaskContext(task: Task, alias: ContextAlias): Task {
  return {
    ...task,
    ...(task.contextId === alias.from ? { contextId: alias.to } : {}),
    status: renameStatus(task.status, alias),
    ...(task.history ? { history: task.history.map((message) => renameMessage(message, alias)) } : {}),
  }
}

/** The same for an event, or for the answer of a send. */
export function renameEventContext(event: StreamResponse, alias: ContextAlias): StreamResponse {
  if (event.task) return { ...event, task: renameTaskContext(event.task, alias) }
  if (event.message) return { ...event, message: renameMessage(event.message, alias) }
  if (event.statusUpdate) {
    const update = event.statusUpdate
    const contextId = update.contextId === alias.from ? alias.to : update.contextId
    return { ...event, statusUpdate: { ...update, contextId, status: renameStatus(update.status, alias) } }
  }
  if (event.artifactUpdate?.contextId === alias.from) {
    return { ...event, artifactUpdate: { ...event.artifactUpdate, contextId: alias.to } }
  }
  return event
}
