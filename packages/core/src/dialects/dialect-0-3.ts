import { encodeAgentCard } from '../card/encode-agent-card.ts'
import type { Dialect } from '../dialect.ts'
import type { JsonObject } from '../json.ts'
import type {
  ListTaskPushNotificationConfigsRequest,
  ListTasksRequest,
  ListTasksResponse,
  TaskPushNotificationConfigRequest,
} from '../protocol.ts'
import { dialectOf } from './codec.ts'
import { asJson } from './fields.ts'
import { writeLegacyEvent, writeLegacySendResponse, writeLegacyTask } from './message-0-3.ts'
import { readLegacyTaskPushConfig, writeLegacyTaskPushConfig } from './push-config.ts'
import {
  paramsOf,
  readCancelTask,
  readGetExtendedAgentCard,
  readGetTask,
  readLegacyListTaskPushConfigs,
  readLegacyTaskPushConfigRequest,
  readListTasks,
  readSubscribeToTask,
} from './requests.ts'
import { readLegacySendRequest, writeLegacySendRequest } from './send-request.ts'
import { legacyState } from './words.ts'

/** A2A 0.3 as its JSON-RPC binding writes it (its HTTP and gRPC bindings follow its protobuf file and look different). */
export const dialect03: Dialect = dialectOf('0.3', {
  readRequest: {
    sendMessage: readLegacySendRequest,
    streamMessage: readLegacySendRequest,
    getTask: readGetTask,
    listTasks: (params) => readListTasks(params, '0.3'),
    cancelTask: readCancelTask,
    subscribeToTask: readSubscribeToTask,
    createTaskPushNotificationConfig: (params) => readLegacyTaskPushConfig('caller', paramsOf(params), ''),
    getTaskPushNotificationConfig: (params) => readLegacyTaskPushConfigRequest(params, false),
    listTaskPushNotificationConfigs: readLegacyListTaskPushConfigs,
    deleteTaskPushNotificationConfig: (params) => readLegacyTaskPushConfigRequest(params, true),
    getExtendedAgentCard: readGetExtendedAgentCard,
  },
  writeRequest: {
    sendMessage: writeLegacySendRequest,
    streamMessage: writeLegacySendRequest,
    getTask: asJson,
    listTasks: writeListTasks,
    cancelTask: asJson,
    subscribeToTask: asJson,
    createTaskPushNotificationConfig: writeLegacyTaskPushConfig,
    getTaskPushNotificationConfig: writeTaskPushConfigRequest,
    listTaskPushNotificationConfigs: writeListTaskPushConfigs,
    deleteTaskPushNotificationConfig: writeTaskPushConfigRequest,
    getExtendedAgentCard: asJson,
  },
  writeResponse: {
    sendMessage: writeLegacySendResponse,
    streamMessage: writeLegacyEvent,
    getTask: writeLegacyTask,
    listTasks: writeTasks,
    cancelTask: writeLegacyTask,
    subscribeToTask: writeLegacyEvent,
    createTaskPushNotificationConfig: writeLegacyTaskPushConfig,
    getTaskPushNotificationConfig: writeLegacyTaskPushConfig,
    // An array has no place for the next page's token.
    listTaskPushNotificationConfigs: ({ configs }) => configs.map(writeLegacyTaskPushConfig),
    deleteTaskPushNotificationConfig: () => null,
    getExtendedAgentCard: (card) => encodeAgentCard(card, '0.3'),
  },
})

function writeListTasks(request: ListTasksRequest): JsonObject {
  const { status } = request
  return { ...asJson(request), ...(status === undefined ? {} : { status: legacyState(status) }) }
}

function writeTasks(response: ListTasksResponse): JsonObject {
  return { ...asJson(response), tasks: response.tasks.map(writeLegacyTask) }
}

function writeTaskPushConfigRequest(request: TaskPushNotificationConfigRequest): JsonObject {
  const { taskId, id, ...others } = request
  return { ...others, id: taskId, ...(id === '' ? {} : { pushNotificationConfigId: id }) }
}

function writeListTaskPushConfigs(request: ListTaskPushNotificationConfigsRequest): JsonObject {
  const { taskId, ...others } = request
  return { ...others, id: taskId }
}
