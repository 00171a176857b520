/** The whole gateway before A2A endpoints as vendors and frameworks serve them. */
import { expect, test, vi } from 'vitest'
import { CLIENT, serveTokens } from '../packages/adapter-kit/src/auth/authorization-server.fixture.ts'
import { rpc, speaker03, speaker10 } from './support/speakers.ts'
import { cardFound, eventually, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildCall, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

const THREAD = 'd067b3ea-f79a-45ed-bfb2-dbac3a4c3ab9'
const about = { taskId: `${THREAD}:01a21245-1fbc-76cd-85e2-88626a095ab5`, contextId: THREAD }

/** A stream as LangGraph's own A2A endpoint writes it in answer to a 1.0 call. */
function langGraphStream(call: WildCall) {
  call.begin()
  call.event({
    task: { kind: 'task', id: about.taskId, contextId: THREAD, status: { state: 'TASK_STATE_SUBMITTED' }, history: [] },
  })
  for (const text of ['t', 'tu', 'tur', 'turn']) {
    const message = {
      kind: 'message',
      role: 'ROLE_AGENT',
      parts: [{ kind: 'text', text }],
      messageId: `m-${text}`,
      ...about,
    }
    const status = { state: 'TASK_STATE_WORKING', message, timestamp: '2026-11-25T10:34:11.633166' }
    call.event({ ...about, kind: 'status-update', status, final: false })
  }
  const artifact = { artifactId: 'a1', name: 'Assistant Response', parts: [{ kind: 'text', text: 'turn' }] }
  call.event({ ...about, kind: 'artifact-update', artifact, append: false, lastChunk: true })
  call.event({ ...about, kind: 'status-update', status: { state: 'TASK_STATE_COMPLETED' }, final: true })
  call.response.end()
}

const resultsOf = (text: string): Wire[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6)).result)

