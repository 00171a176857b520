import { isJsonObject, type JsonObject, type JsonValue } from '@gateway/core'
import type { Vendor, VendorRequest } from '@gateway/testing'

/** What the agent wants as x-api-key. */
export const KEY = 'key-of-the-agent'
const IDS = { taskId: 'task-1', contextId: 'context-1' }

const object = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {})
const paramsOf = ({ json }: VendorRequest) => object(object(json).params)

/** An A2A 1.0 agent. */
export const vendor: Vendor = {
  secrets: [KEY],
  answer(request) {
    const { method, id } = object(request.json)
    if (method !== 'SendStreamingMessage') return undefined
    const event = (result: object) => `data: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`
    let append = false
    return {
      headers: { 'content-type': 'text/event-stream' },
      begin: event({ task: { id: IDS.taskId, contextId: IDS.contextId, status: { state: 'TASK_STATE_WORKING' } } }),
      text(text) {
        const artifactUpdate = { ...IDS, artifact: { artifactId: 'reply', parts: [{ text }] }, append }
        append = true
        return event({ artifactUpdate })
      },
      end: event({ statusUpdate: { ...IDS, status: { state: 'TASK_STATE_COMPLETED' } } }),
    }
  },
  session: (request) => {
    const { contextId } = object(paramsOf(request).message)
    return typeof contextId === 'string' ? contextId : undefined
  },
  problem({ method, headers, json }) {
    if (method !== 'POST') return undefined
    if (headers['x-api-key'] !== KEY) return 'The credentials are wrong.'
    if (headers['a2a-version'] !== '1.0') return 'The version is not 1.0.'
    return object(json).jsonrpc === '2.0' ? undefined : 'The body is no JSON-RPC.'
  },
}
