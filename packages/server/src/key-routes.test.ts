import { describe, expect, test } from 'vitest'
import { admin } from './admin.fixture.ts'

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
    [{ object_permission: null }, { agents: 'none', restrictions: {} }],
    [
      { object_permission: { agent_restrictions: { echo: { operations: ['send', 'GetTask'], skills: ['a', 'a'] } } } },
      { restrictions: { echo: { operations: ['sendMessage', 'streamMessage', 'getTask'], skills: ['a'] } } },
    ],
    [{ object_permission: { agent_restrictions: { '*': { operations: null } } } }, { restrictions: {} }],
    [{ object_permission: { agent_restrictions: null } }, { restrictions: {} }],
    [{ object_permission: {} }, {}],
    [{ models: ['gpt-4o'], max_budget: null, guardrails: [] }, { budget: { maxBudget: null } }],
    [
      { rpm_limit: 60, tpm_limit: 9000, max_parallel_requests: 2 },
      { limits: { requestsPerMinute: 60, tokensPerMinute: 9000, parallel: 2 } },
    ],
    [{ rpm_limit: null, tpm_limit: 5 }, { limits: { requestsPerMinute: null, tokensPerMinute: 5 } }],
    [
      { max_budget: 5, budget_duration: '1mo', budget_limits: [{ budget_duration: '1h', max_budget: 1 }] },
      { budget: { maxBudget: 5, duration: '1mo', windows: [{ maxBudget: 1, duration: '1h' }] } },
    ],
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
    [{ max_budget: 0 }, 'max_budget'],
    [{ budget_duration: 'sometimes' }, 'budget_duration'],
    [{ soft_budget: '0%' }, 'soft_budget'],
    [{ rpm_limit: 0, tpm_limit: 5 }, 'rpm_limit'],
    [{ max_parallel_requests: 1.5 }, 'max_parallel_requests'],
    [{ tpm_limit: '5' }, 'tpm_limit'],
    [{ object_permission: { agents: 'some' } }, 'object_permission.agents'],
    [{ object_permission: { agents: [''] } }, 'object_permission.agents[0]'],
    [
      { object_permission: { agent_restrictions: { echo: { operations: ['sendMessage'] } } } },
      'object_permission.agent_restrictions.echo.operations[0]',
    ],
    [
      { object_permission: { agent_restrictions: { echo: { skills: [] } } } },
      'object_permission.agent_restrictions.echo.skills',
    ],
    [
      { object_permission: { agent_restrictions: { echo: { skill: ['a'] } } } },
      'object_permission.agent_restrictions.echo',
    ],
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
