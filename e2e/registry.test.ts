import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const url = 'http://127.0.0.1:9/'

describe('agents over the API', () => {
  test('are listed, registered, shown, changed and removed', async () => {
    verifies('registry')
    await using gateway = await testGateway({ config: {} })
    expect(await gateway.json('/v1/agents')).toEqual([])
    const created = await gateway.json('/v1/agents', { body: { name: 'invoices', url } })
    expect(created).toMatchObject({ agent_name: 'invoices', source: 'store' })
    const { agent_id: id } = created
    expect(await gateway.json('/v1/agents')).toHaveLength(1)
    for (const name of [id, 'invoices']) expect((await gateway.json(`/v1/agents/${name}`)).agent_id).toBe(id)

    const patched = await gateway.json('/v1/agents/invoices', {
      method: 'PATCH',
      body: { description: 'Reads invoices.' },
    })
    expect(patched).toMatchObject({ agent_id: id, agent_card_params: { description: 'Reads invoices.' } })
    expect(patched.upstreams[0].settings.url).toBe(url)
    const moved = await gateway.json('/v1/agents/invoices', {
      method: 'PATCH',
      body: { static_headers: { 'x-token': 'secret' } },
    })
    expect(moved.upstreams[0].settings).toEqual({ url, headers: { 'x-token': '[redacted]' } })
    const again = await gateway.json('/v1/agents/invoices', { method: 'PATCH', body: { url: `${url}/below` } })
    expect(again.upstreams[0].settings).toEqual({ url: `${url}/below`, headers: { 'x-token': '[redacted]' } })
    // A secret that is stored goes to no other address, which the one who names it could read it at.
    const body = { url: 'http://127.0.0.1:11/' }
    const elsewhere = await gateway.request('/v1/agents/invoices', { method: 'PATCH', body })
    expect(elsewhere.status).toBe(400)
    expect(await elsewhere.json()).toMatchObject({ error: { param: 'upstreams[0].settings.url' } })
    const static_headers = { 'x-token': 'another secret' }
    const away = await gateway.json('/v1/agents/invoices', {
      method: 'PATCH',
      body: { ...body, static_headers },
    })
    expect(away.upstreams[0].settings).toEqual({ url: 'http://127.0.0.1:11/', headers: { 'x-token': '[redacted]' } })
    // What was shown can be sent back: nothing is frozen by it; and null takes away.
    const shown = await gateway.json('/v1/agents/invoices')
    const sentBack = await gateway.json('/v1/agents/invoices', { method: 'PUT', body: shown })
    expect(sentBack.card).toBeUndefined()
    expect(sentBack.upstreams).toEqual(shown.upstreams)
    const bare = await gateway.json('/v1/agents/invoices', { method: 'PATCH', body: { description: null } })
    expect(bare.description).toBeUndefined()
    const renamed = await gateway.json(`/v1/agents/${id}`, { method: 'PATCH', body: { agent_name: 'bills' } })
    expect(renamed).toMatchObject({ agent_id: id, agent_name: 'bills' })
    const replaced = await gateway.json('/v1/agents/bills', {
      method: 'PUT',
      body: { name: 'bills', url: 'http://127.0.0.1:10/' },
    })
    expect(replaced.upstreams[0].settings.url).toBe('http://127.0.0.1:10/')
    expect(replaced.agent_card_params.description).not.toBe('Reads invoices.')

    const removed = await gateway.request('/v1/agents/bills', { method: 'DELETE' })
    expect(await removed.json()).toEqual({ message: `Agent ${id} deleted successfully` })
    expect((await gateway.request('/v1/agents/bills')).status).toBe(404)
    expect((await gateway.request('/v1/agents/bills', { method: 'DELETE' })).status).toBe(404)
  })

  test("take LiteLLM's form", async () => {
    verifies('registry')
    await using gateway = await testGateway()
    const body = {
      agent_name: 'my-agent',
      agent_card_params: {
        protocolVersion: '0.3.0',
        name: 'My Agent',
        description: 'Does it.',
        url,
        version: '2.0.0',
        defaultInputModes: ['text'],
        defaultOutputModes: ['text'],
        capabilities: { streaming: true },
        skills: [{ id: 's', name: 'S', description: 'Skill', tags: ['t'] }],
      },
      litellm_params: {},
      static_headers: { 'x-token': 'upstream-secret' },
      object_permission: null,
      tpm_limit: null,
    }
    const created = await gateway.json('/v1/agents', { body })
    expect(created).toMatchObject({
      agent_name: 'my-agent',
      agent_card_params: {
        name: 'My Agent',
        description: 'Does it.',
        version: '2.0.0',
        url: `${gateway.url}/a2a/my-agent`,
        skills: [{ id: 's' }],
      },
      litellm_params: { is_public: false },
    })
    for (const field of ['created_at', 'updated_at']) expect(Date.parse(created[field])).not.toBeNaN()
  })

  test('what is wrong is said, and nothing is registered', async () => {
    verifies('registry', 'metadata')
    await using gateway = await testGateway({ config: {} })
    await gateway.json('/v1/agents', { body: { name: 'taken', url } })
    const wrong: [object | string, number, RegExp][] = [
      [{ name: 'taken', url }, 409, /taken/],
      [{ url }, 400, /name/],
      [{ name: 'a' }, 400, /url/],
      [{ name: 'a/b', url }, 400, /name/],
      [{ name: 'all', url }, 400, /name/],
      [{ name: 'a', url: 'ftp://x' }, 400, /url.*http/],
      [{ name: 'a', url: 'http://user:password@127.0.0.1/' }, 400, /header/],
      [{ name: 'a', url, colour: 'red' }, 400, /colour/],
      [{ name: 'a', url, max_budget: 5 }, 400, /max_budget: that of an agent is in budget/],
      [{ name: 'a', url, rpm_limit: 'many' }, 400, /rpm_limit: must be/],
      [
        {
          name: 'a',
          upstreams: [
            { name: 'eu', url },
            { name: 'eu', url },
          ],
        },
        400,
        /upstreams\[1\]\.name.*another upstream/,
      ],
      [{ name: 'a', upstreams: [{ adapter: 'nope', url }] }, 400, /nope.*a2a/],
      [{ name: 'a', litellm_params: { custom_llm_provider: 'langgraph' }, url }, 400, /langgraph/],
      [
        {
          name: 'a',
          litellm_params: { model: 'azure_ai/agents/asst_1', api_base: 'https://127.0.0.1/api/projects/p' },
        },
        400,
        /classic.*2027-03-31.*docs\/adapters\/azure-foundry-migration\.md/,
      ],
      [
        {
          name: 'a',
          litellm_params: { model: 'azure_ai/agents/a', api_base: 'http://10.0.0.4/api/projects/p', api_key: 'k' },
        },
        400,
        /url.*https:.*token.*clear/,
      ],
      ['not json', 400, /JSON/],
      ['[]', 400, /object/],
      ...[
        'http://169.254.169.254/latest/meta-data',
        'http://[fe80::1]/',
        'http://metadata.google.internal/',
        'http://[::ffff:169.254.169.254]/',
        'http://2852039166/',
        'http://100.100.100.200/',
      ].map((address): [object, number, RegExp] => [{ name: 'a', url: address }, 400, /metadata|link-local/]),
    ]
    for (const [body, status, message] of wrong) {
      const response = await gateway.request('/v1/agents', { body })
      const { error }: Wire = await response.json()
      expect({ body, status: response.status }).toEqual({ body, status })
      expect(error.message).toMatch(message)
      expect(error.message).not.toContain('password@')
    }
    expect(await gateway.json('/v1/agents')).toHaveLength(1)
  })

  test('only the administrator may manage', async () => {
    verifies('access')
    await using gateway = await testGateway()
    const key = await gateway.key('all')
    const requests: [string, string, object | undefined][] = [
      ['POST', '/v1/agents', { name: 'x', url }],
      ['PUT', '/v1/agents/hello', { name: 'x', url }],
      ['PATCH', '/v1/agents/hello', { description: 'x' }],
      ['DELETE', '/v1/agents/hello', undefined],
      ['POST', '/key/generate', {}],
      ['POST', '/key/update', { key }],
      ['POST', '/key/delete', { keys: [key] }],
      ['POST', '/key/block', { key }],
      ['POST', '/key/unblock', { key }],
      ['GET', '/key/list', undefined],
    ]
    for (const [method, path, body] of requests) {
      const response = await gateway.request(path, { method, body, key })
      expect({ method, path, status: response.status }).toEqual({ method, path, status: 403 })
      expect((await gateway.request(path, { method, body, key: '' })).status).toBe(401)
    }
  })
})

