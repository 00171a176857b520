import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { GatewayError } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { afterEach, expect, test } from 'vitest'
import type { HttpClient } from './http-client.ts'
import { createHttpClient } from './http-client.ts'
import type { Limits } from './limits.ts'
import type { ServerSentEvent } from './server-sent-events.ts'

const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

function client(limits: Partial<Limits> = {}): HttpClient {
  const made = createHttpClient({ limits })
  closers.unshift(() => made.close())
  return made
}

async function serve(listener: RequestListener): Promise<{ url: string; server: Server; open(): Promise<number> }> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    server,
    open: () =>
      new Promise((done, fail) => server.getConnections((error, count) => (error ? fail(error) : done(count)))),
  }
}

/** An upstream that writes bytes of its own, valid HTTP or not. */
async function serveRaw(onRequest: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => onRequest(socket))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((done) => server.close(done))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  const error = await promise.then(
    (value) => new Error(`expected a failure, got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (!isGatewayError(error)) throw error
  expect(error.message).not.toContain('127.0.0.1')
  return error
}

const post = (url: string, limits: Partial<Limits> = {}) => client(limits).post(url, { body: '{}' })
const text = async (url: string, limits: Partial<Limits> = {}) => (await post(url, limits)).text()

async function collect(events: AsyncIterable<ServerSentEvent>, into: string[] = []): Promise<string[]> {
  for await (const event of events) into.push(event.data)
  return into
}

const waitFor = async (condition: () => boolean | Promise<boolean>, milliseconds = 5000) => {
  const until = Date.now() + milliseconds
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('waited in vain')
    await new Promise((done) => setTimeout(done, 10))
  }
}

test('posts a body with headers, asks for no compression and reads the answer', async () => {
  const { url } = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    response.writeHead(201, { 'X-Seen': String(request.headers['x-sent']) })
    response.end(
      JSON.stringify({ body: Buffer.concat(chunks).toString(), encoding: request.headers['accept-encoding'] }),
    )
  })
  const answer = await client().post(url, { headers: { 'x-sent': 'yes' }, body: 'grüße' })
  expect(answer.status).toBe(201)
  expect(answer.headers['x-seen']).toBe('yes')
  expect(JSON.parse(await answer.text())).toEqual({ body: 'grüße', encoding: 'identity' })
})

test('a header that comes twice is one list', async () => {
  const { url } = await serve((_request, response) => {
    response.writeHead(200, ['X-Twice', 'a', 'X-Twice', 'b', 'Content-Encoding', 'Identity']).end('ok')
  })
  const answer = await client().get(url)
  expect([answer.headers['x-twice'], await answer.text()]).toEqual(['a, b', 'ok'])
})

test('a body waits for a reader who comes late, and is read once', async () => {
  const { url } = await serve((_request, response) => response.end('x'.repeat(5_000_000)))
  const answer = await client().get(url)
  await new Promise((done) => setTimeout(done, 100))
  expect(await answer.text()).toHaveLength(5_000_000)
  expect(() => answer.events()).toThrow('only once')
})

test('a body that is cut before anyone reads it fails its reader', async () => {
  const url = await serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'))
  const answer = await client().get(url)
  await new Promise((done) => setTimeout(done, 50))
  expect((await failure(answer.text())).message).toContain('cut')
})

test('keeps a connection for the next request', async () => {
  const ports = new Set<number | undefined>()
  const { url } = await serve((request, response) => {
    ports.add(request.socket.remotePort)
    response.end('ok')
  })
  const made = client()
  for (let count = 0; count < 3; count++) {
    await (await made.get(url)).text()
    await new Promise((done) => setTimeout(done, 5))
  }
  expect(ports.size).toBe(1)
})

test('follows no redirect', async () => {
  const { url } = await serve((_request, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  )
  const answer = await client().get(url)
  expect([answer.status, await answer.text()]).toEqual([302, ''])
})

test('refuses metadata addresses', async () => {
  expect((await failure(client().get('http://169.254.169.254/latest'))).code).toBe('INVALID_PARAMS')
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
] as const)('reads %s although identity was asked for', async (encoding, pack) => {
  const { url } = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': encoding }).end(pack(Buffer.from('data: a\n\ndata: b\n\n')))
  })
  expect(await text(url)).toBe('data: a\n\ndata: b\n\n')
  expect(await collect((await post(url)).events())).toEqual(['a', 'b'])
})

test('a slow reader of a compressed stream gets all of it', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `data: ${index} ${Math.random()}\n\n`)
  const { url } = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.from(lines.join(''))))
  })
  let count = 0
  for await (const event of (await post(url)).events()) {
    if (count % 1000 === 0) await new Promise((done) => setTimeout(done, 1))
    expect(event.data.startsWith(`${count} `)).toBe(true)
    count++
  }
  expect(count).toBe(lines.length)
})

test.each([
  ['not gzip at all', Buffer.from('data: a\n\n')],
  ['gzip that ends early', gzipSync(Buffer.from('data: a\n\n'.repeat(1000))).subarray(0, 40)],
])('%s is an error', async (_name, bytes) => {
  const { url } = await serve((_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes),
  )
  expect((await failure(text(url))).code).toBe('INVALID_AGENT_RESPONSE')
  expect((await failure(collect((await post(url)).events()))).code).toBe('INVALID_AGENT_RESPONSE')
})

test('an unknown encoding is an error', async () => {
  const { url } = await serve((_request, response) =>
    response.writeHead(200, { 'content-encoding': 'rot13' }).end('qngn: n'),
  )
  expect((await failure(text(url))).code).toBe('INVALID_AGENT_RESPONSE')
})

test('a bomb does not get past the limit', async () => {
  const { url } = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000)))
  })
  expect((await failure(text(url))).message).toContain('limits.eventBytes')
})

test('1xx answers and trailers are passed over', async () => {
  const { url } = await serve((_request, response) => {
    response.writeProcessing()
    response.writeEarlyHints({ link: '</style.css>; rel=preload' })
    response.writeHead(200, { trailer: 'x-end' })
    response.write('data: a\n\n')
    response.addTrailers({ 'x-end': '1' })
    response.end()
  })
  expect(await collect((await post(url)).events())).toEqual(['a'])
})

test('a refused connection may be tried again', async () => {
  const { url, server } = await serve(() => {})
  await new Promise((done) => server.close(done))
  const error = await failure(post(url))
  expect([error.code, error.retryable]).toEqual(['AGENT_UNREACHABLE', true])
})

test('a name that does not exist', async () => {
  expect((await failure(post('http://nowhere.invalid/'))).code).toBe('AGENT_UNREACHABLE')
})

test('a connection that breaks before the answer must not be tried again blindly', async () => {
  const url = await serveRaw((socket) => socket.resetAndDestroy())
  const error = await failure(post(url))
  expect([error.code, error.retryable]).toEqual(['AGENT_UNREACHABLE', false])
})

test('what is not HTTP is an invalid answer', async () => {
  const url = await serveRaw((socket) => socket.end('220 mail.example.com ESMTP\r\n'))
  expect((await failure(post(url))).code).toBe('INVALID_AGENT_RESPONSE')
})

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

test('a TLS handshake that hangs meets the connect limit', async () => {
  const url = await serveRaw(() => {})
  const error = await failure(post(url.replace('http:', 'https:'), { connectMs: 100 }))
  expect([error.code, error.retryable]).toEqual(['AGENT_TIMEOUT', true])
  expect(error.message).toContain('limits.connectSeconds (now 0.1 s)')
})

test('a failed TLS handshake', async () => {
  const url = await serveRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const error = await failure(post(url.replace('http:', 'https:')))
  expect([error.code, error.message]).toEqual(['AGENT_UNREACHABLE', expect.stringContaining('No secure connection')])
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
  const idle = await failure(events('once', { idleMs: 50, firstEventMs: 10 }))
  expect(['limits.idleSeconds', 'limits.firstEventSeconds'].some((name) => idle.message.includes(name))).toBe(true)
  const idleOnly = await failure(events('once', { idleMs: 50 }))
  expect([idleOnly.code, idleOnly.message]).toEqual(['AGENT_TIMEOUT', expect.stringContaining('limits.idleSeconds')])
})

test('a stream that goes on speaking outlives the idle and first-event limits', async () => {
  const { url } = await serve((_request, response) => {
    let count = 0
    const timer = setInterval(() => {
      response.write(`data: ${count}\n\n`)
      if (++count === 30) {
        clearInterval(timer)
        response.end()
      }
    }, 20)
  })
  expect(await collect((await post(url, { idleMs: 300, firstEventMs: 300 })).events())).toHaveLength(30)
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
  await waitFor(() => stalled)
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

test('an aborted signal sends nothing', async () => {
  let requests = 0
  const { url } = await serve((_request, response) => {
    requests++
    response.end()
  })
  expect((await failure(client().post(url, { body: '{}', signal: AbortSignal.abort() }))).code).toBe('CANCELED')
  expect(requests).toBe(0)
})

test('discarding an answer frees its connection', async () => {
  const upstream = await serve((_request, response) => response.write('x'))
  ;(await post(upstream.url)).discard()
  await waitFor(async () => (await upstream.open()) === 0, 1000)
})
