import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { closeAll, collect, failure, post, serve, text } from './server.fixture.ts'

afterEach(closeAll)

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
