import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { AwsV4Signer } from 'aws4fetch'
import { afterEach, expect, test, vi } from 'vitest'
import { connect, failure, hello, json, result, testContext } from '../upstream.fixture.ts'
import type { AuthSettings } from './auth-settings.ts'

const KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const auth: AuthSettings = { type: 'sigv4', region: 'eu-west-1', service: 'bedrock-agentcore', credentials: KEY }
const ARN = encodeURIComponent('arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/mine-Xy1')

/** Whether a request carries the signature that another implementation computes for it. */
async function isSigned(request: IncomingMessage, body: string): Promise<boolean> {
  const { headers } = request
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? []
  const must = ['host', 'content-type', 'x-amz-date']
  if (request.method === 'POST' && !must.every((name) => names.includes(name))) return false
  const signer = new AwsV4Signer({
    ...KEY,
    method: request.method ?? '',
    url: `http://${headers.host}${request.url}`,
    headers: Object.fromEntries(names.filter((name) => name !== 'host').map((name) => [name, String(headers[name])])),
    ...(body === '' ? {} : { body }),
    region: 'eu-west-1',
    service: 'bedrock-agentcore',
    datetime: String(headers['x-amz-date']),
    allHeaders: true,
  })
  return (await signer.sign()).headers.get('authorization') === headers.authorization
}

/** What stands before a runtime: only what is signed goes through. */
async function serveFront() {
  const seen: IncomingMessage[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    seen.push(request)
    const card = { name: 'signed', description: '', version: '1', url: 'http://other.example', skills: [] }
    if (!(await isSigned(request, body))) json(response, { message: 'password: wrong signature' }, 403)
    else if (request.method === 'GET') json(response, card)
    else json(response, { jsonrpc: '2.0', id: JSON.parse(body).id, result: result('signed') })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    seen,
    url: `http://127.0.0.1:${address.port}/runtimes/${ARN}/invocations/?qualifier=DEFAULT&b=a%20b`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

afterEach(() => void vi.unstubAllEnvs())

test('signs calls and the search for the card, with an ARN in the path, a query and any text', async () => {
  await using front = await serveFront()
  const agent = connect(front.url, { auth, headers: { 'X-Mine': 'two  spaces' } })
  const message = { ...hello.message, parts: [{ text: 'grüße 😀 "quoted"' }] }
  const context = testContext({ version: '1.0', headers: { 'x-a2a-agent-tenant': 'blue' } })
  expect(await agent.sendMessage({ message }, context)).toMatchObject({ message: { parts: [{ text: 'signed' }] } })
  expect(await agent.getAgentCard()).toMatchObject({ name: 'signed' })
  expect(front.seen.map(({ headers }) => headers.tenant)).toEqual(['blue', undefined])
  expect(front.seen[0]?.url).toContain(`/runtimes/${ARN}/invocations/`)
})

test('a session token is sent and signed', async () => {
  await using front = await serveFront()
  const credentials = { ...KEY, sessionToken: 'a/session+token==' }
  await connect(front.url, { auth: { ...auth, credentials } }).sendMessage(hello, testContext({ version: '1.0' }))
  expect(front.seen[0]?.headers['x-amz-security-token']).toBe('a/session+token==')
})

test("without credentials of its own, those of the SDK's default chain", async () => {
  await using front = await serveFront()
  vi.stubEnv('AWS_ACCESS_KEY_ID', KEY.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', KEY.secretAccessKey)
  const { credentials: _credentials, ...chain } = auth
  const answer = await connect(front.url, { auth: chain }).sendMessage(hello, testContext({ version: '1.0' }))
  expect(answer).toMatchObject({ message: { parts: [{ text: 'signed' }] } })
})

test('no credentials anywhere: the error says so and shows nothing', async () => {
  await using front = await serveFront()
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) vi.stubEnv(name, '')
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials')
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config')
  const { credentials: _credentials, ...chain } = auth
  const error = await failure(connect(front.url, { auth: chain }).sendMessage(hello, testContext({ version: '1.0' })))
  expect(error).toMatchObject({ code: 'AGENT_ERROR', message: expect.stringContaining('no AWS credentials') })
  expect(front.seen).toEqual([])
})

test('a wrong key: the refusal names no secret and nothing of the answer', async () => {
  await using front = await serveFront()
  const wrong = { ...KEY, secretAccessKey: 'wrong-password' }
  const error = await failure(
    connect(front.url, { auth: { ...auth, credentials: wrong } }).sendMessage(hello, testContext({ version: '1.0' })),
  )
  expect(error).toMatchObject({ code: 'AGENT_ERROR', message: expect.stringMatching(/credentials \(HTTP 403\).*auth/) })
  expect(error.message).not.toMatch(/AKID|signature/)
})