describe('agents from the file', () => {
  test('are read-only, win over the API, and never vanish', async () => {
    verifies('registry')
    const folder = await mkdtemp(join(tmpdir(), 'gateway-e2e-'))
    try {
      const first: TestGateway = await testGateway({
        folder,
        config: { agents: [{ name: 'from-file', upstreams: [{ url }] }] },
      })
      for (const [method, path] of [
        ['PUT', '/v1/agents/from-file'],
        ['PATCH', '/v1/agents/from-file'],
        ['DELETE', '/v1/agents/from-file'],
        ['POST', '/v1/agents'],
      ] as const) {
        const response = await first.request(path, {
          method,
          ...(method === 'DELETE' ? {} : { body: { name: 'from-file', url } }),
        })
        expect(response.status).toBe(409)
        expect(((await response.json()) as Wire).error.message).toMatch(/file/)
      }
      const { agent_id } = await first.json('/v1/agents', { body: { name: 'later-in-file', url } })
      await first.stop()
      await using second = await testGateway({
        folder,
        config: {
          agents: [
            { name: 'from-file', upstreams: [{ url }] },
            { name: 'later-in-file', upstreams: [{ url }] },
          ],
        },
      })
      const agents = await second.json('/v1/agents')
      expect(
        agents.map(({ agent_name, source }: { agent_name: string; source: string }) => [agent_name, source]),
      ).toEqual([
        ['from-file', 'file'],
        ['later-in-file', 'file'],
        ['later-in-file', 'store'],
      ])
      expect((await second.json('/v1/agents/later-in-file')).source).toBe('file')
      expect((await second.json(`/v1/agents/${agent_id}`)).source).toBe('store')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

test('credentials of an upstream are encrypted at rest and masked in every answer', async () => {
  verifies('secrets', 'restart')
  const folder = await mkdtemp(join(tmpdir(), 'gateway-e2e-'))
  const secret = 'canary-upstream-secret'
  try {
    const gateway = await testGateway({ folder })
    const answers: unknown[] = []
    const headers = { 'x-api-key': secret }
    answers.push(
      await gateway.json('/v1/agents', { body: { name: 'masked', upstreams: [{ url, settings: { headers } }] } }),
    )
    answers.push(
      await gateway.json('/v1/agents', {
        body: { agent_name: 'masked-2', agent_card_params: { url }, static_headers: headers },
      }),
    )
    const shown = await gateway.json('/v1/agents/masked')
    answers.push(
      shown,
      await gateway.json('/v1/agents'),
      await gateway.json('/v1/agents', { key: await gateway.key('all') }),
    )
    answers.push(
      await gateway.json('/v1/agents', {
        body: { name: 'bad header', url, upstreams: [{ url, settings: { headers: { 'x-a': `${secret}\r\n` } } }] },
      }),
    )
    // Sent back as it was shown, the stored secret stays.
    answers.push(
      await gateway.json('/v1/agents/masked', { method: 'PUT', body: { name: 'masked', upstreams: shown.upstreams } }),
    )
    expect(shown.upstreams[0].settings.headers).toEqual({ 'x-api-key': '[redacted]' })
    expect(JSON.stringify(answers)).not.toContain(secret)
    await gateway.stop()
    for (const file of ['gateway.db', 'gateway.db-wal']) {
      const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0))
      expect(bytes.includes(secret)).toBe(false)
    }
    // With another encryption key, and without the one from before, the agent is still there and says what is wrong.
    await rm(join(folder, 'encryption.key'))
    await using other = await testGateway({
      folder,
      variables: { GATEWAY_ENCRYPTION_KEY: 'another-key-of-32-characters-....' },
    })
    expect((await other.json('/v1/agents')).map(({ agent_name }: { agent_name: string }) => agent_name)).toContain(
      'masked',
    )
    const answer = await other.call('masked', 'SendMessage', {
      message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] },
    })
    expect(answer.error.message).toContain('cannot be called')
    expect((await other.json('/v1/agents/masked')).problem).toContain(
      'the encryption key is not the one they were stored with',
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
