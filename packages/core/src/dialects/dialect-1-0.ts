import { encodeAgentCard } from '../card/encode-agent-card.ts'
import type { Dialect } from '../dialect.ts'
import { dialectOf } from './codec.ts'
import { asJson, expected, wrong } from './fields.ts'
import { readPushConfig } from './push-config.ts'
import {
  paramsOf,
  readCancelTask,
  readGetExtendedAgentCard,
  readGetTask,
  readListTaskPushConfigs,
  readListTasks,
  readSubscribeToTask,
  readTaskPushConfigRequest,
} from './requests.ts'
import { readSendRequest } from './send-request.ts'

/** A2A 1.0 is the canonical form: written as it is, checked when it is read. */
export const dialect10: Dialect = dialectOf('1.0', {
  readRequest: {
    sendMessage: readSendRequest,
    streamMessage: readSendRequest,
    getTask: readGetTask,
    listTasks: (params) => readListTasks(params, '1.0'),
    cancelTask: readCancelTask,
    subscribeToTask: readSubscribeToTask,
    createTaskPushNotificationConfig: (params) => {
      const config = readPushConfig('caller', paramsOf(params), '')
      if (config.taskId === undefined)
        throw wrong('caller', 'taskId', expected('a string that is not empty', undefined))
      return config
    },
    getTaskPushNotificationConfig: readTaskPushConfigRequest,
    listTaskPushNotificationConfigs: readListTaskPushConfigs,
    deleteTaskPushNotificationConfig: readTaskPushConfigRequest,
    getExtendedAgentCard: readGetExtendedAgentCard,
  },
  writeRequest: {
    sendMessage: asJson,
    streamMessage: asJson,
    getTask: asJson,
    listTasks: asJson,
    cancelTask: asJson,
    subscribeToTask: asJson,
    createTaskPushNotificationConfig: asJson,
    getTaskPushNotificationConfig: asJson,
    listTaskPushNotificationConfigs: asJson,
    deleteTaskPushNotificationConfig: asJson,
    getExtendedAgentCard: asJson,
  },
  writeResponse: {
    sendMessage: asJson,
    streamMessage: asJson,
    getTask: asJson,
    listTasks: asJson,
    cancelTask: asJson,
    subscribeToTask: asJson,
    createTaskPushNotificationConfig: asJson,
    getTaskPushNotificationConfig: asJson,
    listTaskPushNotificationConfigs: asJson,
    deleteTaskPushNotificationConfig: asJson,
    getExtendedAgentCard: (card) => encodeAgentCard(card, '1.0'),
  },
})
