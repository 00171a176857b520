import { gatewayError } from '@gateway/core'
import { afterEach, expect, test } from 'vitest'
import { client, closeAll, collect, failure, post, serve, serveRaw, settled, waitFor } from './server.fixture.ts'

afterEach(closeAll)

test.each([
  ['chunked', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n'],
  ['content-length', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\ndata: a\n\n'],
])('a stream that is cut (%s) gives its events and then fails', async (_name, bytes) => {
  const url = await serveRaw((socket) => socket.end(bytes))
  const seen: string[] = []
  const error = await failure(post(url).then((answer) => collect(answer.events(), seen)))
  expect([error.code, seen]).toEqual(['AGENT_UNREACHABLE', ['a']])
  expect(error.message).toContain('cut')
})

test('a reader that does not read holds the agent back, and gets everything when it reads on', async () => {
  let written = 0
  let stalled = false
  const event = `data: ${'x'.repeat(1000)}\n\n`
  const { url } = await serve((_request, response) => {
    const more = () => {
      while (written < 50_000) {
        written++
        if (!response.write(event)) {
          stalled = true
          return
        }
      }
      response.end()
    }
    response.on('drain', () => {
      stalled = false
      more()
    })
    more()
  })
  const events = (await post(url, { idleMs: 400 })).events()
  expect((await events.next()).value?.data).toHaveLength(1000)
  await settled(() => written)
  expect(stalled).toBe(true)
  const before = written
  // Longer than the idle limit: that the reader waits is not the agent's silence.
  await new Promise((done) => setTimeout(done, 600))
  expect(written).toBe(before)
  expect(written).toBeLessThan(30_000)
  expect(await collect(events)).toHaveLength(49_999)
})

test('ending the iteration closes the connection', async () => {
  const upstream = await serve((_request, response) => {
    const timer = setInterval(() => response.write('data: a\n\n'), 5)
    response.on('close', () => clearInterval(timer))
  })
  for await (const _event of (await post(upstream.url)).events()) break
  await waitFor(async () => (await upstream.open()) === 0, 1000)
})

test.each(['before the answer', 'in the stream', 'with events still queued'])(
  'an abort %s rejects and closes',
  async (when) => {
    const upstream = await serve((request, response) => {
      if (request.url === '/answer') response.write('data: a\n\ndata: b\n\n')
    })
    const abort = new AbortController()
    const request = client().post(upstream.url + (when === 'before the answer' ? '' : 'answer'), {
      body: '{}',
      signal: abort.signal,
    })
    if (when === 'before the answer') {
      await waitFor(async () => (await upstream.open()) === 1)
      abort.abort()
      expect((await failure(request)).code).toBe('CANCELED')
    } else {
      const events = (await request).events()
      await events.next()
      if (when === 'in the stream') await events.next()
      const next = events.next()
      if (when === 'in the stream') abort.abort(gatewayError('AGENT_TIMEOUT', 'The call took too long.'))
      else await next
      if (when !== 'in the stream') abort.abort()
      const error = await failure(when === 'in the stream' ? next : events.next())
      expect(error.code).toBe(when === 'in the stream' ? 'AGENT_TIMEOUT' : 'CANCELED')
      expect(await events.next()).toEqual({ done: true, value: undefined })
    }
    await waitFor(async () => (await upstream.open()) === 0, 1000)
  },
)

test('what is here already is read without waiting, and nothing more', async () => {
  const { url } = await serve((request, response) => {
    response.write('data: a\n\ndata: b\n\ndata: c\n\n')
    if (request.url === '/broken') setImmediate(() => response.destroy())
  })
  const events = (await post(`${url}broken`)).events()
  expect((await events.next()).value?.data).toBe('a')
  expect([events.ready?.(), events.ready?.(), events.ready?.()]).toEqual([{ data: 'b' }, { data: 'c' }, undefined])
  expect((await failure(events.next())).code).toBe('AGENT_UNREACHABLE')
  expect(events.ready?.()).toBeUndefined()

  const abort = new AbortController()
  const left = (await client().post(url, { body: '{}', signal: abort.signal })).events()
  await left.next()
  abort.abort()
  expect(left.ready?.()).toBeUndefined()
  expect((await failure(left.next())).code).toBe('CANCELED')
})
