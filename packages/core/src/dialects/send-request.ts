/** The request of `SendMessage` and `SendStreamingMessage`, `message/send` and `message/stream`. */
import type { JsonObject } from '../json.ts'
import type { Message, SendMessageConfiguration, SendMessageRequest } from '../protocol.ts'
import { asJson, objectAt, optionalBoolean, optionalObject, optionalStrings, withMembers } from './fields.ts'
import { writeLegacyMessage } from './message-0-3.ts'
import { readLegacyPushConfig, readPushConfig, writeLegacyPushConfig } from './push-config.ts'
import { readLegacyMessage, readMessage } from './request-message.ts'
import { checkHistoryLength, paramsOf } from './requests.ts'

export function readSendRequest(params: unknown): SendMessageRequest {
  return read(params, readMessage, readConfiguration)
}

export function readLegacySendRequest(params: unknown): SendMessageRequest {
  return read(params, readLegacyMessage, readLegacyConfiguration)
}

export function writeLegacySendRequest(request: SendMessageRequest): JsonObject {
  const { message, configuration, ...others } = request
  return {
    ...others,
    message: writeLegacyMessage(message),
    ...(configuration === undefined ? {} : { configuration: writeLegacyConfiguration(configuration) }),
  }
}

function read(
  params: unknown,
  message: (value: unknown, at: string) => Message,
  configuration: (object: JsonObject, at: string) => SendMessageConfiguration,
): SendMessageRequest {
  const object = paramsOf(params)
  optionalObject('caller', object, 'metadata', '')
  const request = withMembers(object, { message: message(object.message, 'message') })
  return object.configuration === undefined
    ? request
    : {
        ...request,
        configuration: configuration(objectAt('caller', object.configuration, 'configuration'), 'configuration'),
      }
}

function readConfiguration(object: JsonObject, at: string): SendMessageConfiguration {
  checkCommon(object, at)
  optionalBoolean('caller', object, 'returnImmediately', at)
  const { taskPushNotificationConfig, ...others } = object
  if (taskPushNotificationConfig === undefined) return others
  return {
    ...others,
    taskPushNotificationConfig: readPushConfig(
      'caller',
      taskPushNotificationConfig,
      `${at}.taskPushNotificationConfig`,
    ),
  }
}

/**
 * A 0.3 configuration without `blocking` blocks, like none at all: so do the servers of the Python and JavaScript 0.3
 * SDKs (`blocking` is off only where it is `false`), and their clients send a configuration with every message. The
 * 0.3 layer of @a2a-js/sdk 1.x reads it the other way round.
 */
function readLegacyConfiguration(object: JsonObject, at: string): SendMessageConfiguration {
  checkCommon(object, at)
  const blocking = optionalBoolean('caller', object, 'blocking', at)
  const {
    blocking: _blocking,
    pushNotificationConfig,
    // Not words of 0.3: they must not pass as checked.
    returnImmediately: _returnImmediately,
    taskPushNotificationConfig: _taskPushNotificationConfig,
    ...others
  } = object
  return {
    ...others,
    ...(blocking === undefined ? {} : { returnImmediately: !blocking }),
    ...(pushNotificationConfig === undefined
      ? {}
      : {
          taskPushNotificationConfig: readLegacyPushConfig(
            'caller',
            pushNotificationConfig,
            `${at}.pushNotificationConfig`,
          ),
        }),
  }
}

/**
 * `blocking` is always written: 0.3 has no default for it and servers differ (see `readLegacyConfiguration`), 1.0 has
 * one.
 */
function writeLegacyConfiguration(configuration: SendMessageConfiguration): JsonObject {
  const { returnImmediately, taskPushNotificationConfig, ...others } = configuration
  return {
    // Agents of 0.2 and of schemas made from it refuse a configuration without it; empty, it asks for nothing.
    acceptedOutputModes: [],
    ...asJson(others),
    blocking: returnImmediately !== true,
    ...(taskPushNotificationConfig === undefined
      ? {}
      : { pushNotificationConfig: writeLegacyPushConfig(taskPushNotificationConfig) }),
  }
}

function checkCommon(object: JsonObject, at: string): void {
  optionalStrings('caller', object, 'acceptedOutputModes', at)
  checkHistoryLength(object, at)
}
