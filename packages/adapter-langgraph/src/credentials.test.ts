/** LangGraph's own server with custom auth: one key is right, and threads may not be searched for. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LangGraphServer, startLangGraph } from './langgraph-server.fixture.ts'
import { type ServerProxy, startProxy } from './proxy.fixture.ts'
import { runnerOf, runTurn, textsOf } from './turn.fixture.ts'

let server: LangGraphServer
let proxy: ServerProxy
beforeAll(async () => {
  server = await startLangGraph({ auth: true })
  proxy = await startProxy(server.url)
})
afterAll(async () => {
  await proxy?.stop()
  await server?.stop()
})

const graph = (more: object) => runnerOf({ url: proxy.url, assistant: 'echo', ...more })

it.each([
  ['no key', {}],
  ['a wrong key', { apiKey: 'wrong-key-of-a-test' }],
  ['a header that is not asked for', { headers: { authorization: 'Bearer wrong-key-of-a-test' } }],
])('is refused with %s, with one request, and says which settings to look at', async (_what, settings) => {
  const before = proxy.requests.length
  const events = await runTurn(graph(settings), 'hi')
  expect(events).toEqual([
    {
      type: 'failed',
      error: expect.objectContaining({
        code: 'AGENT_ERROR',
        message:
          "The LangGraph server refused the gateway's credentials (HTTP 401). Check settings.apiKey and settings.headers of this agent.",
      }),
    },
  ])
  expect(JSON.stringify(events)).not.toMatch(/sk-secret|wrong-key/)
  expect(proxy.requests.slice(before)).toHaveLength(1)
})

it('answers with the right key, and reads the thread where it may not be searched for', async () => {
  const before = proxy.requests.length
  const events = await runTurn(graph({ apiKey: 'right' }), 'hi')
  expect(textsOf(events)).toEqual(['Echo: hi (1)'])
  expect(events.at(-1)).toEqual({ type: 'done' })
  const sent = proxy.requests.slice(before).map((line) => line.replaceAll(/[0-9a-f-]{36}/g, '…'))
  expect(sent).toEqual([
    'POST /threads/…/runs/stream',
    'GET /threads/…/runs/…',
    'POST /threads/search',
    'GET /threads/…',
  ])
})
