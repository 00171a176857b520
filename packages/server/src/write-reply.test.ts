import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { listening, until } from './gateway.fixture.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { nodeExchange } from './node-exchange.ts'
import { writeReply } from './write-reply.ts'

const OPTIONS = { isTrustedProxy: () => false }

/** Serves every request by one route, as the app does. */
function serving(route: (exchange: HttpExchange) => Promise<Reply> | Reply) {
  const failures: unknown[] = []
  const written: Reply[] = []
  const answer = async (...[incoming, outgoing]: Parameters<NonNullable<Parameters<typeof listening>[0]>>) => {
    const reply = await route(nodeExchange({ incoming, outgoing }, OPTIONS))
    await writeReply(reply, { incoming, outgoing })
    written.push(reply)
  }
  const listener: Parameters<typeof listening>[0] = (incoming, outgoing) => {
    answer(incoming, outgoing).catch((error) => failures.push(error))
  }
  return { start: () => listening(listener), failures, written }
}

const text = (body: string, status = 200): Reply => ({ status, headers: { 'content-type': 'text/plain' }, body })

/** Reads the body up to a limit, and answers with its length or the code of what went wrong. */
const measured = (limit: number, seen: unknown[] = []) =>
  serving(async (exchange) => {
    try {
      return text(`read ${(await exchange.text(limit)).length}`)
    } catch (error) {
      seen.push(error)
      return text(error instanceof Error && 'code' in error ? String(error.code) : 'odd', 413)
    }
  })

/** Sends raw bytes and collects everything that comes back until the connection ends. */
async function raw(port: number, chunks: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk
  })
  socket.on('error', () => {})
  for (const chunk of chunks) if (!socket.destroyed) socket.write(chunk)
  await once(socket, 'close')
  return received
}

