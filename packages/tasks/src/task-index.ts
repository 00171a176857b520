import type {
  ContextEntry,
  Logger,
  Owner,
  Task,
  TaskEntry,
  TaskEntryPage,
  TaskListFilter,
  TaskStore,
  WorkingTask,
} from '@gateway/core'
import { gatewayError, isGatewayError, owns } from '@gateway/core'
import { LRUCache } from 'lru-cache'

export interface TaskIndexOptions {
  readonly store: TaskStore
  readonly logger?: Logger
  /** Milliseconds between two writes to the store. What a crash can lose. Default 100. */
  readonly flushMs?: number
  /** How many tasks, and how many contexts, are kept at hand. Default 10,000. */
  readonly cacheSize?: number
}

/**
 * Which task and context belongs to whom, and where it lives. Writes go to the store in batches off the request path;
 * reads find what is not yet written. Only a task that is not at hand costs a read. `getTask` answers ownership and
 * state; the content of its `task` may be left out, `list` has it.
 */
export interface TaskIndex extends AsyncDisposable {
  getTask(agentId: string, taskId: string): Promise<TaskEntry | undefined>
  putTask(entry: TaskEntry): void
  getContext(agentId: string, contextId: string, owner: Owner): Promise<ContextEntry | undefined>
  putContext(entry: ContextEntry): void
  /** The conversation goes on at another upstream. Nothing happens where it is not known. */
  moveContext(agentId: string, contextId: string, owner: Owner, upstream: string): Promise<void>
  list(filter: TaskListFilter): Promise<TaskEntryPage>
  /** What an agent works at, whoever owns it: the newest, at most `limit`. */
  listWorking(agentId: string, limit: number): Promise<readonly WorkingTask[]>
  /** The task as it was last seen, with its content. */
  readTask(agentId: string, taskId: string, owner: Owner): Promise<Task | undefined>
  /** Writes what waits. Rejects when the store does not take it; it is kept and tried again. */
  flush(): Promise<void>
}

const ownerName = (owner: Owner) =>
  owner.teamId !== undefined ? `t${owner.teamId}` : owner.userId !== undefined ? `u${owner.userId}` : `k${owner.keyId}`
const taskName = (agentId: string, taskId: string) => `${agentId}\n${taskId}`
const contextName = (agentId: string, contextId: string, owner: Owner) =>
  `${agentId}\n${ownerName(owner)}\n${contextId}`

/** What is kept at hand tells whose task it is and how it stands; its content, of any size, stays in the store. */
const withoutContent = (entry: TaskEntry): TaskEntry => ({
  ...entry,
  task: { id: entry.task.id, status: { state: entry.task.status.state } },
})

/** How many tasks may wait for a store that is away, and how many of them with their content. */
const MOST_WAITING = 100_000
const MOST_WITH_CONTENT = 1_000

/** A store that is away must not cost the caller more than an answer that says so. */
async function reading<Value>(read: Promise<Value>): Promise<Value> {
  try {
    return await read
  } catch (error) {
    if (isGatewayError(error)) throw error
    throw gatewayError(
      'UNAVAILABLE',
      'The gateway cannot look up this task now: its database does not answer. Try again.',
      {
        cause: error,
        retryable: true,
        retryAfter: 5,
      },
    )
  }
}

