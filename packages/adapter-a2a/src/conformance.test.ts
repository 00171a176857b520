import { isJsonObject, type JsonObject, type JsonValue } from '@gateway/core'
import { testAdapter, type Vendor, type VendorRequest } from '@gateway/testing'
import { createA2AAdapter } from './a2a-adapter.ts'

const KEY = 'key-of-the-agent'
const IDS = { taskId: 'task-1', contextId: 'context-1' }

const object = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {})
const paramsOf = ({ json }: VendorRequest) => object(object(json).params)

/** An A2A 1.0 agent. */
const vendor: Vendor = {
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

testAdapter('A2A', {
  vendor,
  connect: (url, limits) => {
    const adapter = createA2AAdapter()
    const settings = { url: `${url}/`, protocolVersion: '1.0', headers: { 'x-api-key': KEY }, limits }
    return adapter.connect(adapter.settings.parse(settings))
  },
  leftOut: {
    'early-close': 'The task of an A2A agent may last longer than its stream, and can be asked for.',
    'vendor-failure': 'What an A2A agent says of its failure is said to its caller.',
    'sessions-apart': 'An adapter of A2A passes contextIds on; complete() of @gateway/tasks keeps owners apart.',
  },
})
