import { describe, expect, test } from 'vitest'
import { admin } from './admin.fixture.ts'

const ARN = 'arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/r-1'

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
        upstreams: [{ settings: { url: 'http://x', cardPath: '/card.json', headers: { 'x-key': 'k' } } }],
      },
    ],
    [
      { agent_name: 'a', litellm_params: { api_base: 'http://y' }, extra_headers: ['x-user-id'] },
      { name: 'a', upstreams: [{ settings: { url: 'http://y', forwardHeaders: ['x-user-id'] } }] },
    ],
    [
      { agent_name: 'a', litellm_params: { api_base: 'http://y' }, agent_card_params: null, static_headers: null },
      { name: 'a', upstreams: [{ settings: { url: 'http://y' } }] },
    ],
    [
      {
        agent_name: 'a',
        litellm_params: {
          custom_llm_provider: 'langgraph',
          model: 'langgraph/agent',
          api_base: 'http://x:2024',
          api_key: 'k',
          cost_per_query: 0.5,
          output_cost_per_token: 0.001,
        },
      },
      {
        name: 'a',
        cost: { perCall: 0.5, perOutputToken: 0.001 },
        upstreams: [{ adapter: 'langgraph', settings: { url: 'http://x:2024', assistant: 'agent', apiKey: 'k' } }],
      },
    ],
    [
      {
        agent_name: 'a',
        litellm_params: {
          model: 'azure_ai/agents/my-agent',
          api_base: 'https://x.example/api/projects/p',
          tenant_id: 't',
          client_id: 'c',
          client_secret: 's',
        },
      },
      {
        name: 'a',
        upstreams: [
          {
            adapter: 'azure-foundry',
            settings: {
              url: 'https://x.example/api/projects/p',
              agent: 'my-agent',
              auth: { type: 'client-secret', tenantId: 't', clientId: 'c', clientSecret: 's' },
            },
          },
        ],
      },
    ],
    [
      {
        agent_name: 'a',
        litellm_params: {
          custom_llm_provider: 'azure_ai',
          model: 'my-agent',
          api_base: 'https://x.example/p',
          api_key: 'k',
        },
      },
      {
        name: 'a',
        upstreams: [
          {
            adapter: 'azure-foundry',
            settings: { url: 'https://x.example/p', agent: 'my-agent', auth: { type: 'token', token: 'k' } },
          },
        ],
      },
    ],
    [
      { agent_name: 'a', litellm_params: { model: 'azure_ai/agents/my-agent', api_base: 'https://x.example/p' } },
      {
        name: 'a',
        upstreams: [{ adapter: 'azure-foundry', settings: { url: 'https://x.example/p', agent: 'my-agent' } }],
      },
    ],
    [
      {
        agent_name: 'a',
        litellm_params: {
          custom_llm_provider: 'bedrock',
          model: `bedrock/agentcore/${ARN}`,
          aws_access_key_id: 'i',
          aws_secret_access_key: 's',
          aws_role_name: 'arn:role',
        },
      },
      {
        name: 'a',
        upstreams: [
          {
            adapter: 'bedrock-agentcore',
            settings: {
              runtime: ARN,
              auth: {
                type: 'sigv4',
                credentials: { accessKeyId: 'i', secretAccessKey: 's' },
                assumeRole: { roleArn: 'arn:role' },
              },
            },
          },
        ],
      },
    ],
    [
      { agent_name: 'a', litellm_params: { model: 'langgraph/agent' } },
      {
        name: 'a',
        upstreams: [{ adapter: 'langgraph', settings: { url: 'http://localhost:2024', assistant: 'agent' } }],
      },
    ],
    [
      {
        agent_name: 'a',
        agent_card_params: { url: '', iconUrl: '' },
        litellm_params: { custom_llm_provider: 'bedrock', model: `bedrock/agentcore/${ARN}`, aws_region_name: '' },
      },
      { name: 'a', upstreams: [{ adapter: 'bedrock-agentcore', settings: { runtime: ARN } }] },
    ],
    [
      {
        agent_name: 'a',
        agent_card_params: { url: `bedrock/agentcore/${ARN}` },
        litellm_params: { custom_llm_provider: 'bedrock', api_base: 'https://vpc.example', api_key: 't' },
      },
      {
        name: 'a',
        upstreams: [
          {
            adapter: 'bedrock-agentcore',
            settings: { runtime: ARN, endpoint: 'https://vpc.example', auth: { type: 'bearer', token: 't' } },
          },
        ],
      },
    ],
    [
      {
        agent_name: 'a',
        agent_card_params: { url: 'https://public.example' },
        litellm_params: { custom_llm_provider: 'langgraph', model: 'agent', api_base: 'http://internal:2024' },
      },
      {
        name: 'a',
        upstreams: [{ adapter: 'langgraph', settings: { url: 'http://internal:2024', assistant: 'agent' } }],
      },
    ],
    [
      {
        agent_name: 'a',
        agent_card_params: { url: 'https://x.example/a2a' },
        litellm_params: { agent_card_path: 'agentCard/v1.0', tenant_id: 't', client_id: 'c', client_secret: 's' },
      },
      {
        name: 'a',
        upstreams: [
          {
            settings: {
              url: 'https://x.example/a2a',
              cardPath: 'agentCard/v1.0',
              auth: { type: 'entra', tenantId: 't', clientId: 'c', clientSecret: 's' },
            },
          },
        ],
      },
    ],
    [
      { agent_name: 'a', url: 'http://x', litellm_params: { custom_llm_provider: 'pydantic_ai_agents' } },
      { name: 'a', upstreams: [{ settings: { url: 'http://x' } }] },
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
    const { agent_card_params: card } = (await ask('GET', '/v1/agents/echo')).json
    await ask('PATCH', '/v1/agents/echo', { agent_card_params: { url: card.url, description: 'Edited.' } })
    expect(last()?.with).toEqual({ card: { description: 'Edited.' } })
    await ask('DELETE', '/v1/agents/echo')
    expect(last()?.what).toBe('remove id-echo')
    expect((await ask('DELETE', '/v1/agents/nobody')).status).toBe(404)
  })

  test.each([
    [{ name: 'a', litellm_params: { custom_llm_provider: 'watsonx' } }, 'litellm_params.custom_llm_provider'],
    [{ name: 'a', litellm_params: { custom_llm_provider: 'langgraph' } }, 'litellm_params.model'],
    [{ name: 'a', litellm_params: { model: 'langgraph/a', aws_region_name: 'x' } }, 'litellm_params.aws_region_name'],
    [{ name: 'a', litellm_params: { aws_region_name: 'x' } }, 'litellm_params.aws_region_name'],
    [{ name: 'a', litellm_params: 'a2a' }, 'litellm_params'],
    [{ name: 'a', litellm_params: { model: 'langgraph/a', api_key: 'os.environ/KEY' } }, 'litellm_params.api_key'],
    [{ name: 'a', static_headers: 'x-key: k' }, 'static_headers'],
    [{ name: 'a', agent_card_params: ['x'] }, 'agent_card_params'],
    [{ name: 'a', rpm_limit: -5 }, 'rpm_limit'],
    [{ name: 'a', max_budget: 5 }, 'max_budget'],
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

  test('the kinds of agents are described to administrators, so that forms can be drawn', async () => {
    const { ask } = admin()
    expect(await ask('GET', '/v1/adapters')).toEqual({
      status: 200,
      json: [{ name: 'a2a', title: 'A2A', settings: { type: 'object' }, secrets: [] }],
    })
    expect((await ask('GET', '/v1/adapters', undefined, 'sk-member')).status).toBe(403)
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
