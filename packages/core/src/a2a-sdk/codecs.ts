import {
  AgentCard,
  CancelTaskRequest,
  DeleteTaskPushNotificationConfigRequest,
  GetExtendedAgentCardRequest,
  GetTaskPushNotificationConfigRequest,
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
} from '@a2a-js/sdk'

/** The codecs of @a2a-js/sdk between its in-memory types and 1.0 wire JSON: of each operation's request and answer. */
export const codecs = {
  sendMessage: { request: SendMessageRequest, response: SendMessageResponse },
  streamMessage: { request: SendMessageRequest, response: StreamResponse },
  getTask: { request: GetTaskRequest, response: Task },
  listTasks: { request: ListTasksRequest, response: ListTasksResponse },
  cancelTask: { request: CancelTaskRequest, response: Task },
  subscribeToTask: { request: SubscribeToTaskRequest, response: StreamResponse },
  createTaskPushNotificationConfig: { request: TaskPushNotificationConfig, response: TaskPushNotificationConfig },
  getTaskPushNotificationConfig: {
    request: GetTaskPushNotificationConfigRequest,
    response: TaskPushNotificationConfig,
  },
  listTaskPushNotificationConfigs: {
    request: ListTaskPushNotificationConfigsRequest,
    response: ListTaskPushNotificationConfigsResponse,
  },
  deleteTaskPushNotificationConfig: { request: DeleteTaskPushNotificationConfigRequest },
  getExtendedAgentCard: { request: GetExtendedAgentCardRequest, response: AgentCard },
} as const
