import type { CallContext, SendMessageResponse, StreamResponse } from '@gateway/core'
import { LRUCache } from 'lru-cache'

/** What a call is about; at least one of them. */
export interface Place {
  readonly taskId?: string | undefined
  readonly contextId?: string | undefined
}

/**
 * Knows which upstream holds a task or a conversation, so that whatever concerns it goes there. Replicas that share one
 * (an index in a database) route alike, also after a restart.
 */
export interface Affinity {
  /** The upstream's name; `undefined` when nobody holds it, or it is not known. The task, where named, decides. */
  upstreamOf(place: Place, context: CallContext): Promise<string | undefined> | string | undefined
  /** Told of every task and conversation as an upstream first speaks of them. Left out where they are learnt elsewhere. */
  remember?(place: Place, upstream: string, context: CallContext): void
  /**
   * Told that a conversation goes on at another upstream, because its own was down or gone, or that a run was begun by
   * another upstream than the one that it was first given to. Must not throw.
   */
  moved?(place: Place, upstream: string, context: Pick<CallContext, 'owner' | 'agent' | 'requestId'>): void
}

export interface MemoryAffinityOptions {
  /** Tasks and conversations that are remembered; the ones longest not asked for go first. Default 100,000. */
  readonly entries?: number
}

/** Remembers in this process, from the answers. */
export function memoryAffinity({ entries = 100_000 }: MemoryAffinityOptions = {}): Affinity {
  const known = new LRUCache<string, string>({ max: entries })
  const task = (id: string, { agent }: CallContext) => `${agent.id} task ${id}`
  const conversation = (id: string, { agent }: CallContext) => `${agent.id} context ${id}`
  return {
    upstreamOf({ taskId, contextId }, context) {
      const holder = taskId ? known.get(task(taskId, context)) : undefined
      return holder ?? (contextId ? known.get(conversation(contextId, context)) : undefined)
    },
    remember({ taskId, contextId }, upstream, context) {
      if (taskId) known.set(task(taskId, context), upstream)
      if (contextId) known.set(conversation(contextId, context), upstream)
    },
  }
}

/** The task and conversation that an answer, or an event, belongs to. */
export function placeOf(answer: SendMessageResponse & StreamResponse): Place {
  const { task } = answer
  if (task !== undefined) return { taskId: task.id, contextId: task.contextId }
  return answer.message ?? answer.statusUpdate ?? answer.artifactUpdate ?? {}
}
