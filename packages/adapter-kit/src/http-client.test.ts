import { afterEach, expect, test } from 'vitest'
import { client, closeAll, collect, failure, post, serve, serveRaw, waitFor } from './server.fixture.ts'

afterEach(closeAll)

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

test('a failed TLS handshake', async () => {
  const url = await serveRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const error = await failure(post(url.replace('http:', 'https:')))
  expect([error.code, error.message]).toEqual(['AGENT_UNREACHABLE', expect.stringContaining('No secure connection')])
})

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