export function createTaskIndex(options: TaskIndexOptions): TaskIndex {
  const { store, logger, flushMs = 100, cacheSize = 10_000 } = options
  const tasks = new LRUCache<string, TaskEntry>({ max: cacheSize })
  const contexts = new LRUCache<string, ContextEntry>({ max: cacheSize })
  let waitingTasks = new Map<string, TaskEntry>()
  let waitingContexts = new Map<string, ContextEntry>()
  /** The contexts of waiting tasks: the store will know them by the task. */
  let waitingTaskContexts = new Map<string, ContextEntry>()
  // On their way to the store, and not to be found there yet.
  let leavingTasks: ReadonlyMap<string, TaskEntry> = new Map()
  let leavingContexts: ReadonlyMap<string, ContextEntry> = new Map()
  let leavingTaskContexts: ReadonlyMap<string, ContextEntry> = new Map()
  let disposed = false
  let dropped = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = async () => {
    const [taskBatch, contextBatch, taskContexts] = [waitingTasks, waitingContexts, waitingTaskContexts]
    if (taskBatch.size === 0 && contextBatch.size === 0) return
    waitingTasks = new Map()
    waitingContexts = new Map()
    waitingTaskContexts = new Map()
    leavingTaskContexts = taskContexts
    leavingTasks = taskBatch
    leavingContexts = contextBatch
    try {
      if (contextBatch.size > 0) await store.putContexts([...contextBatch.values()])
      if (taskBatch.size > 0) await store.put([...taskBatch.values()])
    } catch (error) {
      // Newer entries win over those that could not be written.
      waitingTasks = new Map([...taskBatch, ...waitingTasks])
      waitingContexts = new Map([...contextBatch, ...waitingContexts])
      waitingTaskContexts = new Map([...taskContexts, ...waitingTaskContexts])
      if (!disposed) schedule(1_000)
      throw error
    } finally {
      leavingTasks = new Map()
      leavingContexts = new Map()
      leavingTaskContexts = new Map()
    }
  }
  const flush = () => {
    const run = writing.then(write, write)
    writing = run.catch(() => {})
    return run
  }
  const schedule = (delay: number) => {
    timer ??= setTimeout(() => {
      timer = undefined
      flush().catch((error) =>
        logger?.error({ err: error }, 'tasks could not be written to the database; trying again'),
      )
    }, delay)
  }

  /** The store has been away for very long: the newest tasks are those that will be asked for. */
  const dropOldest = () => {
    for (const name of waitingTasks.keys()) {
      waitingTasks.delete(name)
      break
    }
    dropped += 1
    if (dropped % 1_000 === 1)
      logger?.error({ dropped }, 'tasks were forgotten: the database has not taken any for too long')
  }
  const unwrittenTask = (name: string) => waitingTasks.get(name) ?? leavingTasks.get(name)
  const taskAtHand = (name: string) => tasks.get(name) ?? unwrittenTask(name)
  const contextAtHand = (name: string) =>
    contexts.get(name) ??
    waitingContexts.get(name) ??
    leavingContexts.get(name) ??
    waitingTaskContexts.get(name) ??
    leavingTaskContexts.get(name)

  return {
    async getTask(agentId, taskId) {
      const name = taskName(agentId, taskId)
      const known = taskAtHand(name)
      if (known) return known
      const found = await reading(store.get(agentId, taskId))
      // What was put while the store was read is newer.
      const newer = taskAtHand(name)
      if (newer) return newer
      if (found === undefined) return undefined
      const kept = withoutContent(found)
      tasks.set(name, kept)
      return kept
    },
    putTask(entry) {
      const name = taskName(entry.agentId, entry.taskId)
      const read = tasks.get(name)
      const known = read ?? unwrittenTask(name)
      // An agent that gives one id to two owners: it stays with the first, and the second's content is kept from them.
      if (known && !owns(entry.owner, known.owner)) return
      // Whose task it is was settled when it was first seen.
      const settled = known
        ? {
            ...entry,
            owner: known.owner,
            contextId: known.contextId,
            upstreamContextId: known.upstreamContextId,
            upstream: known.upstream,
            createdAt: known.createdAt,
          }
        : entry
      // Kept at hand is only what was read from the store: it alone knows whether the id was another owner's before.
      if (read) tasks.set(name, withoutContent(settled))
      if (waitingTasks.size >= MOST_WAITING) dropOldest()
      waitingTasks.set(name, waitingTasks.size < MOST_WITH_CONTENT ? settled : withoutContent(settled))
      const { agentId, contextId, owner } = settled
      // As it is: an entry of a task is an entry of its context, and more.
      if (contextId !== '') waitingTaskContexts.set(contextName(agentId, contextId, owner), settled)
      schedule(flushMs)
    },
    async getContext(agentId, contextId, owner) {
      const name = contextName(agentId, contextId, owner)
      const known = contextAtHand(name)
      if (known && owns(owner, known.owner)) return known
      const found = await reading(store.getContext(agentId, contextId, owner))
      const newer = contextAtHand(name)
      if (newer && owns(owner, newer.owner)) return newer
      if (found) contexts.set(name, found)
      return found
    },
    async moveContext(agentId, contextId, owner, upstream) {
      const known = await this.getContext(agentId, contextId, owner)
      if (known === undefined) return
      const { upstreamContextId } = known
      const moved = { agentId, contextId, owner: known.owner, upstreamContextId, upstream }
      for (const each of [owner, known.owner]) contexts.set(contextName(agentId, contextId, each), moved)
      await flush()
      await store.moveContext(moved)
    },
    putContext(entry) {
      const name = contextName(entry.agentId, entry.contextId, entry.owner)
      if (contexts.has(name)) return
      contexts.set(name, entry)
      waitingContexts.set(name, entry)
      schedule(flushMs)
    },
    async list(filter) {
      await reading(flush())
      return reading(store.list(filter))
    },
    async listWorking(agentId, limit) {
      await reading(flush())
      return reading(store.listWorking(agentId, limit))
    },
    async readTask(agentId, taskId, owner) {
      const entry = unwrittenTask(taskName(agentId, taskId)) ?? (await reading(store.get(agentId, taskId)))
      return entry && owns(owner, entry.owner) ? entry.task : undefined
    },
    flush,
    async [Symbol.asyncDispose]() {
      disposed = true
      clearTimeout(timer)
      timer = undefined
      await flush()
    },
  }
}
