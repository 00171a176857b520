import type { AgentCard } from './agent-card.ts'
import type {
  CancelTaskRequest,
  Empty,
  GetExtendedAgentCardRequest,
  GetTaskRequest,
  ListTaskPushNotificationConfigsRequest,
  ListTaskPushNotificationConfigsResponse,
  ListTasksRequest,
  ListTasksResponse,
  SendMessageRequest,
  SendMessageResponse,
  StreamResponse,
  SubscribeToTaskRequest,
  Task,
  TaskPushNotificationConfig,
  TaskPushNotificationConfigRequest,
} from './protocol.ts'

/** The operations that have one answer, by the name of the method of `Agent` that carries them out. */
export interface UnaryOperations {
  sendMessage: { request: SendMessageRequest; response: SendMessageResponse }
  getTask: { request: GetTaskRequest; response: Task }
  listTasks: { request: ListTasksRequest; response: ListTasksResponse }
  cancelTask: { request: CancelTaskRequest; response: Task }
  createTaskPushNotificationConfig: { request: TaskPushNotificationConfig; response: TaskPushNotificationConfig }
  getTaskPushNotificationConfig: { request: TaskPushNotificationConfigRequest; response: TaskPushNotificationConfig }
  listTaskPushNotificationConfigs: {
    request: ListTaskPushNotificationConfigsRequest
    response: ListTaskPushNotificationConfigsResponse
  }
  deleteTaskPushNotificationConfig: { request: TaskPushNotificationConfigRequest; response: Empty }
  getExtendedAgentCard: { request: GetExtendedAgentCardRequest; response: AgentCard }
}

/** The operations that are answered by a stream of events. */
export interface StreamOperations {
  streamMessage: { request: SendMessageRequest; response: StreamResponse }
  subscribeToTask: { request: SubscribeToTaskRequest; response: StreamResponse }
}

export type Operations = UnaryOperations & StreamOperations
export type UnaryOperation = keyof UnaryOperations
export type StreamOperation = keyof StreamOperations
export type Operation = UnaryOperation | StreamOperation
export type RequestOf<Name extends Operation> = Operations[Name]['request']
/** The answer of a unary operation; one event of a streaming one. */
export type ResponseOf<Name extends Operation> = Operations[Name]['response']

/** How an operation is called on the JSON-RPC binding (and, for 1.0, on gRPC). `0.3` is absent where 0.3 has none. */
interface OperationNames {
  readonly kind: 'unary' | 'stream'
  readonly '1.0': string
  readonly '0.3'?: string
}

/** Every operation of the protocol with its method names (specification §5.3 and the 0.3 JSON-RPC binding). */
export const OPERATIONS: Readonly<Record<Operation, OperationNames>> = {
  sendMessage: { kind: 'unary', '1.0': 'SendMessage', '0.3': 'message/send' },
  streamMessage: { kind: 'stream', '1.0': 'SendStreamingMessage', '0.3': 'message/stream' },
  getTask: { kind: 'unary', '1.0': 'GetTask', '0.3': 'tasks/get' },
  listTasks: { kind: 'unary', '1.0': 'ListTasks', '0.3': 'tasks/list' },
  cancelTask: { kind: 'unary', '1.0': 'CancelTask', '0.3': 'tasks/cancel' },
  subscribeToTask: { kind: 'stream', '1.0': 'SubscribeToTask', '0.3': 'tasks/resubscribe' },
  createTaskPushNotificationConfig: {
    kind: 'unary',
    '1.0': 'CreateTaskPushNotificationConfig',
    '0.3': 'tasks/pushNotificationConfig/set',
  },
  getTaskPushNotificationConfig: {
    kind: 'unary',
    '1.0': 'GetTaskPushNotificationConfig',
    '0.3': 'tasks/pushNotificationConfig/get',
  },
  listTaskPushNotificationConfigs: {
    kind: 'unary',
    '1.0': 'ListTaskPushNotificationConfigs',
    '0.3': 'tasks/pushNotificationConfig/list',
  },
  deleteTaskPushNotificationConfig: {
    kind: 'unary',
    '1.0': 'DeleteTaskPushNotificationConfig',
    '0.3': 'tasks/pushNotificationConfig/delete',
  },
  getExtendedAgentCard: { kind: 'unary', '1.0': 'GetExtendedAgentCard', '0.3': 'agent/getAuthenticatedExtendedCard' },
}

/** The operations that read and change nothing. */
export const READING_OPERATIONS: readonly Operation[] = [
  'getTask',
  'listTasks',
  'subscribeToTask',
  'getTaskPushNotificationConfig',
  'listTaskPushNotificationConfigs',
  'getExtendedAgentCard',
]
const READING: ReadonlySet<Operation> = new Set(READING_OPERATIONS)

/** Whether an operation only reads, so that it may be asked twice. */
export const isReading = (operation: Operation): boolean => READING.has(operation)

/** Whether an operation is answered by a stream. */
export function isStreamOperation(operation: Operation): operation is StreamOperation {
  return OPERATIONS[operation].kind === 'stream'
}
