import type { CallContext, ListTasksRequest, ListTasksResponse, Task, TaskListFilter } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { timeOf } from './task-entry.ts'
import type { TaskIndex } from './task-index.ts'

const DEFAULT_PAGE_SIZE = 50
const place = z.tuple([z.string(), z.string()])

const encodePlace = (statusTimestamp: string, taskId: string) =>
  Buffer.from(JSON.stringify([statusTimestamp, taskId])).toString('base64url')

function decodePlace(token: string): NonNullable<TaskListFilter['after']> {
  try {
    const [statusTimestamp, taskId] = place.parse(JSON.parse(Buffer.from(token, 'base64url').toString()))
    return { statusTimestamp, taskId }
  } catch {
    throw gatewayError(
      'INVALID_PARAMS',
      'pageToken: not a token of this list. Send the nextPageToken of the page before.',
      {
        field: 'pageToken',
      },
    )
  }
}

/** A task as a list shows it: without artifacts unless asked for, with at most `historyLength` newest messages (specification §3.1.4). */
function shorten(task: Task, { historyLength, includeArtifacts }: ListTasksRequest): Task {
  const { artifacts, history, ...rest } = task
  const kept = historyLength === undefined ? history : historyLength === 0 ? undefined : history?.slice(-historyLength)
  return {
    ...rest,
    ...(includeArtifacts && artifacts ? { artifacts } : {}),
    ...(kept ? { history: kept } : {}),
  }
}

/** Answers ListTasks from the index: the caller's own tasks with this agent, newest status first. The agent is not asked. */
export async function listTasks(
  index: Pick<TaskIndex, 'list'>,
  request: ListTasksRequest,
  context: CallContext,
): Promise<ListTasksResponse> {
  const pageSize = request.pageSize ?? DEFAULT_PAGE_SIZE
  const after = request.pageToken ? decodePlace(request.pageToken) : undefined
  const since = request.statusTimestampAfter
  const page = await index.list({
    agentId: context.agent.id,
    owner: context.owner,
    ...(request.contextId ? { contextId: request.contextId } : {}),
    ...(request.status && request.status !== 'TASK_STATE_UNSPECIFIED' ? { state: request.status } : {}),
    ...(since ? { statusTimestampAfter: new Date(timeOf(since)).toISOString() } : {}),
    ...(after ? { after } : {}),
    limit: pageSize + 1,
  })
  const entries = page.entries.slice(0, pageSize)
  const last = entries.at(-1)
  return {
    tasks: entries.map((entry) => shorten(entry.task, request)),
    nextPageToken: page.entries.length > pageSize && last ? encodePlace(last.statusTimestamp, last.taskId) : '',
    pageSize,
    totalSize: page.total,
  }
}
