import type { CallContext, SendMessageRequest, TaskEntry } from '@gateway/core'
import { gatewayError, sessionIdOf } from '@gateway/core'
import type { ContextAlias } from './rename-context.ts'
import { aliasOf, ownedTask } from './task-entry.ts'
import type { TaskIndex } from './task-index.ts'
import { isTerminal } from './task-states.ts'

/** A message on its way to the agent, with what its ids stand for. */
export interface ResolvedMessage {
  readonly request: SendMessageRequest
  readonly alias?: ContextAlias
  /** The task it continues. */
  readonly entry?: TaskEntry
}

/** How many other tasks one message may refer to: each costs a look-up. */
const MAX_REFERENCES = 100

/**
 * Checks the ids of a message against what its caller owns and replaces a contextId that the caller made up
 * (specification §3.4: task ids come from agents only, a contextId must fit its task). At once where there are none.
 */
export function resolveMessage(
  request: SendMessageRequest,
  context: CallContext,
  index: TaskIndex,
  contexts: 'isolate' | 'pass',
): ResolvedMessage | Promise<ResolvedMessage> {
  const { taskId, contextId, referenceTaskIds } = request.message
  if (!taskId && !contextId && referenceTaskIds === undefined) return { request }
  return resolveIds(request, context, index, contexts)
}

async function resolveIds(
  request: SendMessageRequest,
  context: CallContext,
  index: TaskIndex,
  contexts: 'isolate' | 'pass',
): Promise<ResolvedMessage> {
  const { message } = request
  if (message.referenceTaskIds !== undefined) await checkReferences(message.referenceTaskIds, context, index)
  if (message.taskId) return continueTask(request, message.taskId, context, index)
  if (!message.contextId) return { request }
  const known = await index.getContext(context.agent.id, message.contextId, context.owner)
  const upstreamContextId =
    known?.upstreamContextId ??
    (contexts === 'pass' ? message.contextId : sessionIdOf(context.owner, context.agent.id, message.contextId))
  if (upstreamContextId === message.contextId) return { request }
  return {
    request: { ...request, message: { ...message, contextId: upstreamContextId } },
    alias: { from: upstreamContextId, to: message.contextId },
  }
}

async function continueTask(
  request: SendMessageRequest,
  taskId: string,
  context: CallContext,
  index: TaskIndex,
): Promise<ResolvedMessage> {
  const { message } = request
  const entry = await ownedTask(index, taskId, context)
  if (message.contextId && message.contextId !== entry.contextId) {
    throw gatewayError(
      'INVALID_PARAMS',
      `message.contextId: task ${taskId} belongs to another context. Leave contextId out, or send the task's own.`,
      { field: 'message.contextId' },
    )
  }
  if (isTerminal(entry.state)) {
    throw gatewayError(
      'UNSUPPORTED_OPERATION',
      `Task ${taskId} has ended (${entry.state}) and takes no more messages. Send the message without taskId to start a new task.`,
    )
  }
  const alias = aliasOf(entry)
  if (alias === undefined) return { request, entry }
  return {
    request: message.contextId ? { ...request, message: { ...message, contextId: alias.from } } : request,
    alias,
    entry,
  }
}

async function checkReferences(taskIds: readonly string[], context: CallContext, index: TaskIndex): Promise<void> {
  if (taskIds.length > MAX_REFERENCES) {
    throw gatewayError(
      'INVALID_PARAMS',
      `message.referenceTaskIds: at most ${MAX_REFERENCES} tasks can be referred to; found ${taskIds.length}.`,
      { field: 'message.referenceTaskIds' },
    )
  }
  await Promise.all(taskIds.map((taskId) => ownedTask(index, taskId, context)))
}
