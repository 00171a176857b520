import { isJsonObject } from '@gateway/core'
import type { Vendor, VendorReply, VendorRequest } from '@gateway/testing'

const RUN = '01a21233-d3e6-76ee-8587-f0bf86620078'
const ASSISTANT = 'fe096781-5601-53d2-b2f6-0d3403f7e9ca'
/** What the vendor's agents are connected with. */
export const SECRETS = { apiKey: 'lsv2-key', header: 'lsv2-more' }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const event = (name: string, data: unknown, id: number) =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\nid: ${id}\n\n`
const json = (value: unknown): VendorReply => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})
const threadIn = ({ target }: VendorRequest) => /^\/threads\/([^/]*)\/runs\/stream$/.exec(target)?.[1]
const begins = (request: VendorRequest) =>
  request.method === 'POST' && (threadIn(request) !== undefined || request.target === '/runs/stream')

/** A LangGraph server, as far as a turn needs it. */
export const vendor: Vendor = {
  secrets: Object.values(SECRETS),
  environment: ['LANGGRAPH_API_KEY', 'LANGSMITH_API_KEY', 'LANGCHAIN_API_KEY'],
  answer(request) {
    if (!begins(request)) return undefined
    let id = 0
    const of = `${request.target.slice(0, -'/stream'.length)}/${RUN}`
    return {
      headers: { 'content-type': 'text/event-stream', 'content-location': of },
      begin: event('metadata', { run_id: RUN, attempt: 1 }, id++),
      text: (text) =>
        event('messages', [{ type: 'AIMessageChunk', content: text, id: 'run-1' }, { langgraph_node: 'agent' }], id++),
      end: event('updates', { agent: { messages: [{ type: 'ai', content: '', id: 'run-1' }] } }, id++),
    }
  },
  aside({ method, target, json: body }, { complete }) {
    if (method === 'POST' && target === '/assistants/search') {
      return json([{ assistant_id: ASSISTANT, graph_id: 'agent', version: 1, metadata: { created_by: 'system' } }])
    }
    if (method === 'POST' && target === '/threads/search') {
      const [id] = isJsonObject(body) && Array.isArray(body.ids) ? body.ids : []
      return json([{ thread_id: id ?? null, status: 'idle' }])
    }
    // A server that has lost its stream in the middle has lost its run.
    if (method === 'GET' && target.endsWith(`/runs/${RUN}`)) return json({ status: complete ? 'success' : 'error' })
    return undefined
  },
  session: threadIn,
  problem(request) {
    if (!begins(request)) return undefined
    const thread = threadIn(request)
    if (thread !== undefined && !UUID.test(thread)) return `The thread's id is no UUID: ${thread.slice(0, 100)}`
    const { json: body } = request
    return isJsonObject(body) && body.assistant_id === 'agent' ? undefined : 'No assistant is named.'
  },
  failure: (leak) => event('error', { error: 'RuntimeError', message: leak }, 9),
  refusal: (status, leak) => ({ status, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: leak }),
}