describe('a request body', () => {
  test('is read whole, over any cutting of its bytes', async () => {
    const { start } = serving(async (exchange) => text(await exchange.text(1_000)))
    await using server = await start()
    const body = Buffer.from('é😀ü')
    const sent = request(server.url, { method: 'POST' })
    for (const byte of body) sent.write(Buffer.of(byte))
    sent.end()
    const [response] = await once(sent, 'response')
    expect(Buffer.concat(await Array.fromAsync<Buffer>(response)).toString()).toBe('é😀ü')
  })

  test('is taken up to the limit exactly', async () => {
    await using server = await measured(10).start()
    const post = async (body: string) => (await fetch(server.url, { method: 'POST', body })).text()
    expect(await post('x'.repeat(10))).toBe('read 10')
    expect(await post('x'.repeat(11))).toBe('REQUEST_TOO_LARGE')
    expect(await post('é'.repeat(6))).toBe('REQUEST_TOO_LARGE')
  })

  test('that says it is too long is refused before any of it is there', async () => {
    await using server = await measured(10).start()
    const received = await raw(server.port, ['POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 50000000\r\n\r\n'])
    expect(received).toMatch(/^HTTP\/1\.1 413 /)
    expect(received).toMatch(/\r\nconnection: close\r\n/i)
    expect(received).toMatch(/REQUEST_TOO_LARGE$/)
  })

  test('that turns out too long, without its length told, is refused before it ends', async () => {
    await using server = await measured(10).start()
    const received = await raw(server.port, [
      'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n',
      `1000\r\n${'x'.repeat(0x1000)}\r\n`,
    ])
    expect(received).toMatch(/^HTTP\/1\.1 413 /)
    expect(received).toMatch(/REQUEST_TOO_LARGE$/)
  })

  test('a sender that goes on sending still gets its answer', async () => {
    await using server = await measured(10).start()
    for (let round = 0; round < 10; round += 1) {
      const received = await raw(server.port, [
        'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 4000000\r\n\r\n',
        'x'.repeat(4_000_000),
      ])
      expect(received).toMatch(/^HTTP\/1\.1 413 [\s\S]*REQUEST_TOO_LARGE$/)
    }
  })

  test('a sender that leaves in the middle ends the call as canceled', async () => {
    const seen: unknown[] = []
    const { start, failures, written } = measured(1_000, seen)
    await using server = await start()
    const socket = connect(server.port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\nhalf')
    await once(socket, 'connect')
    await new Promise((resolve) => setTimeout(resolve, 20))
    socket.destroy()
    await until(() => written.length === 1, 'the reply was given up')
    expect(seen).toEqual([expect.objectContaining({ code: 'CANCELED' })])
    expect(failures).toEqual([])
  })
})

describe('a whole reply', () => {
  test('keeps the connection, with and without a request body', async () => {
    const { start } = serving(async (exchange) =>
      text(exchange.method === 'PUT' ? await exchange.text(100) : exchange.method),
    )
    await using server = await start()
    const received = await raw(server.port, [
      'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
      'PUT / HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\nread',
      'DELETE / HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    ])
    expect(received.match(/HTTP\/1\.1 200/g)).toHaveLength(4)
    expect(received.match(/\r\nconnection: keep-alive/gi)).toHaveLength(3)
    expect(received).toContain('read')
  })

  test('HEAD has the headers and no body; the connection stays usable', async () => {
    const { start } = serving(() => ({ status: 200, headers: { etag: '"e"' }, body: 'not sent' }))
    await using server = await start()
    const received = await raw(server.port, [
      'HEAD / HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    ])
    const [head = '', get = ''] = received.split(/(?<=\r\n\r\n)(?=HTTP)/)
    expect(head).toMatch(/etag: "e"/i)
    expect(head).not.toContain('not sent')
    expect(get).toMatch(/not sent/)
  })

  test('OPTIONS and 304 pass through as they are', async () => {
    const { start } = serving((exchange) => ({
      status: exchange.method === 'OPTIONS' ? 204 : 304,
      headers: {},
      body: '',
    }))
    await using server = await start()
    expect((await fetch(server.url, { method: 'OPTIONS' })).status).toBe(204)
    expect((await fetch(server.url)).status).toBe(304)
  })
})

/** A body of chunks whose reading and ending the test sees. */
function chunked(next: (count: number) => string | undefined | Promise<string | undefined>) {
  const seen = { pulled: 0, returned: 0 }
  const body: AsyncIterator<string, undefined> = {
    async next() {
      seen.pulled += 1
      const value = await next(seen.pulled)
      return value === undefined ? { done: true, value } : { done: false, value }
    },
    async return() {
      seen.returned += 1
      return { done: true, value: undefined }
    },
  }
  return { seen, reply: { status: 200, headers: { 'content-type': 'text/event-stream' }, body } satisfies Reply }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('a stream', () => {
  test('arrives whole and in order, events of one turn and of many', async () => {
    const { seen, reply } = chunked(async (count) => {
      if (count % 7 === 0) await turn()
      return count <= 500 ? `${count}\n` : undefined
    })
    await using server = await serving(() => reply).start()
    const received = await (await fetch(server.url)).text()
    expect(received).toBe(Array.from({ length: 500 }, (_, index) => `${index + 1}\n`).join(''))
    expect(seen).toEqual({ pulled: 501, returned: 1 })
  })

  test('its last event does not wait for the end', async () => {
    const { promise: end, resolve: finish } = Promise.withResolvers<undefined>()
    const { reply } = chunked((count) => (count === 1 ? 'now\n' : end))
    await using server = await serving(() => reply).start()
    const response = await fetch(server.url)
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toBe('now\n')
    finish(undefined)
    expect((await reader?.read())?.done).toBe(true)
  })

  test('a reader that does not read stops the pulling, and gets everything when it does', async () => {
    const chunk = 'x'.repeat(64 * 1024)
    const total = 600
    const { seen, reply } = chunked((count) => (count <= total ? chunk : undefined))
    await using server = await serving(() => reply).start()
    const sent = request(server.url)
    sent.end()
    const [response] = await once(sent, 'response')
    response.pause()
    let before = -1
    while (seen.pulled !== before) {
      before = seen.pulled
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(seen.pulled).toBeLessThan(total)
    let received = 0
    for await (const part of response) received += part.length
    expect(received).toBe(total * chunk.length)
    expect(seen.returned).toBe(1)
  })

  test('an exchange whose reader leaves is aborted as canceled, closes, and its body is told', async () => {
    const exchanges: HttpExchange[] = []
    const { promise: gone, resolve: leave } = Promise.withResolvers<string>()
    const { seen, reply } = chunked((count) => (count === 1 ? 'first\n' : gone))
    const { start, failures, written } = serving((exchange) => {
      exchanges.push(exchange)
      exchange.signal.addEventListener('abort', () => leave('too late\n'))
      return reply
    })
    await using server = await start()
    const controller = new AbortController()
    const response = await fetch(server.url, { signal: controller.signal })
    await response.body?.getReader().read()
    controller.abort()
    await until(() => written.length === 1, 'the stream was given up')
    expect(exchanges[0]?.signal.reason).toMatchObject({ code: 'CANCELED' })
    await new Promise<void>((resolve) => exchanges[0]?.whenClosed(resolve))
    expect(seen.returned).toBe(1)
    expect(failures).toEqual([])
  })

  test('an answer that was taken whole closes without an abort', async () => {
    const exchanges: HttpExchange[] = []
    await using server = await serving((exchange) => {
      exchanges.push(exchange)
      return text('all')
    }).start()
    await (await fetch(server.url)).text()
    await new Promise<void>((resolve) => exchanges[0]?.whenClosed(resolve))
    expect(exchanges[0]?.signal.aborted).toBe(false)
  })

  test('readers that leave under load: every body is told, nothing fails, no listener stays', async () => {
    const bodies: { readonly returned: number }[] = []
    const warnings: Error[] = []
    const onWarning = (warning: Error) => warnings.push(warning)
    process.on('warning', onWarning)
    const { start, failures, written } = serving(() => {
      const { seen, reply } = chunked(async (count) => {
        if (count % 3 === 0) await turn()
        return `${'y'.repeat(20_000)}\n`
      })
      bodies.push(seen)
      return reply
    })
    await using server = await start()
    const sockets = new Set<{ listenerCount(event: string): number }>()
    server.server.on('connection', (socket) => sockets.add(socket))
    const visits = 150
    for (let visit = 0; visit < visits; visit += 25) {
      await Promise.all(
        Array.from({ length: 25 }, async (_, index) => {
          const socket = connect(server.port, '127.0.0.1')
          socket.on('error', () => {})
          socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
          if (index % 5 === 0) {
            await once(socket, 'connect')
          } else {
            await once(socket, 'data')
            // Some read a little, some not at all.
            if (index % 2 === 0) socket.pause()
            await new Promise((resolve) => setTimeout(resolve, index % 4))
          }
          if (index % 3 === 0) socket.resetAndDestroy()
          else socket.destroy()
        }),
      )
    }
    await until(() => bodies.length === written.length && written.length > visits / 2, 'all were given up')
    process.off('warning', onWarning)
    expect(bodies.every(({ returned }) => returned === 1)).toBe(true)
    expect(failures).toEqual([])
    expect(warnings).toEqual([])
    expect([...sockets].every((socket) => socket.listenerCount('drain') <= 1)).toBe(true)
  })
})
