/**
 * An agent made with @a2a-js/sdk and its Express handlers: speaks 1.0 only, and 0.3 too when started with `--compat`.
 * Usage: node a2a-sdk-js.ts <port> [--compat]
 */
import { AgentCard, TaskState } from '@a2a-js/sdk'
import type { AgentExecutor, ExecutionEventBus, RequestContext } from '@a2a-js/sdk/server'
import { DefaultRequestHandler, InMemoryPushNotificationStore, InMemoryTaskStore } from '@a2a-js/sdk/server'
import { agentCardHandler, jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express'
import express from 'express'
import { pieces, QUESTION } from './script.ts'
import { Turn } from './turn.ts'

const port = Number(process.argv[2])
const compat = process.argv.includes('--compat')

class ScriptExecutor implements AgentExecutor {
  readonly #canceled = new Set<string>()

  async execute(request: RequestContext, bus: ExecutionEventBus): Promise<void> {
    const turn = new Turn(request, bus)
    turn.begin()
    try {
      if (turn.answersQuestion) {
        turn.write(`you said: ${turn.text || turn.city}`, false)
        turn.enter(TaskState.TASK_STATE_COMPLETED)
      } else if (turn.text === 'ask') {
        turn.enter(TaskState.TASK_STATE_INPUT_REQUIRED, [{ text: QUESTION }])
      } else if (turn.text === 'form') {
        turn.enter(TaskState.TASK_STATE_INPUT_REQUIRED, [{ text: QUESTION }, { data: { field: 'city' } }])
      } else {
        turn.enter(TaskState.TASK_STATE_WORKING)
        turn.enter(await this.#answer(turn, request.taskId))
      }
    } catch (error) {
      turn.enter(TaskState.TASK_STATE_FAILED, [{ text: error instanceof Error ? error.message : 'unknown' }])
    } finally {
      bus.finished()
    }
  }

  async cancelTask(taskId: string): Promise<void> {
    this.#canceled.add(taskId)
  }

  /** Streams the answer; the state in which the task ends. */
  async #answer(turn: Turn, taskId: string): Promise<TaskState> {
    let append = false
    for await (const piece of pieces(turn.text)) {
      if (this.#canceled.delete(taskId)) return TaskState.TASK_STATE_CANCELED
      turn.write(piece, append)
      append = true
    }
    return TaskState.TASK_STATE_COMPLETED
  }
}

const card = AgentCard.fromJSON({
  name: compat ? 'JavaScript with 0.3' : 'JavaScript',
  description: 'Follows the test script.',
  version: '1.0.0',
  supportedInterfaces: (compat ? ['1.0', '0.3'] : ['1.0']).map((protocolVersion) => ({
    url: `http://127.0.0.1:${port}/`,
    protocolBinding: 'JSONRPC',
    protocolVersion,
  })),
  capabilities: { streaming: true, pushNotifications: true },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: [{ id: 'script', name: 'script', description: 'Follows the script.', tags: ['test'] }],
})
const requestHandler = new DefaultRequestHandler(
  card,
  new InMemoryTaskStore(),
  new ScriptExecutor(),
  undefined,
  new InMemoryPushNotificationStore(),
  // Configurations are kept and read; what is delivered is not looked at here.
  { send: async () => {} },
)
const legacyCompat = { enabled: compat }
const app = express()
app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler, legacyCompat }))
app.use('/', jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication, legacyCompat }))
app.listen(port, '127.0.0.1')
