import { type ContextEntry, owns, type TaskEntry, type TaskStore } from '@gateway/core'
import { isoTime } from './iso-time.ts'
import { mergeTask } from './merge-tasks.ts'
import { scopeOf, visibleScopes } from './owner-scope.ts'

type Place = Pick<TaskEntry, 'statusTimestamp' | 'taskId'>

export function memoryTasks(): TaskStore {
  const tasks = new Map<string, TaskEntry>()
  const contexts = new Map<string, ContextEntry>()
  const keyOf = (...parts: readonly string[]) => JSON.stringify(parts)
  const contextOfTask = (agentId: string, contextId: string, scope: string): ContextEntry | undefined => {
    const found = [...tasks.values()].find(
      (entry) => entry.agentId === agentId && entry.contextId === contextId && scopeOf(entry.owner) === scope,
    )
    if (found === undefined) return undefined
    const { owner, upstreamContextId, upstream } = found
    return { agentId, owner, contextId, upstreamContextId, upstream }
  }
  return {
    async put(entries) {
      for (const entry of entries) {
        const key = keyOf(entry.agentId, entry.taskId)
        tasks.set(key, mergeTask(tasks.get(key), entry))
      }
    },
    async get(agentId, taskId) {
      return tasks.get(keyOf(agentId, taskId))
    },
    async list({ agentId, owner, contextId, state, statusTimestampAfter, after, limit }) {
      const since = statusTimestampAfter === undefined ? undefined : isoTime(statusTimestampAfter)
      const found = [...tasks.values()]
        .filter((entry) => entry.agentId === agentId && owns(owner, entry.owner))
        .filter((entry) => contextId === undefined || entry.contextId === contextId)
        .filter((entry) => state === undefined || entry.state === state)
        .filter((entry) => since === undefined || entry.statusTimestamp >= since)
        .sort(newestFirst)
      const rest = after === undefined ? found : found.filter((entry) => newestFirst(after, entry) < 0)
      return { entries: rest.slice(0, limit), total: found.length }
    },
    async listWorking(agentId, limit) {
      const working = [...tasks.values()]
        .filter((entry) => entry.agentId === agentId)
        .filter(({ state }) => state === 'TASK_STATE_SUBMITTED' || state === 'TASK_STATE_WORKING')
      const newest = working.sort(newestFirst).slice(0, limit)
      return newest.map(({ taskId, owner }) => ({ taskId, owner }))
    },
    async moveContext(entry) {
      contexts.set(keyOf(entry.agentId, entry.contextId, scopeOf(entry.owner)), entry)
    },
    async putContexts(entries) {
      for (const entry of entries) {
        const key = keyOf(entry.agentId, entry.contextId, scopeOf(entry.owner))
        if (!contexts.has(key)) contexts.set(key, entry)
      }
    },
    async getContext(agentId, contextId, owner) {
      for (const scope of visibleScopes(owner)) {
        const entry = contexts.get(keyOf(agentId, contextId, scope)) ?? contextOfTask(agentId, contextId, scope)
        if (entry !== undefined) return entry
      }
      return undefined
    },
  }
}

function newestFirst(left: Place, right: Place): number {
  if (left.statusTimestamp !== right.statusTimestamp) return left.statusTimestamp < right.statusTimestamp ? 1 : -1
  if (left.taskId === right.taskId) return 0
  return left.taskId < right.taskId ? 1 : -1
}
