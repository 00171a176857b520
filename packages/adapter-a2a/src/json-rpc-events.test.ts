import { gzipSync } from 'node:zlib'
import type { StreamResponse } from '@gateway/core'
import { isGatewayError, sourceText } from '@gateway/core'
import { expect, test } from 'vitest'
import {
  connect,
  event,
  eventStream,
  failure,
  hello,
  json,
  result,
  serveRpc,
  stream,
  testContext,
  textsOf,
  waitFor,
} from './upstream.fixture.ts'

test.each([
  ['plain', (body: string) => body, {}],
  ['with a BOM', (body: string) => `\uFEFF${body}`, {}],
  ['with CRLF', (body: string) => body.replaceAll('\n', '\r\n'), {}],
  [
    'with comments, ids and empty events',
    (body: string) => `: hi\n\ndata:\n\n${body.replaceAll('data:', 'id: 1\ndata:')}`,
    {},
  ],
  ['without its last line end', (body: string) => body.trimEnd(), {}],
  ['gzip', (body: string) => gzipSync(Buffer.from(body)), { 'content-encoding': 'gzip' }],
] as const)('a stream %s', async (_name, write, headers) => {
  await using upstream = await serveRpc(({ id }, response) => {
    response.writeProcessing()
    eventStream(response, { trailer: 'x-end', ...headers }).write(
      write(event(id, 'a') + event(id, 'b') + event(id, 'ü')),
    )
    response.addTrailers({ 'x-end': '1' })
    response.end()
  })
  expect(textsOf(await stream(upstream.url))).toEqual(['a', 'b', 'ü'])
})

test('events of every kind, as they came', async () => {
  const status = { state: 'TASK_STATE_WORKING', timestamp: '2026-01-01T00:00:00.000Z' }
  const results = [
    { task: { id: 't', contextId: 'c', status, generation: 1 } },
    { statusUpdate: { taskId: 't', contextId: 'c', status } },
    { artifactUpdate: { taskId: 't', contextId: 'c', artifact: { artifactId: 'a', parts: [{ text: 'x' }] } } },
    result('m'),
  ]
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response).end(
      results.map((value) => `data: ${JSON.stringify({ jsonrpc: '2.0', id, result: value })}\n\n`).join(''),
    )
  })
  const events = await stream(upstream.url)
  expect(events).toEqual(results)
  expect(events.map((value) => sourceText(value, '1.0', 'JSONRPC'))).toEqual(
    results.map((value) => JSON.stringify(value)),
  )
})

test('a plain answer to a streaming call is one event, or its error', async () => {
  await using upstream = await serveRpc(({ id }, response) =>
    json(response, { jsonrpc: '2.0', id, result: result('only') }),
  )
  expect(textsOf(await stream(upstream.url))).toEqual(['only'])
  await using refusing = await serveRpc(({ id }, response) =>
    json(response, { jsonrpc: '2.0', id, error: { code: -32004, message: 'No streams' } }),
  )
  expect((await failure(stream(refusing.url))).jsonRpcCode).toBe(-32004)
})

test.each([
  ['nothing', () => '', 'INVALID_AGENT_RESPONSE', -32006, 0],
  ['only comments', () => ': ping\n\n: ping\n\n', 'INVALID_AGENT_RESPONSE', -32006, 0],
  ['what is not JSON', (id: unknown) => `${event(id, 'a')}data: {"jsonrpc"\n\n`, 'INVALID_AGENT_RESPONSE', -32006, 1],
  ['a wrong id', (id: unknown) => event(id, 'a') + event('other', 'b'), 'INVALID_AGENT_RESPONSE', -32006, 1],
  [
    'a broken event at its end',
    (id: unknown) => event(id, 'a') + event(id, 'b').slice(0, 30),
    'INVALID_AGENT_RESPONSE',
    -32006,
    1,
  ],
  [
    'an error at once',
    (id: unknown) => `data: {"jsonrpc":"2.0","id":"${id}","error":{"code":-32001,"message":"gone"}}\n\n`,
    'TASK_NOT_FOUND',
    -32001,
    0,
  ],
  [
    'an error later',
    (id: unknown) =>
      `${event(id, 'a')}event: error\ndata: {"jsonrpc":"2.0","id":"${id}","error":{"code":-31000,"message":"late"}}\n\n`,
    'AGENT_ERROR',
    -31000,
    1,
  ],
] as const)('a stream of %s fails after what came before', async (_name, body, code, jsonRpc, before) => {
  await using upstream = await serveRpc(({ id }, response) => eventStream(response).end(body(id)))
  const seen: StreamResponse[] = []
  const error = await failure(stream(upstream.url, seen))
  expect([error.code, error.jsonRpcCode, seen.length]).toEqual([code, jsonRpc, before])
})

