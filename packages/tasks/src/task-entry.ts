import type { CallContext, Task, TaskEntry } from '@gateway/core'
import { gatewayError, owns } from '@gateway/core'
import type { ContextAlias } from './rename-context.ts'
import type { TaskIndex } from './task-index.ts'

/** The agent's answer when a task is unknown: the same for one that is somebody else's, so that nothing is told. */
export function taskNotFound(taskId: string) {
  return gatewayError('TASK_NOT_FOUND', `Task not found: ${taskId}. It does not exist or belongs to another caller.`)
}

/** The caller's own task, or TASK_NOT_FOUND before the agent hears of it. */
export async function ownedTask(index: TaskIndex, taskId: string, context: CallContext): Promise<TaskEntry> {
  const entry = await index.getTask(context.agent.id, taskId)
  if (entry === undefined || !owns(context.owner, entry.owner)) throw taskNotFound(taskId)
  return entry
}

/** How the context of a task is renamed on its way to the caller; `undefined` where both sides call it the same. */
export function aliasOf(entry: TaskEntry): ContextAlias | undefined {
  return entry.contextId === entry.upstreamContextId
    ? undefined
    : { from: entry.upstreamContextId, to: entry.contextId }
}

/** The call with the conversation of a task, for agents that are reached by it. */
export function inContextOf({ upstreamContextId }: TaskEntry, context: CallContext): CallContext {
  return upstreamContextId === '' ? context : { ...context, contextId: upstreamContextId }
}

const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i

/** Milliseconds since the epoch of an ISO 8601 time; without a zone it is taken as UTC. `NaN` when it cannot be read. */
export function timeOf(timestamp: string): number {
  return Date.parse(hasZone.test(timestamp) ? timestamp : `${timestamp}Z`)
}

/** As most agents write it: UTC with milliseconds, on a day that every month has. */
const IN_ORDER = /^\d{4}-(?:0\d|1[0-2])-(?:[01]\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** A status timestamp as UTC with milliseconds, so that text order is time order. Unreadable or absent, it is now. */
function statusTimestamp(timestamp: string | undefined): string {
  if (timestamp !== undefined && IN_ORDER.test(timestamp)) return timestamp
  const time = timestamp === undefined ? Number.NaN : timeOf(timestamp)
  return new Date(Number.isNaN(time) ? Date.now() : time).toISOString()
}

/**
 * What is remembered of a task, as its caller knows it. An agent that names no context keeps the task in the one it was
 * sent; `alias` tells what that is called on its side.
 */
export function entryOf(
  task: Task,
  context: CallContext,
  upstream: string,
  alias: ContextAlias | undefined,
  createdAt = new Date().toISOString(),
): TaskEntry {
  const contextId = task.contextId ?? alias?.to ?? ''
  return {
    agentId: context.agent.id,
    taskId: task.id,
    owner: context.owner,
    contextId,
    upstreamContextId: upstreamContextId(contextId, alias),
    upstream,
    state: task.status.state,
    statusTimestamp: statusTimestamp(task.status.timestamp),
    createdAt,
    task,
  }
}

/** What the agent calls a context that the caller knows as `contextId`. */
export const upstreamContextId = (contextId: string, alias: ContextAlias | undefined) =>
  contextId === alias?.to ? alias.from : contextId
