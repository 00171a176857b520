import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { gatewayProcess } from './support/gateway-process.ts'
import { ADMIN_KEY, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { WEBHOOK_SECRET, webhookReceiver } from './support/webhook-receiver.ts'
import type { Wire } from './support/wire.ts'

const AGENTS = [{ name: 'hello', upstreams: [{ adapter: 'hello' }] }]
const message = (index: number) => ({
  message: { messageId: `m-${index}`, role: 'ROLE_USER', parts: [{ text: `number ${index}` }] },
})
const send = (gateway: TestGateway, index: number) => gateway.call('hello', 'SendMessage', message(index))

const temporary = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sinks-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
const linesOf = async (path: string): Promise<Wire[]> =>
  (await readFile(path, 'utf8').catch(() => ''))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

/** A sink as somebody writes it outside the gateway. */
const OWN_SINK = `
import { appendFile } from 'node:fs/promises'
import { z } from 'ZOD'
export const sink = {
  name: 'ids',
  delivery: 'at least once',
  settings: z.strictObject({ file: z.string() }),
  open: ({ file }) => (records) => appendFile(file, records.map(({ id }) => id + '\\n').join('')),
}
`

it('hands each record to every sink of the file, one written outside among them, and tells how they are', async () => {
  const folder = await temporary()
  await using receiver = await webhookReceiver()
  await writeFile(join(folder, 'ids.mjs'), OWN_SINK.replace('ZOD', import.meta.resolve('zod')))
  await using gateway = await testGateway({
    folder,
    variables: { UPSTREAM_ALLOW: '127.0.0.1' },
    config: {
      agents: AGENTS,
      sinks: [
        { sink: 'jsonl', settings: { path: 'calls.jsonl' } },
        { sink: 'webhook', settings: { url: receiver.url, secret: WEBHOOK_SECRET } },
        { sink: './ids.mjs', settings: { file: join(folder, 'ids.txt') } },
      ],
    },
  })
  receiver.react(503)
  for (let index = 0; index < 5; index += 1) await send(gateway, index)
  const { logs } = await gateway.json('/v1/logs')
  const ids = logs.map(({ id }: Wire) => id).sort()
  expect(ids).toHaveLength(5)
  const written = await eventually(
    () => linesOf(join(folder, 'calls.jsonl')),
    (lines) => lines.length === 5,
  )
  expect(written.map(({ id }) => id)).toEqual(ids)
  expect(written[0]?.request).toContain('number 0')
  expect(await readFile(join(folder, 'ids.txt'), 'utf8')).toBe(`${ids.join('\n')}\n`)
  // The first answer was 503: it is sent again, under its id.
  const arrived = await eventually(
    () => receiver.received,
    ([refused, ...messages]) =>
      refused !== undefined &&
      new Set(messages.flatMap(({ message }) => message.data.calls.map(({ id }: Wire) => id))).size === 5,
  )
  expect(arrived[1]?.id).toBe(arrived[0]?.id)
  const { sinks } = await eventually(
    () => gateway.json('/v1/sinks'),
    ({ sinks }) => sinks.every(({ state, spilled }: Wire) => state === 'ready' && spilled === 0),
  )
  expect(sinks.map(({ name }: Wire) => name)).toEqual(expect.arrayContaining(['database', 'jsonl', 'webhook', 'ids']))
  for (const sink of sinks) expect(sink).toMatchObject({ waiting: 0, dropped: 0, content_dropped: 0, last_error: null })
})

it('says what is wrong with a sink, and where', async () => {
  const refused = async (sinks: readonly object[]) => {
    const started = testGateway({ folder: await temporary(), config: { agents: AGENTS, sinks } })
    return started.then(
      (gateway) => gateway.stop().then(() => 'it started'),
      (error: Error) => error.message,
    )
  }
  expect(await refused([{ sink: 'jsonl', settings: { keep: 0 } }])).toMatch(
    /sinks\[0\]\.settings\.keep: must be at least 1/,
  )
  expect(await refused([{ sink: 'josnl' }])).toMatch(/sinks\[0\]\.sink: 'josnl' is none of console, jsonl, webhook/)
  expect(await refused([{ sink: 'jsonl' }, { sink: 'jsonl' }])).toMatch(
    /sinks\[1\]\.name: 'jsonl' is the name of another/,
  )
  expect(await refused([{ sink: 'jsonl', name: 'database' }])).toMatch(/'database' is the name of another sink/)
  expect(await refused([{ sink: 'webhook', settings: { url: 'http://127.0.0.1', secret: 'x' } }])).toMatch(/whsec_/)
})

it('keeps what a sink did not take for the next start', async () => {
  const folder = await temporary()
  const receiver = await webhookReceiver()
  const { url } = receiver
  await receiver[Symbol.asyncDispose]()
  const config = { agents: AGENTS, sinks: [{ sink: 'webhook', settings: { url, secret: WEBHOOK_SECRET } }] }
  const variables = { UPSTREAM_ALLOW: '127.0.0.1' }
  {
    await using gateway = await testGateway({ folder, variables, config })
    for (let index = 0; index < 3; index += 1) await send(gateway, index)
  }
  await using later = await webhookReceiver()
  const settings = { url: later.url, secret: WEBHOOK_SECRET }
  await using _gateway = await testGateway({
    folder,
    variables,
    config: { agents: AGENTS, sinks: [{ sink: 'webhook', settings }] },
  })
  const calls = await eventually(
    () => later.received.flatMap(({ message }) => message.data.calls),
    (found) => found.length >= 3,
  )
  expect(calls.map(({ request }: Wire) => JSON.parse(request).message.messageId)).toEqual(['m-0', 'm-1', 'm-2'])
})

it('loses no call that was answered when it is killed, where durability is strict', async () => {
  const folder = await temporary()
  await writeFile(
    join(folder, 'gateway.yaml'),
    JSON.stringify({ agents: AGENTS, records: { durability: 'strict', flushMs: 60_000 } }),
  )
  const variables = { GATEWAY_MASTER_KEY: ADMIN_KEY, DATABASE_URL: `sqlite:${join(folder, 'gateway.db')}` }
  const answered: string[] = []
  {
    await using first = gatewayProcess(folder, variables)
    const url = await first.listening()
    const call = async (index: number) => {
      const response = await fetch(`${url}/a2a/hello`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'SendMessage', params: message(index) }),
      })
      await response.text()
      if (response.status === 200) answered.push(response.headers.get('x-request-id') ?? '')
    }
    let next = 0
    const caller = async () => {
      while (next < 500) await call(next++).catch(() => {})
    }
    await Promise.all(Array.from({ length: 8 }, caller))
    first.child.kill('SIGKILL')
    await first.exited()
  }
  expect(answered).toHaveLength(500)
  await using second = await testGateway({ folder, variables })
  const recorded = new Set<string>()
  let cursor = ''
  do {
    const page = await second.json(`/v1/logs?limit=200${cursor}`)
    for (const log of page.logs) recorded.add(log.requestId)
    cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`
  } while (cursor !== '')
  expect(answered.filter((id) => !recorded.has(id))).toEqual([])
}, 60_000)