const piece = (id: unknown, text: string, more = {}) => ({
  jsonrpc: '2.0',
  id,
  result: {
    artifactUpdate: { taskId: 't', contextId: 'c', artifact: { artifactId: 'a', parts: [{ text }] }, ...more },
  },
})
const working = { taskId: 't', contextId: 'c', status: { state: 'TASK_STATE_WORKING' } }

test('pieces of text among other events, as they came', async () => {
  const answers = (id: unknown) => [
    piece(id, 'one'),
    ...['two', 'three "3"', '', 'vier ä\u2028\n'].map((text) => piece(id, text, { append: true })),
    { jsonrpc: '2.0', id, result: { statusUpdate: working } },
    ...['five', 'six'].map((text) => piece(id, text, { append: true })),
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => piece(id, name, { metadata: { name } })),
    piece(id, 'end', { append: true, lastChunk: true }),
  ]
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response).end(
      answers(id)
        .map((answer) => `data: ${JSON.stringify(answer)}\n\n`)
        .join(''),
    )
  })
  const results = answers('any').map((answer) => answer.result)
  const events = await stream(upstream.url)
  expect(events).toEqual(results)
  expect(events.map((value) => sourceText(value, '1.0', 'JSONRPC'))).toEqual(results.map((it) => JSON.stringify(it)))
})

test('events that came together are read without waiting, up to the first that is wrong', async () => {
  await using upstream = await serveRpc(({ id }, response) => {
    const good = [piece(id, 'a'), piece(id, 'b'), piece(id, 'c')].map((answer) => `data: ${JSON.stringify(answer)}\n\n`)
    eventStream(response).write(`${good.join('data:\n\n')}${event('other', 'd')}`)
  })
  const events = connect(upstream.url)
    .streamMessage(hello, testContext({ version: '1.0' }))
    [Symbol.asyncIterator]()
  const textOf = (value: StreamResponse | undefined) => value?.artifactUpdate?.artifact.parts[0]?.text
  expect(events.ready?.()).toBeUndefined()
  expect(textOf((await events.next()).value)).toBe('a')
  expect([textOf(events.ready?.()), textOf(events.ready?.())]).toEqual(['b', 'c'])
  expect(() => events.ready?.()).toThrow('wrong id')
  expect(events.ready?.()).toBeUndefined()
  expect(await events.next()).toEqual({ done: true, value: undefined })
  await waitFor(async () => (await upstream.connections()) === 0)
})

test('a stream that is cut fails after its events and stays ended', async () => {
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response).write(event(id, 'a'), () => setTimeout(() => response.destroy(), 20))
  })
  const events = connect(upstream.url)
    .streamMessage(hello, testContext({ version: '1.0' }))
    [Symbol.asyncIterator]()
  expect((await events.next()).done).toBe(false)
  const error = await failure(events.next())
  expect([error.code, error.message]).toEqual(['AGENT_UNREACHABLE', expect.stringContaining('cut')])
  expect(await events.next()).toEqual({ done: true, value: undefined })
})

test('a broken gzip stream', async () => {
  await using upstream = await serveRpc(({ id }, response) => {
    const packed = gzipSync(Buffer.from(event(id, 'a'.repeat(1000)).repeat(20)))
    eventStream(response, { 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length / 2))
  })
  expect((await failure(stream(upstream.url))).code).toBe('INVALID_AGENT_RESPONSE')
})

