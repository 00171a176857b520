import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { CallRecord } from '@gateway/core'
import { testSink } from '@gateway/testing'
import { expect, it, onTestFinished } from 'vitest'
import { webhookSink } from './webhook-sink.ts'

const secret = `whsec_${Buffer.alloc(32, 'sinks').toString('base64')}`

async function start(settings: object = {}) {
  const state = { status: 204 }
  const calls: unknown[] = []
  const messages: { readonly id: unknown; readonly size: number; readonly status: number }[] = []
  const server = createServer(async (request, response) => {
    const { data }: { data: { calls: unknown[] } } = JSON.parse(await text(request))
    const { status } = state
    messages.push({ id: request.headers['webhook-id'], size: data.calls.length, status })
    if (status === 204) calls.push(...data.calls)
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const folder = await mkdtemp(join(tmpdir(), 'webhook-'))
  const given = webhookSink.settings.parse({ url: `http://127.0.0.1:${port}/`, secret, ...settings })
  const sink = await webhookSink.open(given, { folder })
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await rm(folder, { recursive: true, force: true })
  }
  return { sink, state, calls, messages, close, dead: join(folder, 'dead-letters.jsonl') }
}

testSink('webhook', async () => {
  const { sink, state, calls, close } = await start()
  return {
    sink,
    delivery: webhookSink.delivery,
    arrived: () => calls,
    away: (away) => {
      state.status = away ? 503 : 204
    },
    close,
  }
})

const record = (id: string): CallRecord => ({
  id,
  requestId: id,
  time: '2026-01-01T00:00:00.000Z',
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 1,
  requestBytes: 0,
  responseBytes: 0,
  events: 0,
})

it('sends what was refused again under the same id, and after so many times keeps it in a file', async () => {
  const { sink, state, calls, messages, close, dead } = await start({ batch: 2, attempts: 3 })
  onTestFinished(close)
  state.status = 400
  await expect(sink([record('a')])).rejects.toThrow('HTTP 400')
  // More has come meanwhile.
  await expect(sink([record('a'), record('b')])).rejects.toThrow('HTTP 400')
  expect(messages.map(({ id, size }) => [id, size])).toEqual([
    [messages[0]?.id, 1],
    [messages[0]?.id, 1],
  ])
  state.status = 503
  for (let time = 0; time < 5; time += 1) await expect(sink([record('a'), record('b')])).rejects.toThrow('HTTP 503')
  state.status = 410
  await sink([record('a')])
  state.status = 204
  await sink([record('b'), record('c'), record('d')])
  expect(calls.map((call) => (call as CallRecord).id)).toEqual(['b', 'c', 'd'])
  expect((await readFile(dead, 'utf8')).trim()).toBe(JSON.stringify(record('a')))
})
