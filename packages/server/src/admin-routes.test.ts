import type { CallRecord } from '@gateway/core'
import { defineAgent } from '@gateway/core'
import { describe, expect, test } from 'vitest'
import { createApp } from './create-app.ts'
import { servedAgent, type TestPorts, testPorts } from './gateway.fixture.ts'

function admin(ports: TestPorts = testPorts([servedAgent('echo', defineAgent({}))])) {
  const app = createApp(ports.options)
  const ask = async (method: string, path: string, body?: unknown, key = 'sk-admin') => {
    const response = await app.request(path, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: JSON.parse(text) }
  }
  return { ports, ask, last: () => ports.changes.at(-1) }
}

describe('keys', () => {
  test.each([
    [{}, {}],
    ['', {}],
    [
      { key_alias: ' team a ', user_id: 'u', team_id: 't', duration: '30d', blocked: true, metadata: { a: 1 } },
      { alias: 'team a', userId: 'u', teamId: 't', duration: '30d', blocked: true, metadata: { a: 1 } },
    ],
    [
      { key_alias: null, duration: null, blocked: null, metadata: null },
      { alias: null, duration: null },
    ],
    [{ object_permission: { agents: ['echo', 'other'] } }, { agents: ['echo', 'other'] }],
    [{ object_permission: { agents: [] } }, { agents: [] }],
    [{ object_permission: { agents: 'all' } }, { agents: 'all' }],
    [{ object_permission: { agents: ['all'] } }, { agents: 'all' }],
    [{ object_permission: { agents: ['all', 'echo'] } }, { agents: ['all', 'echo'] }],
    [{ object_permission: { agents: 'none' } }, { agents: 'none' }],
    [{ object_permission: { agents: null } }, { agents: 'none' }],
    [{ object_permission: null }, { agents: 'none' }],
    [{ object_permission: {} }, {}],
    [{ models: ['gpt-4o'], max_budget: null, rpm_limit: null, guardrails: [] }, {}],
    [{ key: 'sk-chosen' }, { key: 'sk-chosen' }],
  ])('a key by LiteLLM’s names: %j', async (body, change) => {
    const { ask, last } = admin()
    const { status, json } = await ask('POST', '/key/generate', body)
    expect(status).toBe(200)
    expect(last()).toEqual({ what: 'generate', with: change })
    expect(json.key).toMatch(/^sk-/)
    expect(json.token).toBe(json.key.slice(3))
  })

  test.each([
    [{ max_budget: 10 }, 'max_budget'],
    [{ rpm_limit: 0, tpm_limit: 5 }, 'rpm_limit'],
    [{ object_permission: { agent_access_groups: ['g'] } }, 'agent_access_groups'],
    [{ object_permission: { agents: 'some' } }, 'object_permission.agents'],
    [{ object_permission: { agents: [''] } }, 'object_permission.agents[0]'],
    [{ key_alias: ' ' }, 'key_alias'],
    [{ key_alias: 'x'.repeat(257) }, 'key_alias'],
    [{ blocked: 'yes' }, 'blocked'],
    [[], ''],
    ['{', undefined],
  ])('what cannot be done is refused and named: %j', async (body, param) => {
    const { ask, ports } = admin()
    const { status, json } = await ask('POST', '/key/generate', body)
    expect(status).toBe(400)
    expect(json.error.param).toBe(param)
    expect(ports.changes).toEqual([])
  })

  test('the answer has LiteLLM’s names, and the key itself this once', async () => {
    const { ask } = admin()
    const made = await ask('POST', '/key/generate', { key_alias: 'a', object_permission: { agents: ['echo'] } })
    expect(made.json).toMatchObject({
      key: 'sk-made-1',
      token: 'made-1',
      key_alias: 'a',
      user_id: null,
      expires: null,
      blocked: false,
      object_permission: { agents: ['echo'], agents_access: 'selected' },
      created_by: 'master',
    })
    const info = await ask('GET', '/key/info?key=sk-made-1')
    expect(info.json).toMatchObject({ key: 'made-1', info: { key_alias: 'a' } })
    expect(JSON.stringify(info.json)).not.toContain('sk-made-1')
  })

  test('update, block and unblock', async () => {
    const { ask, last } = admin()
    await ask('POST', '/key/generate', {})
    expect((await ask('POST', '/key/update', { key: 'made-1', key_alias: 'b' })).json.key_alias).toBe('b')
    expect((await ask('POST', '/key/block', { key: 'sk-made-1' })).json.blocked).toBe(true)
    expect((await ask('POST', '/key/unblock', { key: 'made-1' })).json.blocked).toBe(false)
    expect(last()).toEqual({ what: 'update', with: { blocked: false } })
    expect((await ask('POST', '/key/block', {})).json.error).toMatchObject({ param: 'key' })
    expect((await ask('POST', '/key/update', { key: 'gone' })).status).toBe(404)
  })

  test('delete: keys, hashes and aliases, each once; a mistake deletes nothing', async () => {
    const { ask } = admin()
    await ask('POST', '/key/generate', { key_alias: 'a' })
    await ask('POST', '/key/generate', { key_alias: 'b' })
    expect((await ask('POST', '/key/delete', { keys: ['sk-made-1', 'gone'] })).status).toBe(404)
    expect((await ask('POST', '/key/delete', { keys: ['made-1'], key_aliases: ['nobody'] })).status).toBe(404)
    expect((await ask('POST', '/key/delete', {})).status).toBe(400)
    expect((await ask('GET', '/key/list')).json.total_count).toBe(2)
    const gone = await ask('POST', '/key/delete', { keys: ['sk-made-1', 'made-1'], key_aliases: ['a', 'b'] })
    expect(gone).toEqual({ status: 200, json: { deleted_keys: ['made-1', 'made-2'] } })
    expect((await ask('GET', '/key/list')).json).toEqual({ keys: [], total_count: 0, current_page: 1, total_pages: 0 })
  })

  test('list: pages, filters, whole objects', async () => {
    const { ask, last } = admin()
    for (const alias of ['a', 'b', 'c']) await ask('POST', '/key/generate', { key_alias: alias })
    expect((await ask('GET', '/key/list?page=2&size=2')).json).toEqual({
      keys: ['made-3'],
      total_count: 3,
      current_page: 2,
      total_pages: 2,
    })
    expect((await ask('GET', '/key/list?key_alias=b&return_full_object=true')).json.keys).toMatchObject([
      { token: 'made-2' },
    ])
    await ask('GET', '/key/list?user_id=u&team_id=t')
    expect(last()?.with).toEqual({ offset: 0, limit: 10, userId: 'u', teamId: 't' })
  })

  test.each(['page=0', 'page=x', 'size=101', 'size=1.5', 'page=1e300', 'return_full_object=maybe'])(
    '%s is refused',
    async (query) => {
      expect((await admin().ask('GET', `/key/list?${query}`)).status).toBe(400)
    },
  )

  test.each([
    ['POST', '/key/generate'],
    ['POST', '/key/update'],
    ['POST', '/key/delete'],
    ['POST', '/key/block'],
    ['POST', '/key/unblock'],
    ['GET', '/key/list'],
    ['POST', '/v1/agents'],
    ['PUT', '/v1/agents/echo'],
    ['PATCH', '/v1/agents/echo'],
    ['DELETE', '/v1/agents/echo'],
  ])('%s %s is not for other keys, nor for none', async (method, path) => {
    const { ask, ports } = admin()
    const body = method === 'GET' ? undefined : { key: 'made-1', keys: ['made-1'], name: 'x' }
    expect((await ask(method, path, body, 'sk-member')).status).toBe(403)
    expect((await ask(method, path, body, 'sk-wrong')).status).toBe(401)
    expect(ports.changes).toEqual([])
  })

  test('a key may ask about itself alone', async () => {
    const { ask } = admin()
    await ask('POST', '/key/generate', { key: 'sk-member' })
    await ask('POST', '/key/generate', {})
    expect((await ask('GET', '/key/info', undefined, 'sk-member')).json.key).toBe('member')
    expect((await ask('GET', '/key/info?key=sk-member', undefined, 'sk-member')).status).toBe(200)
    const other = await ask('GET', '/key/info?key=made-2', undefined, 'sk-member')
    const unknown = await ask('GET', '/key/info?key=gone', undefined, 'sk-member')
    expect(other).toEqual({ ...unknown, status: 403 })
    expect((await ask('GET', '/key/info')).status).toBe(400)
    expect((await ask('GET', '/key/info?key=gone')).status).toBe(404)
  })
})

