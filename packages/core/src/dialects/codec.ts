import type { Dialect } from '../dialect.ts'
import type { JsonValue } from '../json.ts'
import type { Operation, RequestOf, ResponseOf } from '../operations.ts'
import { OPERATIONS } from '../operations.ts'
import type { ProtocolVersion } from '../protocol-version.ts'
import {
  readCardResponse,
  readEmpty,
  readListPushConfigsResponse,
  readListTasksResponse,
  readPushConfigResponse,
  readSendResponse,
  readStreamResponse,
  readTaskResponse,
} from './answers.ts'

/** One function per operation, for each direction in which the versions differ. */
export interface Codec {
  readonly readRequest: { readonly [Name in Operation]: (params: unknown) => RequestOf<Name> }
  readonly writeRequest: { readonly [Name in Operation]: (request: RequestOf<Name>) => JsonValue }
  readonly writeResponse: { readonly [Name in Operation]: (response: ResponseOf<Name>) => JsonValue }
}

/** Answers are read alike whatever the agent claims to speak: real agents mix the versions. */
const READ_RESPONSE: { readonly [Name in Operation]: (result: unknown) => ResponseOf<Name> } = {
  sendMessage: readSendResponse,
  streamMessage: readStreamResponse,
  getTask: readTaskResponse,
  listTasks: readListTasksResponse,
  cancelTask: readTaskResponse,
  subscribeToTask: readStreamResponse,
  createTaskPushNotificationConfig: readPushConfigResponse,
  getTaskPushNotificationConfig: readPushConfigResponse,
  listTaskPushNotificationConfigs: readListPushConfigsResponse,
  deleteTaskPushNotificationConfig: readEmpty,
  getExtendedAgentCard: readCardResponse,
}

export function dialectOf(version: ProtocolVersion, codec: Codec): Dialect {
  const operations = new Map<string, Operation>()
  for (const [operation, methods] of Object.entries(OPERATIONS)) {
    const method = methods[version]
    if (isOperation(operation) && method !== undefined) operations.set(method, operation)
  }
  return {
    version,
    operation: (method) => operations.get(method),
    method: (operation) => OPERATIONS[operation][version],
    decodeRequest: (operation, params) => codec.readRequest[operation](params),
    encodeRequest: (operation, request) => codec.writeRequest[operation](request),
    decodeResponse: (operation, result) => READ_RESPONSE[operation](result),
    encodeResponse: (operation, response) => codec.writeResponse[operation](response),
  }
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(OPERATIONS, name)
}
