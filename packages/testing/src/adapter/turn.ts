import type { Agent, GatewayError, Owner, Part, StreamResponse, TaskState } from '@gateway/core'
import { createCallContext, isGatewayError } from '@gateway/core'

export interface TurnOptions {
  readonly contextId?: string
  readonly messageId?: string
  readonly owner?: Owner
  readonly agentId?: string
  readonly signal?: AbortSignal
  /** Called, and awaited, with each event before the next one is asked for. What gives `false` leaves the stream. */
  readonly onEvent?: (event: StreamResponse) => unknown
}

/** Everything that came out of one turn. */
export interface Turn {
  readonly events: readonly StreamResponse[]
  /** All text of artifacts and messages, in the order in which it came. */
  readonly text: string
  /** How many events ended the turn; an error that was thrown counts as one. */
  readonly terminals: number
  /** `message` where the agent answered with one in place of a task. */
  readonly state: TaskState | 'message' | undefined
  /** What was thrown. */
  readonly error: GatewayError | undefined
  /** The code of the failure, thrown or told by the task; `undefined` where the task tells none. */
  readonly code: string | undefined
  /** Everything that a client sees of the turn. */
  readonly told: string
}

/** Lets an agent carry out one message, to the end of its events or until the reader leaves. */
export async function runTurn(agent: Agent, options: TurnOptions = {}): Promise<Turn> {
  const { contextId, messageId = 'message-1', agentId = 'agent-1', owner, signal, onEvent } = options
  const context = createCallContext({
    agent: { id: agentId, name: agentId },
    ...(owner === undefined ? {} : { owner }),
    ...(signal === undefined ? {} : { signal }),
  })
  const message = {
    messageId,
    role: 'ROLE_USER' as const,
    parts: [{ text: 'Hi!' }],
    ...(contextId === undefined ? {} : { contextId }),
  }
  const events: StreamResponse[] = []
  let error: GatewayError | undefined
  try {
    for await (const event of agent.streamMessage({ message }, context)) {
      events.push(event)
      if ((await onEvent?.(event)) === false) break
    }
  } catch (thrown) {
    if (!isGatewayError(thrown))
      throw new Error('The agent threw something that is no GatewayError.', { cause: thrown })
    error = thrown
  }
  const states = events.map(endOf).filter((state) => state !== undefined)
  return {
    events,
    text: events
      .flatMap(partsOf)
      .map((part) => part.text ?? '')
      .join(''),
    terminals: states.length + (error === undefined ? 0 : 1),
    state: states.at(-1),
    error,
    code: error?.code ?? events.map(failureCode).findLast((code) => code !== undefined),
    told: JSON.stringify([events, error?.message, error?.field, error?.jsonRpcData]),
  }
}

const ENDED = new Set<TaskState | undefined>([
  'TASK_STATE_COMPLETED',
  'TASK_STATE_FAILED',
  'TASK_STATE_CANCELED',
  'TASK_STATE_REJECTED',
  'TASK_STATE_INPUT_REQUIRED',
  'TASK_STATE_AUTH_REQUIRED',
])

function endOf(event: StreamResponse): TaskState | 'message' | undefined {
  if (event.message !== undefined) return 'message'
  const state = event.statusUpdate?.status.state ?? event.task?.status.state
  return ENDED.has(state) ? state : undefined
}

function partsOf(event: StreamResponse): readonly Part[] {
  return event.artifactUpdate?.artifact.parts ?? event.message?.parts ?? []
}

function failureCode(event: StreamResponse): string | undefined {
  const error = event.statusUpdate?.metadata?.error
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