test('a mixture of versions with cumulative text streams clean, piece by piece, in both versions, and is marked', async () => {
  verifies('repairs')
  await using agent = await wildAgent(langGraphStream, card10)
  await using gateway = await testGateway({ config: { agents: [{ name: 'lang', upstreams: [{ url: agent.url }] }] } })
  await cardFound(gateway, 'lang')
  const stream = async (method: string, params: unknown) =>
    resultsOf(await (await gateway.request('/a2a/lang', { body: rpc(method, params) })).text())

  const modern = await stream('SendStreamingMessage', speaker10.params('go'))
  expect(modern.flatMap(({ artifactUpdate }) => artifactUpdate?.artifact.parts[0].text ?? [])).toEqual([
    't',
    'u',
    'r',
    'n',
    '',
  ])
  expect(modern.flatMap((event) => Object.keys(event))).not.toContain('kind')
  expect(JSON.stringify(modern)).not.toMatch(/"kind"|"final"|33166"/)
  expect(modern.at(-1)?.statusUpdate.status.state).toBe('TASK_STATE_COMPLETED')

  const legacy = await stream('message/stream', speaker03.params('go'))
  expect(
    legacy
      .filter(({ kind }) => kind === 'artifact-update')
      .map(({ artifact }) => artifact.parts[0].text)
      .join(''),
  ).toBe('turn')
  expect(JSON.stringify(legacy)).not.toMatch(/TASK_STATE_|ROLE_/)
  expect(legacy.at(-1)).toMatchObject({ kind: 'status-update', status: { state: 'completed' }, final: true })

  const { repairs } = await gateway.json('/v1/agents/lang')
  expect(repairs.map(({ name }: Wire) => name)).toEqual([
    '0.3-body-in-1.0-envelope',
    'bare-event',
    'timestamp-zone',
    'cumulative-text',
  ])
  expect(repairs[0]).toEqual({
    name: expect.any(String),
    since: expect.stringMatching(/^20.*Z$/),
    meaning: expect.any(String),
  })
  const key = await gateway.key(['lang'])
  expect(await gateway.json('/v1/agents/lang', { key })).not.toHaveProperty('repairs')
})

test('a send that is answered too early is waited for, unless it is to return at once', async () => {
  verifies('early-answer')
  let looks = 0
  await using agent = await wildAgent((call) => {
    if (call.method === 'SendMessage') return call.result({ task: task10('t1', 'TASK_STATE_SUBMITTED') })
    looks += 1
    return call.result(task10('t1', looks < 3 ? 'TASK_STATE_WORKING' : 'TASK_STATE_COMPLETED'))
  }, card10)
  await using gateway = await testGateway({ config: { agents: [{ name: 'hasty', upstreams: [{ url: agent.url }] }] } })
  await cardFound(gateway, 'hasty')
  const params = speaker10.params('go')
  const atOnce = { ...params, configuration: { returnImmediately: true } }
  expect((await gateway.call('hasty', 'SendMessage', atOnce)).result.task.status.state).toBe('TASK_STATE_SUBMITTED')
  expect(looks).toBe(0)
  expect((await gateway.call('hasty', 'SendMessage', params)).result.task.status.state).toBe('TASK_STATE_COMPLETED')
  const { repairs } = await gateway.json('/v1/agents/hasty')
  expect(repairs.map(({ name }: Wire) => name)).toEqual(['early-answer'])
  const logs = await eventually(
    async (): Promise<Wire[]> => (await gateway.json('/v1/logs')).logs,
    (found) => found.length === 2,
  )
  expect(logs[0]).toMatchObject({ status: 'ok', taskState: 'TASK_STATE_COMPLETED' })
})

test('a stream that ends before its task goes on with what the task becomes', async () => {
  verifies('early-answer')
  await using agent = await wildAgent((call) => {
    if (call.method === 'GetTask') return call.result(task10('t1', 'TASK_STATE_COMPLETED'))
    call.begin()
    call.event({ task: task10('t1', 'TASK_STATE_WORKING') })
    return call.response.end()
  }, card10)
  await using gateway = await testGateway({ config: { agents: [{ name: 'hasty', upstreams: [{ url: agent.url }] }] } })
  await cardFound(gateway, 'hasty')
  const body = rpc('SendStreamingMessage', speaker10.params('go'))
  const text = await (await gateway.request('/a2a/hasty', { body })).text()
  expect(text.trim().split('\n\n').at(-1)).toContain('TASK_STATE_COMPLETED')
  const { repairs } = await gateway.json('/v1/agents/hasty')
  expect(repairs.map(({ name }: Wire) => name)).toEqual(['early-end'])
})

test("a caller's headers reach the agent they are meant for, its key reaches none", async () => {
  verifies('forwarded-headers')
  await using agent = await wildAgent((call) => call.result({ task: task10('t1') }), card10)
  const upstreams = [{ url: agent.url, settings: { forwardHeaders: ['x-user-id'] } }]
  await using gateway = await testGateway({
    config: {
      agents: [
        { name: 'one', upstreams },
        { name: 'two', upstreams },
      ],
    },
  })
  const key = await gateway.key('all')
  const headers = {
    'x-user-id': 'u1',
    'x-other': 'no',
    cookie: 'session=1',
    'x-a2a-one-authorization': 'Bearer of-one',
    'x-a2a-two-x-tenant': 'blue',
    'x-a2a-one-cookie': 'session=2',
    'x-a2a-one-host': 'evil.example',
  }
  for (const name of ['one', 'two']) await gateway.call(name, 'SendMessage', speaker10.params('go'), { key, headers })
  const [one, two] = agent.calls.map(({ request }) => request.headers)
  expect(one).toMatchObject({ 'x-user-id': 'u1', authorization: 'Bearer of-one', host: new URL(agent.url).host })
  expect(two).toMatchObject({ 'x-user-id': 'u1', 'x-tenant': 'blue' })
  expect(two).not.toHaveProperty('authorization')
  for (const sent of [one, two]) {
    for (const name of ['x-other', 'cookie', 'x-a2a-one-authorization']) expect(sent).not.toHaveProperty(name)
    expect(JSON.stringify(sent)).not.toContain(key)
  }
})

test('an agent behind OAuth is called with its token; the secret is shown to nobody and survives an edit', async () => {
  verifies('agent-credentials')
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'info').mockImplementation(() => {})
  await using tokens = await serveTokens()
  await using agent = await wildAgent(async (call) => {
    const token = call.request.headers.authorization?.replace('Bearer ', '') ?? ''
    if (await tokens.accepts(token)) call.result({ task: task10('t1') })
    else call.response.writeHead(401).end('who are you?')
  }, card10)
  await using gateway = await testGateway({ config: { agents: [] } })
  const auth = { type: 'oauth2-client-credentials', tokenUrl: tokens.tokenUrl, ...CLIENT }
  const body = { name: 'locked', upstreams: [{ settings: { url: agent.url, auth } }] }
  const made = await gateway.json('/v1/agents', { body })
  const shown = await gateway.json('/v1/agents/locked')
  expect(shown.upstreams[0].settings.auth).toEqual({ ...auth, clientSecret: '[redacted]' })
  expect(JSON.stringify([made, shown])).not.toContain(CLIENT.clientSecret)
  const path = `/v1/agents/${made.agent_id}`
  const edit = await gateway.request(path, { method: 'PUT', body: { ...shown, description: 'edited' } })
  expect(edit.status).toBe(200)
  const call = () => gateway.call('locked', 'SendMessage', speaker10.params('go'))
  expect((await call()).result.task.id).toBe('t1')

  const wrong = { ...body, upstreams: [{ settings: { url: agent.url, auth: { ...auth, clientSecret: 'hush-hush' } } }] }
  expect((await gateway.request(path, { method: 'PUT', body: wrong })).status).toBe(200)
  const { error } = await call()
  expect(error.message).toMatch(/token endpoint .*HTTP 401, invalid_client.*auth\.clientSecret/)
  expect(JSON.stringify(error)).not.toMatch(/hush|127\.0\.0\.1|who are you/)
  expect(agent.calls).toHaveLength(1)
})