describe('agents', () => {
  test.each([
    [
      { name: 'a', upstreams: [{ url: 'http://x' }], limits: { bodyBytes: 5 } },
      { name: 'a', upstreams: [{ url: 'http://x' }], limits: { bodyBytes: 5 } },
    ],
    [
      { name: 'a', url: 'http://x' },
      { name: 'a', upstreams: [{ settings: { url: 'http://x' } }] },
    ],
    [
      {
        agent_name: 'a',
        agent_card_params: { name: 'A', description: 'D', url: 'http://x', protocolVersion: '1.0', skills: [] },
        litellm_params: { custom_llm_provider: 'a2a', agent_card_path: '/card.json', model: null },
        static_headers: { 'x-key': 'k' },
        object_permission: {},
        tpm_limit: null,
        extra_headers: [],
      },
      {
        name: 'a',
        card: { name: 'A', description: 'D' },
        upstreams: [
          { settings: { url: 'http://x', protocolVersion: '1.0', cardPath: '/card.json', headers: { 'x-key': 'k' } } },
        ],
      },
    ],
    [
      { agent_name: 'a', litellm_params: { api_base: 'http://y' }, agent_card_params: null, static_headers: null },
      { name: 'a', upstreams: [{ settings: { url: 'http://y' } }] },
    ],
    [
      { name: 'a', url: 'http://x', agent_id: '1', source: 'store', created_at: 'now', card_state: {}, spend: 0 },
      { name: 'a', upstreams: [{ settings: { url: 'http://x' } }] },
    ],
  ])('a registration %j', async (body, definition) => {
    const { ask, last } = admin()
    expect((await ask('POST', '/v1/agents', body)).status).toBe(200)
    expect(last()).toEqual({ what: 'create', with: definition })
    await ask('PUT', '/v1/agents/echo', body)
    expect(last()).toEqual({ what: 'replace id-echo', with: definition })
  })

  test('a change says only what it names, and leaves the rest of the upstream as it is', async () => {
    const { ask, last } = admin()
    await ask('PATCH', '/v1/agents/echo', { description: 'New.' })
    expect(last()).toEqual({ what: 'patch id-echo', with: { description: 'New.' } })
    await ask('PATCH', '/v1/agents/id-echo', { url: 'http://moved' })
    expect(last()?.with).toEqual({
      upstreams: [{ settings: { url: 'http://moved', headers: { 'x-key': 'REDACTED_BY_LITELM' } } }],
    })
    await ask('DELETE', '/v1/agents/echo')
    expect(last()?.what).toBe('remove id-echo')
    expect((await ask('DELETE', '/v1/agents/nobody')).status).toBe(404)
  })

  test.each([
    [{ name: 'a', litellm_params: { custom_llm_provider: 'bedrock' } }, 'litellm_params.custom_llm_provider'],
    [{ name: 'a', litellm_params: { aws_region_name: 'x' } }, 'litellm_params.aws_region_name'],
    [{ name: 'a', litellm_params: 'a2a' }, 'litellm_params'],
    [{ name: 'a', static_headers: 'x-key: k' }, 'static_headers'],
    [{ name: 'a', agent_card_params: ['x'] }, 'agent_card_params'],
    [{ name: 'a', rpm_limit: 5 }, 'rpm_limit'],
    [[], undefined],
    ['null', undefined],
  ])('what would be lost in silence is refused: %j', async (body, param) => {
    const { ask, ports } = admin()
    const { status, json } = await ask('POST', '/v1/agents', body)
    expect(status).toBe(400)
    expect(json.error).toMatchObject({ code: 'INVALID_PARAMS' })
    expect(json.error.param).toBe(param)
    expect(ports.changes).toEqual([])
  })

  test('a body of the admin API is limited', async () => {
    const { status } = await admin().ask('POST', '/v1/agents', { name: 'x'.repeat(1024 * 1024) })
    expect(status).toBe(413)
  })

  test('the administrator sees how it is registered, a key what it is served', async () => {
    const { ask } = admin()
    const shown = await ask('GET', '/v1/agents/echo')
    expect(shown.json).toMatchObject({
      agent_id: 'id-echo',
      agent_card_params: { url: 'http://localhost/a2a/echo' },
      source: 'store',
      stored_card: { supportedInterfaces: [{ url: 'http://upstream.internal/' }] },
      card_state: { state: 'found', error: null },
    })
    const served = await ask('GET', '/v1/agents/echo', undefined, 'sk-member')
    expect(served.json.card_state).toEqual({ state: 'found' })
    expect(JSON.stringify(served.json)).not.toMatch(/upstream\.internal|127\.0\.0\.1/)
  })
})

