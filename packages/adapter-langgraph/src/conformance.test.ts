import { isJsonObject } from '@gateway/core'
import type { Vendor, VendorReply, VendorRequest } from '@gateway/testing'
import { testAdapter } from '@gateway/testing'
import { createLangGraphAdapter } from './langgraph-adapter.ts'

const RUN = '01a21233-d3e6-76ee-8587-f0bf86620078'
const ASSISTANT = 'fe096781-5601-53d2-b2f6-0d3403f7e9ca'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const adapter = createLangGraphAdapter()
const event = (name: string, data: unknown, id: number) =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\nid: ${id}\n\n`
const json = (value: unknown): VendorReply => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})
const threadIn = ({ target }: VendorRequest) => /^\/threads\/([^/]*)\/runs\/stream$/.exec(target)?.[1]
const begins = (request: VendorRequest) =>
  request.method === 'POST' && (threadIn(request) !== undefined || request.target === '/runs/stream')

const connect = (url: string, settings: object) =>
  adapter.connect(
    adapter.settings.parse({
      url,
      assistant: 'agent',
      apiKey: 'lsv2-key',
      headers: { 'x-more': 'lsv2-more' },
      ...settings,
    }),
  )

const vendor: Vendor = {
  secrets: ['lsv2-key', 'lsv2-more'],
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

testAdapter('LangGraph', { connect: (url, limits) => connect(url, { limits }), vendor })

const NO_THREAD = 'A run without a thread has no conversation.'
testAdapter('LangGraph, stateless', {
  connect: (url, limits) => connect(url, { limits, stateless: true }),
  vendor,
  leftOut: {
    'early-close': 'The server keeps nothing of a run without a thread that could be asked how it ended.',
    'sessions-apart': NO_THREAD,
    'session-kept': NO_THREAD,
  },
})
