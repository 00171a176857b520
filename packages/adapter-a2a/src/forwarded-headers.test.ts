import type { CallContext } from '@gateway/core'
import { expect, test } from 'vitest'
import type { A2ASettings } from './settings.ts'
import { connect, hello, json, result, serveRpc, testContext } from './upstream.fixture.ts'

const KEY = 'Bearer sk-of-the-gateway'

/** The headers that reach an agent. */
async function sent(headers: CallContext['headers'], settings: Partial<A2ASettings> = {}, name = 'my-agent') {
  const seen: Record<string, unknown>[] = []
  await using upstream = await serveRpc(({ id, headers }, response) => {
    seen.push(headers)
    json(response, { jsonrpc: '2.0', id, result: result('in') })
  })
  const agent = connect(upstream.url, settings)
  const context = testContext({
    version: '1.0',
    headers: { authorization: KEY, ...headers },
    agent: { id: 'id-1', name },
  })
  await agent.sendMessage(hello, context)
  expect(Object.values(seen[0] ?? {}).join('\n')).not.toContain('sk-of-the-gateway')
  return seen[0] ?? {}
}

test('forwards the headers of the allow-list, whatever their case, and no other', async () => {
  const headers = await sent(
    { 'x-user-id': 'u1', 'x-tenant': 'blue', 'x-other': 'no' },
    { forwardHeaders: ['X-User-Id', 'x-absent'] },
  )
  expect(headers).toMatchObject({ 'x-user-id': 'u1' })
  for (const name of ['x-tenant', 'x-other', 'x-absent', 'authorization']) expect(headers).not.toHaveProperty(name)
})

test('forwards what a caller has addressed to the agent, by its name or id, without a setting', async () => {
  const headers = await sent({
    'x-a2a-my-agent-authorization': 'Bearer of-the-agent',
    'x-a2a-id-1-x-tenant': 'blue',
    'x-a2a-other-x-tenant': 'green',
    'x-a2a-my-agent-': 'nameless',
  })
  expect(headers).toMatchObject({ authorization: 'Bearer of-the-agent', 'x-tenant': 'blue' })
  expect(Object.keys(headers).filter((name) => name.startsWith('x-a2a-'))).toEqual([])
})

test('what is addressed to one agent reaches no other, and a name in capitals is found', async () => {
  const addressed = { 'x-a2a-invoices-authorization': 'Bearer for-invoices' }
  expect(await sent(addressed, {}, 'weather')).not.toHaveProperty('authorization')
  expect(await sent(addressed, {}, 'Invoices')).toMatchObject({ authorization: 'Bearer for-invoices' })
})

test.each([
  'host',
  'cookie',
  'set-cookie',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-authorization',
  'proxy-authenticate',
  'content-length',
  'content-type',
  'a2a-version',
  'a2a-extensions',
  'accept',
  'expect',
])('never forwards %s', async (name) => {
  const plain = await sent({})
  const headers = await sent({ [`x-a2a-my-agent-${name}`]: 'evil' })
  // Each of the two goes to a server of its own.
  expect({ ...headers, host: '' }).toEqual({ ...plain, host: '' })
})

test("the operator's headers win over the caller's, and the session over both", async () => {
  const session = 'x-amzn-bedrock-agentcore-runtime-session-id'
  const headers = await sent(
    {
      'x-a2a-my-agent-x-tenant': 'theirs',
      'x-a2a-my-agent-x-amzn-bedrock-agentcore-runtime-session-id': 'of-another-owner',
    },
    { headers: { 'X-Tenant': 'ours' }, sessionHeader: 'X-Amzn-Bedrock-AgentCore-Runtime-Session-Id' },
  )
  expect(headers['x-tenant']).toBe('ours')
  expect(headers[session]).toMatch(/^[0-9a-f-]{36}$/)
})
