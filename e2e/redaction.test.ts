import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { otlpReceiver } from '../packages/logging-otel/src/otlp-receiver.fixture.ts'
import { post, recordOf } from './support/expect-error.ts'
import { cardFound, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { WEBHOOK_SECRET, type WebhookReceiver, webhookReceiver } from './support/webhook-receiver.ts'
import { card10, piece10, status10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

/** What nobody but its owner may ever see; each has a name, so that one that is found tells where it came from. */
const canaries: string[] = []
const canary = (name: string) => {
  const text = `canary-${name}-${crypto.randomUUID().slice(0, 8)}`
  canaries.push(text)
  return text
}
/** What is no secret and must be found, or nothing would be proved. */
const HARMLESS = 'harmless-marker'

let folder: string
let agent: WildAgent
let webhook: WebhookReceiver
let collector: Awaited<ReturnType<typeof otlpReceiver>>
let gateway: TestGateway
let callerKey: string
const lines: string[] = []

const SEND = { jsonrpc: '2.0', id: 1, method: 'SendMessage' }
const message = (parts: readonly object[], more: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts, ...more },
})
const jwt = (name: string) =>
  [{ alg: 'RS256', kid: canary(`${name}-head`) }, { iss: 'https://nobody.example', sub: canary(name) }, 'signature']
    .map((part) => {
      const encoded = Buffer.from(JSON.stringify(part)).toString('base64url')
      canaries.push(encoded)
      return encoded
    })
    .join('.')
