import { afterEach, expect, test } from 'vitest'
import type { Limits } from './limits.ts'
import { closeAll, collect, failure, post, serve, serveRaw, text, waitFor } from './server.fixture.ts'

afterEach(closeAll)

test('a TLS handshake that hangs meets the connect limit', async () => {
  const url = await serveRaw(() => {})
  const error = await failure(post(url.replace('http:', 'https:'), { connectMs: 100 }))
  expect([error.code, error.retryable]).toEqual(['AGENT_TIMEOUT', true])
  expect(error.message).toContain('limits.connectSeconds (now 0.1 s)')
})

test('the total limit, the first-event limit and the idle limit name their setting', async () => {
  const { url } = await serve((request, response) => {
    if (request.url !== '/silent') response.writeHead(200).write(request.url === '/once' ? 'data: a\n\n' : ': hi\n\n')
  })
  const events = async (path: string, limits: Partial<Limits>) => collect((await post(url + path, limits)).events())
  const total = await failure(events('silent', { totalMs: 50 }))
  expect([total.code, total.message]).toEqual([
    'AGENT_TIMEOUT',
    expect.stringContaining('limits.totalSeconds (now 0.05 s)'),
  ])
  const first = await failure(events('comment', { firstEventMs: 50 }))
  expect([first.code, first.message]).toEqual(['AGENT_TIMEOUT', expect.stringContaining('limits.firstEventSeconds')])
  const idle = await failure(events('once', { idleMs: 50, firstEventMs: 10_000 }))
  expect([idle.code, idle.message]).toEqual(['AGENT_TIMEOUT', expect.stringContaining('limits.idleSeconds')])
})

test('a stream that goes on speaking outlives the idle and first-event limits', async () => {
  const { url } = await serve((_request, response) => {
    let count = 0
    const timer = setInterval(() => {
      response.write(`data: ${count}\n\n`)
      if (++count === 60) {
        clearInterval(timer)
        response.end()
      }
    }, 25)
  })
  expect(await collect((await post(url, { idleMs: 1000, firstEventMs: 1000 })).events())).toHaveLength(60)
})

test('a plain answer over the limit, announced or not', async () => {
  const { url } = await serve((_request, response) => response.end('x'.repeat(2000)))
  const error = await failure(text(url, { bodyBytes: 1000 }))
  expect([error.code, error.message]).toEqual(['INVALID_AGENT_RESPONSE', expect.stringContaining('limits.eventBytes')])
})

test('an event that never ends is refused and its connection closed', async () => {
  const upstream = await serve((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('data: '.padEnd(60_000, 'x')));
    }
    response.write('data: ok\n\n')
    response.on('drain', more)
    more()
  })
  const seen: string[] = []
  const error = await failure(
    post(upstream.url, { eventBytes: 1_000_000 }).then((answer) => collect(answer.events(), seen)),
  )
  expect([error.code, seen]).toEqual(['INVALID_AGENT_RESPONSE', ['ok']])
  await waitFor(async () => (await upstream.open()) === 0)
})
