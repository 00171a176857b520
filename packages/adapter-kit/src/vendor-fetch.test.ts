import { gatewayError, isGatewayError } from '@gateway/core'
import { afterEach, expect, it } from 'vitest'
import { createConnectionPool } from './connection-pool.ts'
import { guardUrl } from './guard-url.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { closeAll, failure, serve, serveRaw, settled, waitFor } from './server.fixture.ts'
import { createVendorFetch, type VendorFetch } from './vendor-fetch.ts'

afterEach(closeAll)

const pool = createConnectionPool()

function fetchOf(url: string, options: { limits?: Partial<Limits>; alive?: () => void } = {}): VendorFetch {
  return createVendorFetch({
    url: guardUrl(url, { field: 'url' }),
    pool,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    refusal: (status, headers) => gatewayError('AGENT_ERROR', `refused ${status} ${headers.get('x-why')}`),
    ...(options.alive === undefined ? {} : { alive: options.alive }),
  })
}

it('sends a text with its headers and gives the answer as it comes', async () => {
  const { url } = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    response.setHeader('content-location', '/runs/1')
    response.end(`${request.method} ${request.url} ${request.headers['x-sent']} ${Buffer.concat(chunks)}`)
  })
  const answer = await fetchOf(url)(`${url}runs?wait=1`, {
    method: 'POST',
    headers: { 'X-Sent': 'yes' },
    body: 'grüße',
  })
  expect(answer.headers.get('content-location')).toBe('/runs/1')
  expect(await answer.text()).toBe('POST /runs?wait=1 yes grüße')
})

it('gives the error for a status, and nothing of the body', async () => {
  const { url } = await serve((_request, response) => {
    response.writeHead(422, { 'x-why': 'because' }).end('{"secret":"sk-1"}')
  })
  const error = await failure(fetchOf(url)(url))
  expect(error.message).toBe('refused 422 because')
})

it('lends the beginning of a refusal to whoever looks for a code in it', async () => {
  const { url } = await serve((request, response) => {
    response.writeHead(400)
    if (request.url === '/short') response.end('{"error":{"code":"größer"}}')
    else response.end('x'.repeat(1_000_000))
  })
  const seen: string[] = []
  const send = createVendorFetch({
    url: guardUrl(url, { field: 'url' }),
    pool,
    limits: DEFAULT_LIMITS,
    refusal: async (_status, _headers, { pathname }, text) => {
      seen.push(await text())
      return gatewayError('AGENT_ERROR', `refused ${pathname}`)
    },
  })
  expect((await failure(send(`${url}short`))).message).toBe('refused /short')
  expect((await failure(send(`${url}long`))).message).toBe('refused /long')
  expect(seen[0]).toBe('{"error":{"code":"größer"}}')
  expect(seen[1]?.length).toBeGreaterThanOrEqual(64 * 1024)
  expect(seen[1]?.length).toBeLessThan(1_000_000)
})

it('follows no redirect', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/') response.writeHead(302, { location: '/elsewhere' }).end()
    else response.end('followed')
  })
  expect((await failure(fetchOf(url)(url))).message).toBe('refused 302 null')
})

it.each(['http://other.example/', 'http://user:password@127.0.0.1/'])('does not call %s', async (elsewhere) => {
  const { url } = await serve((_request, response) => response.end('called'))
  const error = await failure(fetchOf(url)(elsewhere.replace('127.0.0.1', new URL(url).host)))
  expect(error).toMatchObject({ code: 'INVALID_AGENT_RESPONSE' })
})

it('tells an agent that is not there from one that closes the connection', async () => {
  const closing = await serveRaw((socket) => socket.destroy())
  const gone = await serve((_request, response) => response.end())
  gone.server.close()
  expect(await failure(fetchOf(gone.url)(gone.url))).toMatchObject({ code: 'AGENT_UNREACHABLE', retryable: true })
  expect(await failure(fetchOf(closing)(closing))).toMatchObject({ code: 'AGENT_UNREACHABLE', retryable: false })
})

it('fails a body that is cut', async () => {
  const url = await serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'))
  const answer = await fetchOf(url)(url)
  expect(await failure(answer.text())).toMatchObject({
    code: 'AGENT_UNREACHABLE',
    message: expect.stringContaining('was cut before its end. What it was doing may be done all the same'),
  })
})

it('bounds an event, not the stream; and the whole of another answer', async () => {
  const event = `data: ${'x'.repeat(80)}\n`
  const { url } = await serve((request, response) => {
    if (request.url === '/plain') {
      response.end('x'.repeat(101))
      return
    }
    response.setHeader('content-type', 'text/event-stream')
    // Written in pieces that do not end where lines do.
    const text = request.url === '/lines' ? `${event}\n`.repeat(20) : `${event}\r\n`.repeat(5) + event.repeat(2)
    for (let at = 0; at < text.length; at += 7) response.write(text.slice(at, at + 7))
    response.end()
  })
  const limited = fetchOf(url, { limits: { eventBytes: 100, bodyBytes: 100 } })
  expect(await (await limited(`${url}lines`)).text()).toHaveLength(20 * 88)
  for (const [path, message] of [
    ['large', /event of the agent's stream is larger/],
    ['plain', /answer is larger/],
  ] as const) {
    const answer = await limited(`${url}${path}`)
    expect(await failure(answer.text())).toMatchObject({
      code: 'INVALID_AGENT_RESPONSE',
      message: expect.stringMatching(message),
    })
  }
})

it('hears heartbeats, and closes the connection when it is aborted', async () => {
  let heard = 0
  const { url, open } = await serve((_request, response) => {
    response.setHeader('content-type', 'text/event-stream')
    const timer = setInterval(() => response.write(': heartbeat\n\n'), 5)
    response.on('close', () => clearInterval(timer))
  })
  const abort = new AbortController()
  const answer = await fetchOf(url, { alive: () => (heard += 1) })(url, { signal: abort.signal })
  const reading = answer.text()
  await waitFor(() => heard >= 3)
  abort.abort()
  const error: unknown = await reading.catch((reason: unknown) => reason)
  expect(isGatewayError(error) && error.code).toBe('CANCELED')
  await waitFor(async () => (await open()) === 0)
})

it('reads no more than is asked for', async () => {
  let sent = 0
  const { url } = await serve((_request, response) => {
    response.setHeader('content-type', 'text/event-stream')
    const write = () => {
      while (sent < 200_000_000 && response.write('x'.repeat(64 * 1024))) sent += 64 * 1024
      if (sent < 200_000_000) response.once('drain', write)
      else response.end()
    }
    write()
  })
  const abort = new AbortController()
  const answer = await fetchOf(url)(url, { signal: abort.signal })
  await settled(() => sent)
  expect(sent).toBeLessThan(50_000_000)
  abort.abort()
  await answer.body?.cancel().catch(() => {})
})
