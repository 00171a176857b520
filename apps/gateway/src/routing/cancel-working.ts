import { randomUUID } from 'node:crypto'
import { isGatewayError, type Logger, type Owner } from '@gateway/core'
import type { RegisteredAgent } from '@gateway/registry'
import type { TaskIndex } from '@gateway/tasks'

export interface WorkCancelingOptions {
  readonly index: Pick<TaskIndex, 'listWorking'>
  /** The agent, for as long as it is there and stopped. */
  readonly find: (agentId: string) => RegisteredAgent | undefined
  readonly logger: Logger
}

/** Has agents end what they still work at when they have been stopped. */
export interface WorkCanceling extends Disposable {
  /** Cancels the tasks of an agent, in the names of their owners. What fails is logged. */
  start(agentId: string): void
}

/** More are left to their owners, who may cancel while the agent is stopped. */
const MOST_TASKS = 10_000
const AT_ONCE = 10
const CANCEL_MS = 30_000
/** Until then every gateway has stopped, and has told of the tasks that it began before. */
const AGAIN_MS = 3_000

export function createWorkCanceling({ index, find, logger }: WorkCancelingOptions): WorkCanceling {
  const ended = new AbortController()

  const cancelTask = async (agent: RegisteredAgent, taskId: string, owner: Owner) => {
    try {
      await agent.agent.cancelTask({ id: taskId }, contextOf(agent, owner, ended.signal))
    } catch (err) {
      // It has ended meanwhile.
      if (isGatewayError(err) && (err.code === 'TASK_NOT_CANCELABLE' || err.code === 'TASK_NOT_FOUND')) return
      logger.warn({ agentId: agent.id, taskId, err }, 'A task of a stopped agent could not be canceled.')
    }
  }
  const cancelAll = async (agentId: string) => {
    const agent = find(agentId)
    if (agent === undefined || ended.signal.aborted) return
    const tasks = await index.listWorking(agentId, MOST_TASKS)
    if (tasks.length === MOST_TASKS) logger.warn({ agentId }, 'Only the newest tasks of a stopped agent are canceled.')
    const left = tasks.values()
    const cancelOneByOne = async () => {
      for (const { taskId, owner } of left) {
        if (ended.signal.aborted || find(agentId) === undefined) return
        await cancelTask(agent, taskId, owner)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, cancelOneByOne))
  }
  const failed = (agentId: string) => (err: unknown) =>
    logger.warn({ agentId, err }, 'The tasks of a stopped agent could not be canceled.')

  return {
    start(agentId) {
      void cancelAll(agentId).catch(failed(agentId))
      setTimeout(() => void cancelAll(agentId).catch(failed(agentId)), AGAIN_MS).unref()
    },
    [Symbol.dispose]: () => ended.abort(),
  }
}

/** A call in the name of a task's owner, who may do nothing else by it. */
const contextOf = ({ id, name }: RegisteredAgent, owner: Owner, ended: AbortSignal) => ({
  requestId: randomUUID(),
  caller: { ...owner, role: 'member' as const, agents: { access: 'selected' as const, agentIds: new Set([id]) } },
  owner,
  signal: AbortSignal.any([ended, AbortSignal.timeout(CANCEL_MS)]),
  headers: {},
  agent: { id, name },
  observe: () => undefined,
})