const basic = (name: string) => {
  const encoded = Buffer.from(`user:${canary(name)}`).toString('base64')
  canaries.push(encoded)
  return encoded
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-canaries-'))
  agent = await wildAgent(
    (call) => {
      if (call.text.startsWith('fail')) {
        const words = `refused ${HARMLESS}: Authorization: Bearer ${canary('upstream-error')}`
        call.response.writeHead(200, { 'content-type': 'application/json' })
        const error = { code: -32602, message: words, data: [{ password: canary('upstream-error-data') }] }
        return call.response.end(JSON.stringify({ jsonrpc: '2.0', id: call.id, error }))
      }
      if (call.text === 'away') {
        call.response.writeHead(500, { 'content-type': 'text/plain' })
        return call.response.end(`api_key=${canary('upstream-body')}`)
      }
      if (call.method.includes('Push')) return call.result(call.params)
      if (call.method === 'GetExtendedAgentCard') {
        return call.result({ ...card10(`${agent.url}/`), authentication: { credentials: canary('extended-card') } })
      }
      // It tells its caller what it was told, the key included; what a path names is at that path no more.
      const parts = call.params.message.parts.map(({ data, ...part }: Wire) =>
        data === undefined ? part : { ...part, data: { ...data, ssn: undefined } },
      )
      const told = [
        { text: `${HARMLESS} ${JSON.stringify({ parts })} ${call.text}` },
        { data: { token: canary('answer-data') } },
      ]
      if (call.method === 'SendMessage')
        return call.result({ message: { messageId: 'm', role: 'ROLE_AGENT', parts: told } })
      const id = crypto.randomUUID()
      call.begin()
      call.event({ task: task10(id, 'TASK_STATE_WORKING') })
      for (const piece of ['it is s', 'k-in-pieces-', '0123456789']) call.event(piece10(id, piece, true))
      call.event(status10(id, 'TASK_STATE_COMPLETED'))
      return call.response.end()
    },
    (url) => ({ ...card10(url), capabilities: { streaming: true, pushNotifications: true, extendedAgentCard: true } }),
  )
  await writeFile(
    join(folder, 'redact.mjs'),
    `export default (record) => {
      if (record.request?.includes('please-throw')) throw new Error('cannot: ' + record.request)
      return { ...record, request: record.request?.replaceAll(/canary-custom[\\w-]*/g, '[hidden]'), response: record.response?.replaceAll(/canary-custom[\\w-]*/g, '[hidden]') }
    }`,
  )
  // A sink of others gets whole records: what it is given, it shows.
  await writeFile(
    join(folder, 'whole.mjs'),
    `import { appendFile } from 'node:fs/promises'
    import { z } from '${import.meta.resolve('zod')}'
    export const sink = {
      name: 'whole',
      delivery: 'at least once',
      settings: z.strictObject({ file: z.string() }),
      open: ({ file }) => (records) => appendFile(file, records.map((record) => JSON.stringify(record) + '\\n').join('')),
    }`,
  )
  webhook = await webhookReceiver()
  // Nobody takes the first batch: it goes to the dead letters.
  webhook.react(400)
  collector = await otlpReceiver()
  const settings = { protocolVersion: '1.0', headers: { 'x-api-key': canary('upstream-header') } }
  const redact = {
    members: ['diagnosis'],
    patterns: ['canary-pattern[a-f0-9-]*'],
    paths: ['$.message.parts[*].data.ssn', '$.message.metadata.home'],
    module: './redact.mjs',
  }
  gateway = await testGateway({
    folder,
    config: {
      agents: [{ name: 'agent', upstreams: [{ url: agent.url, settings }] }],
      records: { redact, headers: ['x-note'] },
      sinks: [
        { sink: 'jsonl', settings: { path: 'calls.jsonl' } },
        { sink: 'webhook', settings: { url: webhook.url, secret: WEBHOOK_SECRET, attempts: 1 } },
        { sink: './whole.mjs', settings: { file: join(folder, 'whole.jsonl') } },
      ],
      openTelemetry: { endpoint: collector.url, metricsSeconds: 1 },
    },
    variables: { UPSTREAM_ALLOW: '127.0.0.1' },
    log: (line) => void lines.push(line),
  })
  await cardFound(gateway, 'agent')
  callerKey = await gateway.key(['agent'], { metadata: { note: HARMLESS } })
  canaries.push(callerKey)
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
  await webhook[Symbol.asyncDispose]()
  await collector[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function call(params: object, headers: Record<string, string> = {}, key = callerKey, method = 'SendMessage') {
  const received = await post(gateway, 'agent', { ...SEND, method, params }, { key, headers })
  return { received, record: key === callerKey ? await recordOf(gateway, received) : undefined }
}

test('secrets that are written anywhere reach neither the store, nor any sink, nor files, lists, metrics or the log', {
  timeout: 120_000,
}, async () => {
  verifies('redaction', 'secrets')
  const secretParts = [
    { text: `${HARMLESS} my key is ${callerKey}, Authorization: Bearer ${canary('text-bearer')}` },
    { text: `https://user:${canary('url-password')}@host.example/x?token=${canary('url-token')}&a=1` },
    { text: `Basic ${basic('text-basic')} and ${jwt('text-jwt')} and PASSWORD=${canary('text-setting')}` },
    { text: JSON.stringify({ deep: JSON.stringify({ api_key: canary('nested-json') }) }) },
    {
      data: {
        password: canary('data'),
        list: [{ client_secret: { inner: canary('data-deep') } }],
        cookie: canary('cookie-member'),
      },
    },
    {
      data: {
        ssn: canary('path'),
        Diagnosis: canary('member'),
        free: `it is ${canary('pattern')} and ${canary('custom')}`,
      },
    },
    { url: `https://${canary('file-url')}@files.example/a.pdf`, filename: 'a.pdf' },
  ]
  const metadata = { home: { street: canary('path-metadata') }, 'x-api-key': canary('metadata') }

  // In the body, in headers that are kept and headers that are not, in ids and tags; the agent tells it all back.
  const received = await post(
    gateway,
    'agent',
    { ...SEND, params: message(secretParts, { metadata }) },
    {
      key: callerKey,
      headers: {
        cookie: `session=${canary('cookie')}`,
        'x-litellm-tags': `${HARMLESS},Bearer ${canary('tag')}0000`,
        'x-litellm-trace-id': `token=${canary('trace')}`,
        'x-request-id': `sk-${canary('request-id')}`,
        'proxy-authorization': `Basic ${basic('proxy')}`,
        'x-litellm-api-key': callerKey,
        'x-note': `${HARMLESS}-in-a-header Bearer ${canary('kept-header')}0000`,
        'x-a2a-agent-authorization': `Bearer ${canary('to-the-agent')}`,
      },
    },
  )
  expect(received.json.result.message.parts).toHaveLength(2)
  const streamed = await call(message(secretParts, { metadata }), {}, callerKey, 'SendStreamingMessage')
  // A secret that comes in pieces is whole where the stream is put together.
  const pieces: Wire[] = streamed.record.response.task.artifacts[0].parts
  expect(pieces.map(({ text }) => text).join('')).toBe('it is [redacted]')

  const failed = await call(message([{ text: 'fail' }]))
  expect(failed.record.errorMessage).toContain(HARMLESS)
  expect((await call(message([{ text: 'away' }]))).record).toMatchObject({ status: 'error' })
  const thrown = await call(message([{ text: `please-throw ${canary('thrown')}` }]))
  expect(thrown.record).toMatchObject({ status: 'ok', contentTruncated: true })
  expect(thrown.record).not.toHaveProperty('request')

  const push = {
    url: 'https://example.com/hook',
    token: canary('push-token'),
    authentication: { scheme: 'Bearer', credentials: canary('push-credential') },
  }
  await call({ ...message([{ text: 'hello' }]), configuration: { taskPushNotificationConfig: push } })
  await call({ taskId: 'nobodys', ...push }, {}, callerKey, 'CreateTaskPushNotificationConfig')
  await call({}, {}, callerKey, 'GetExtendedAgentCard')

  // What is no key, and what is no request.
  for (const wrong of [`sk-${canary('unknown-key')}`, jwt('unknown-token'), canary('no-key')]) {
    await call(message(secretParts), { cookie: `gateway-session=${canary('session-cookie')}` }, wrong)
  }
  await post(gateway, 'agent', { ...SEND, method: `sk-${canary('method')}`, params: {} }, { key: callerKey })
  await gateway.request(`/a2a/sk-${canary('path-of-url')}?api_key=${canary('query')}`, { key: callerKey, body: SEND })
  await gateway.request('/a2a/agent', { key: callerKey, body: `{"password":"${canary('no-json')}` })

  const letters = async (path: string) => (await readFile(join(folder, path), 'latin1').catch(() => '')).split('\n')
  // Nobody has taken the first batch: it is among the dead letters before another is made, which is taken.
  await eventually(
    () => letters('dead-letters.jsonl'),
    (lines) => lines.length > 1,
    30,
  )
  await call(message(secretParts, { metadata }))
  const { logs } = await gateway.json('/v1/logs?limit=200')
  const read = async (path: string) => (await gateway.request(path)).text()
  const shown = {
    list: JSON.stringify(logs),
    records: (await Promise.all(logs.map(({ id }: Wire) => read(`/v1/logs/${id}`)))).join('\n'),
    events: (await Promise.all(logs.map(({ id }: Wire) => read(`/v1/logs/${id}/events`)))).join('\n'),
    'export as JSONL': await read('/v1/logs/export?format=jsonl'),
    'export as CSV': await read('/v1/logs/export?format=csv'),
    audit: await read('/v1/audit?limit=200'),
    metrics: await read('/metrics'),
    sinks: await read('/v1/sinks'),
  }
  // Every sink has every record before what they have is looked at.
  await eventually(
    () => letters('whole.jsonl'),
    (lines) => lines.length > logs.length,
    30,
  )
  await eventually(
    () => letters('calls.jsonl'),
    (lines) => lines.length > logs.length,
    30,
  )
  await eventually(
    () => webhook.received.length,
    (count) => count > 1,
    30,
  )
  await eventually(
    () => collector.logs.length,
    (count) => count >= logs.length,
    30,
  )
  await eventually(
    () => collector.metrics.size,
    (count) => count > 0,
    30,
  )
  await gateway.stop()
  const files = await readdir(folder)
  const kept = await Promise.all(
    files.filter((name) => name.startsWith('gateway.db')).map((name) => readFile(join(folder, name), 'latin1')),
  )
  expect(kept.join('')).toContain(HARMLESS)
  expect(kept.join('')).toContain(`${HARMLESS}-in-a-header`)
  expect(lines.length).toBeGreaterThan(0)
  const others = files.filter((name) => /\.jsonl$/.test(name))
  const written = await Promise.all(others.map(async (name) => [name, await readFile(join(folder, name), 'latin1')]))
  const places: Record<string, string> = {
    ...shown,
    ...Object.fromEntries(written),
    store: kept.join(''),
    log: lines.join(''),
    webhook: webhook.received.map(({ raw }) => raw).join('\n'),
    collector: collector.raw.join('\n'),
  }
  for (const place of [
    'list',
    'records',
    'export as JSONL',
    'calls.jsonl',
    'whole.jsonl',
    'dead-letters.jsonl',
    'webhook',
  ]) {
    expect(places[place], place).toContain(HARMLESS)
  }
  const found = Object.entries(places).flatMap(([place, text]) =>
    canaries.filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret}`),
  )
  expect(canaries.length).toBeGreaterThan(40)
  expect(found).toEqual([])
})
