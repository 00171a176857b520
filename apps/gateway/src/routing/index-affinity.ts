import { type Logger, owns } from '@gateway/core'
import type { Affinity } from '@gateway/router'
import type { TaskIndex } from '@gateway/tasks'

/** Tasks and conversations are where the index has them: routers of several gateways route alike, also after a restart. */
export function indexAffinity(index: TaskIndex, logger: Logger): Affinity {
  return {
    async upstreamOf({ taskId, contextId }, { agent, owner }) {
      const task = taskId === undefined ? undefined : await index.getTask(agent.id, taskId)
      // Somebody else's task is nowhere: how its upstream stands tells that it is there.
      if (task !== undefined && owns(owner, task.owner)) return task.upstream
      const context = contextId === undefined ? undefined : await index.getContext(agent.id, contextId, owner)
      return context?.upstream
    },
    moved({ contextId }, upstream, { agent, owner }) {
      if (contextId === undefined) return
      index.moveContext(agent.id, contextId, owner, upstream).catch((err: unknown) => {
        logger.warn(
          { agentId: agent.id, err },
          'That a conversation has moved to another upstream could not be stored.',
        )
      })
    },
  }
}