test('an event of 50 MiB is refused before it is whole, with flat memory', async () => {
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response).write(event(id, 'a'))
    const part = 'x'.repeat(1024 * 1024)
    let written = 0
    const more = () => {
      while (!response.destroyed && written++ < 50)
        if (!response.write(`${written === 1 ? 'data: ' : ''}${part}`)) return
      response.end('\n\n')
    }
    response.on('drain', more)
    more()
  })
  const seen: StreamResponse[] = []
  const error = await failure(stream(upstream.url, seen))
  expect([error.code, error.message, seen.length]).toEqual([
    'INVALID_AGENT_RESPONSE',
    expect.stringContaining('limits.eventBytes'),
    1,
  ])
  await waitFor(async () => (await upstream.connections()) === 0)
})

test('a stream that never ends is held back by a slow reader and freed by leaving', async () => {
  let written = 0
  let stalled = false
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response)
    const one = event(id, 'x'.repeat(1000))
    const more = () => {
      stalled = false
      while (!response.destroyed) {
        written++
        if (!response.write(one)) {
          stalled = true
          return
        }
      }
    }
    response.on('drain', more)
    more()
  })
  const events = connect(upstream.url).streamMessage(hello, testContext({ version: '1.0' }))
  let read = 0
  for await (const _event of events) {
    if (++read === 10) {
      for (let before = -1; before !== written; ) {
        before = written
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      expect(stalled).toBe(true)
      // What the sockets' buffers hold on both sides, and no more.
      expect(written).toBeLessThan(20_000)
    }
    if (read === 2000) break
  }
  await waitFor(async () => (await upstream.connections()) === 0, 1000)
})

test.each(['while it waits for the answer', 'between events', 'of a unary call'])(
  'an abort %s frees the upstream',
  async (when) => {
    await using upstream = await serveRpc(({ id }, response) => {
      if (when === 'between events') eventStream(response).write(event(id, 'a'))
    })
    const abort = new AbortController()
    const context = testContext({ version: '1.0', signal: abort.signal })
    const agent = connect(upstream.url)
    const events = agent.streamMessage(hello, context)[Symbol.asyncIterator]()
    if (when === 'between events') await events.next()
    const pending = when === 'of a unary call' ? agent.sendMessage(hello, context) : events.next()
    await waitFor(async () => (await upstream.connections()) === 1)
    abort.abort()
    expect((await failure(pending)).code).toBe('CANCELED')
    await waitFor(async () => (await upstream.connections()) === 0, 1000)
  },
)

test('leaving before the first event frees the upstream', async () => {
  await using upstream = await serveRpc(() => {})
  const events = connect(upstream.url)
    .streamMessage(hello, testContext({ version: '1.0' }))
    [Symbol.asyncIterator]()
  const pending = events.next().catch(() => {})
  await waitFor(async () => (await upstream.connections()) === 1)
  await events.return?.()
  await waitFor(async () => (await upstream.connections()) === 0, 1000)
  await pending
})

test('many readers that leave in the middle of their streams do no harm', async () => {
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response)
    const timer = setInterval(() => response.write(event(id, 'x').repeat(20)), 1)
    response.on('close', () => clearInterval(timer))
  })
  const agent = connect(upstream.url)
  const leave = async (after: number) => {
    const abort = new AbortController()
    let read = 0
    for await (const _event of agent.streamMessage(hello, testContext({ version: '1.0', signal: abort.signal }))) {
      if (++read < after) continue
      if (after % 2 === 0) break
      abort.abort()
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: 100 }, (_, index) => leave(index)))
  for (const [index, end] of ends.entries()) {
    if (index % 2 === 0) expect(end.status).toBe('fulfilled')
    else expect(end.status === 'rejected' && isGatewayError(end.reason) && end.reason.code).toBe('CANCELED')
  }
  await waitFor(async () => (await upstream.connections()) === 0)
})
