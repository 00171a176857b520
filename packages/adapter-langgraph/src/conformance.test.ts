import { isJsonObject } from '@gateway/core'
import type { VendorReply, VendorRequest } from '@gateway/testing'
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

let events = 0

testAdapter('LangGraph', {
  connect: (url, limits) =>
    adapter.connect(
      adapter.settings.parse({
        url,
        assistant: 'agent',
        apiKey: 'lsv2-key',
        headers: { 'x-more': 'lsv2-more' },
        limits,
      }),
    ),
  vendor: {
    secrets: ['lsv2-key', 'lsv2-more'],
    environment: ['LANGGRAPH_API_KEY', 'LANGSMITH_API_KEY', 'LANGCHAIN_API_KEY'],
    answer(request) {
      const thread = threadIn(request)
      if (request.method !== 'POST' || thread === undefined) return undefined
      events = 0
      return {
        headers: { 'content-type': 'text/event-stream', 'content-location': `/threads/${thread}/runs/${RUN}` },
        begin: event('metadata', { run_id: RUN, attempt: 1 }, events++),
        text: (text) =>
          event(
            'messages',
            [{ type: 'AIMessageChunk', content: text, id: 'run-1' }, { langgraph_node: 'agent' }],
            events++,
          ),
        end: event('updates', { agent: { messages: [{ type: 'ai', content: '', id: 'run-1' }] } }, events++),
      }
    },
    aside({ method, target }, { complete }) {
      const path = target.split('?', 1)[0] ?? ''
      if (method === 'POST' && path === '/assistants/search') {
        return json([{ assistant_id: ASSISTANT, graph_id: 'agent', version: 1, metadata: { created_by: 'system' } }])
      }
      // A server that has lost its stream in the middle has lost its run.
      if (method === 'GET' && path.endsWith(`/runs/${RUN}`)) return json({ status: complete ? 'success' : 'error' })
      return undefined
    },
    session: threadIn,
    problem(request) {
      const thread = threadIn(request)
      if (thread !== undefined && !UUID.test(thread)) return `The thread's id is no UUID: ${thread.slice(0, 100)}`
      const { json: body } = request
      if (thread !== undefined && (!isJsonObject(body) || body.assistant_id !== 'agent'))
        return 'No assistant is named.'
      return undefined
    },
    failure: (leak) => event('error', { error: 'RuntimeError', message: leak }, 9),
    refusal: (status, leak) => ({
      status,
      headers: { 'content-type': 'text/plain; charset=UTF-8' },
      body: leak,
    }),
  },
})