describe('logs', () => {
  const record = (id: string, keyId: string): CallRecord => ({
    id,
    requestId: id,
    time: '2026-01-01T00:00:00.000Z',
    keyId,
    streaming: false,
    status: 'ok',
    httpStatus: 200,
    totalMs: 1,
    requestBytes: 1,
    responseBytes: 1,
    events: 0,
    request: '{"a":1}',
    response: '{"cut',
  })

  test.each([
    ['', { limit: 51 }],
    [
      'agent=echo&key=sk-one&status=refused&limit=7&cursor=c',
      { agentId: 'id-echo', keyId: 'one', status: 'refused', before: 'c', limit: 8 },
    ],
    ['agent=deleted-agent', { agentId: 'deleted-agent', limit: 51 }],
    [
      'from=2026-01-31&to=2026-02-01T09:00:00%2B02:00',
      { from: '2026-01-31T00:00:00.000Z', to: '2026-02-01T07:00:00.000Z', limit: 51 },
    ],
    ['from=2026-01-31T09:00:00', { from: '2026-01-31T09:00:00.000Z', limit: 51 }],
  ])('the query %j', async (query, filter) => {
    const { ask, ports } = admin()
    expect((await ask('GET', `/v1/logs?${query}`)).status).toBe(200)
    expect(ports.filters).toEqual([filter])
  })

  test.each(['status=lost', 'limit=0', 'limit=201', 'limit=x', 'from=yesterday', 'to=2026-13-01', 'agents=echo'])(
    '%s is refused',
    async (query) => {
      const { ask, ports } = admin()
      expect((await ask('GET', `/v1/logs?${query}`)).status).toBe(400)
      expect(ports.filters).toEqual([])
    },
  )

  test('pages: a cursor as long as there are more', async () => {
    const { ask, ports } = admin()
    ports.records.push(record('3', 'member'), record('2', 'member'), record('1', 'member'))
    const page = await ask('GET', '/v1/logs?limit=2')
    expect(page.json).toMatchObject({ logs: [{ id: '3' }, { id: '2' }], next_cursor: '2' })
    expect((await ask('GET', '/v1/logs?limit=3')).json.next_cursor).toBeNull()
  })

  test('a key sees its own calls alone', async () => {
    const { ask, ports } = admin()
    ports.records.push(record('1', 'member'), record('2', 'other'))
    await ask('GET', '/v1/logs', undefined, 'sk-member')
    await ask('GET', '/v1/logs?key=sk-member', undefined, 'sk-member')
    expect(ports.filters.map(({ keyId }) => keyId)).toEqual(['member', 'member'])
    expect((await ask('GET', '/v1/logs?key=other', undefined, 'sk-member')).status).toBe(403)
    expect((await ask('GET', '/v1/logs/1', undefined, 'sk-member')).status).toBe(200)
    expect((await ask('GET', '/v1/logs/2', undefined, 'sk-member')).status).toBe(404)
    expect((await ask('GET', '/v1/logs/2')).status).toBe(200)
    expect((await ask('GET', '/v1/logs/9')).status).toBe(404)
  })

  test('content is JSON where it is whole, else text', async () => {
    const { ask, ports } = admin()
    ports.records.push(record('1', 'member'))
    expect((await ask('GET', '/v1/logs/1')).json).toMatchObject({ request: { a: 1 }, response: '{"cut' })
  })
})
