import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve, type TestServer } from './support/agent-script.ts'
import { type TestGatewayOptions, testGateway } from './support/test-gateway.ts'

let folder: string
let agent: TestServer
let seen: (string | undefined)[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-secrets-'))
  agent = await serve((request, response) => {
    if (request.method === 'POST') seen.push(request.headers['x-api-key']?.toString())
    const result = { message: { messageId: 'm', role: 'ROLE_AGENT', parts: [{ text: 'yes' }] } }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result }))
  })
})
afterAll(async () => {
  await agent[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const message = () => ({ message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hello' }] } })
const definition = (name: string, key: string) => ({
  name,
  upstreams: [{ url: agent.url, settings: { protocolVersion: '1.0', headers: { 'x-api-key': key } } }],
})

/** What the agent was sent by a gateway that starts with these variables, and what the gateway answered. */
async function called(name: string, variables: TestGatewayOptions['variables'], register?: object) {
  seen = []
  await using gateway = await testGateway({ folder, ...(variables === undefined ? {} : { variables }) })
  if (register) expect((await gateway.request('/v1/agents', { body: register })).status).toBeLessThan(300)
  const answer = await gateway.call(name, 'SendMessage', message())
  return { seen: seen.at(-1), answer: JSON.stringify(answer) }
}

test('the encryption key is replaced: from the key file to a passphrase, and to another', async () => {
  expect((await called('kept', {}, definition('kept', 'the-secret-of-kept'))).seen).toBe('the-secret-of-kept')
  expect(await readFile(join(folder, 'gateway.db'))).not.toContain('the-secret-of-kept')

  const first = { GATEWAY_ENCRYPTION_KEY: 'the first passphrase' }
  expect((await called('kept', first)).seen).toBe('the-secret-of-kept')
  await rm(join(folder, 'encryption.key'))
  expect((await called('kept', first)).seen).toBe('the-secret-of-kept')

  const second = { GATEWAY_ENCRYPTION_KEY: 'the second passphrase' }
  const lost = await called('kept', second)
  expect(lost).toMatchObject({ seen: undefined, answer: expect.stringContaining('cannot be called') })
  const both = { ...second, GATEWAY_ENCRYPTION_KEY_PREVIOUS: 'the first passphrase' }
  expect((await called('kept', both)).seen).toBe('the-secret-of-kept')
  expect((await called('kept', second)).seen).toBe('the-secret-of-kept')
})

test('a secret is named in place of being told, and its new value is taken up', async () => {
  await writeFile(join(folder, 'agent-token'), 'from-the-file\n')
  const variables = {
    GATEWAY_ENCRYPTION_KEY: 'the second passphrase',
    SECRET_VARIABLES: 'AGENT_*',
    SECRET_FOLDER: folder,
    AGENT_TOKEN: 'from-the-environment',
  }
  const byName = definition('by-name', '${env:AGENT_TOKEN}')
  expect((await called('by-name', variables, byName)).seen).toBe('from-the-environment')
  const next = { ...variables, AGENT_TOKEN: 'another' }
  expect((await called('by-name', next)).seen).toBe('another')
  expect((await called('by-file', next, definition('by-file', '${file:agent-token}'))).seen).toBe('from-the-file')

  await using gateway = await testGateway({ folder, variables })
  const shown = JSON.stringify(await gateway.json('/v1/agents'))
  expect(shown).toContain('${env:AGENT_TOKEN}')
  for (const secret of ['from-the-environment', 'from-the-file', 'the-secret-of-kept'])
    expect(shown).not.toContain(secret)
  for (const name of ['GATEWAY_ENCRYPTION_KEY', 'PATH', 'AGENT_NONE']) {
    const refused = await gateway.request('/v1/agents', { body: definition('refused', `\${env:${name}}`) })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toMatch(/upstreams\[0\]\.settings\.headers\.x-api-key: the (environment )?variable/)
  }
})
