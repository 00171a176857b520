import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ExpectedError, expectError, recordOf } from './support/expect-error.ts'
import { speakers } from './support/speakers.ts'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { piece10, type WildCall } from './support/wild-agent.ts'
import { begin, good, raw, sse, streamed, wait } from './support/wild-stream.ts'

const secret = /hunter2|127\.0\.0\.1|localhost|ECONN|UND_ERR|undici/
const ownError = { code: -32050, message: 'Quota of the model is used up', data: { retry: 7 } }

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({ config: { agents: [] } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const invalid = { code: -32006, reason: 'INVALID_AGENT_RESPONSE', record: 'error' as const, secret }
const cut = { code: -32603, reason: 'AGENT_UNREACHABLE', record: 'error' as const, secret }

describe.each(speakers)('a stream that fails, $version', (speaker) => {
  const { version } = speaker

  const before: [string, (call: WildCall) => unknown, ExpectedError][] = [
    ['ends with no event', raw(''), { ...invalid, message: /ended without a single event/ }],
    ['ends with comments only', raw(': hello\n\n: bye\n\n'), { ...invalid, message: /without a single event/ }],
    ['an event that is not JSON', raw('data: password=hunter2\n\n'), { ...invalid, message: /not JSON/ }],
    [
      'latin-1',
      (call) => raw(() => Buffer.from('data: "caf\xe9 hunter2\n\n', 'latin1'))(call),
      { ...invalid, message: /not JSON/ },
    ],
    ['a wrong id', raw('data: {"jsonrpc":"2.0","id":"nope","result":{}}\n\n'), { ...invalid, message: /wrong id/ }],
    [
      'a wrong shape',
      raw((call) => sse(call, { task: { id: 'hunter2' } })),
      { ...invalid, message: /not valid A2A: (result\.)?task\./ },
    ],
    [
      'broken gzip',
      raw(() => Buffer.from('hunter2'), { 'content-encoding': 'gzip' }),
      { ...invalid, message: /compress/ },
    ],
    [
      'is cut before its first event',
      (call) => {
        call.begin()
        setTimeout(() => call.request.socket.destroy(), 20)
      },
      { ...cut, message: /cut before its end/ },
    ],
  ]
  test.each(before)('%s', async (_name, deed, expected) => {
    verifies('bad-upstream')
    const { received } = await streamed(gateway, speaker, deed)
    expect(received.headers.get('content-type')).toBe('application/json')
    await expectError(gateway, version, received, expected)
  })

  const midway: [string, (call: WildCall) => unknown, ExpectedError][] = [
    [
      'is cut',
      (call) => {
        begin(call)
        setTimeout(() => call.request.socket.destroy(), 20)
      },
      { ...cut, message: /cut before its end/ },
    ],
    [
      'is cut inside a chunk',
      (call) => {
        begin(call)
        setTimeout(() => call.request.socket.end('ffff\r\ndata: {"jsonrpc":'), 20)
      },
      { ...cut, message: /cut before its end/ },
    ],
    [
      'is not HTTP any more',
      (call) => {
        begin(call)
        setTimeout(() => call.request.socket.end('hunter2\r\n\r\n'), 20)
      },
      { ...invalid, message: /not answer in valid HTTP/ },
    ],
    [
      'an event that is not JSON',
      (call) => {
        begin(call)
        call.response.end('data: {"jsonrpc":"2.0",hunter2\n\n')
      },
      { ...invalid, message: /not JSON/ },
    ],
    [
      'an event of a wrong shape',
      (call) => {
        begin(call)
        call.event({ statusUpdate: { taskId: 't1', contextId: 7 } })
        call.response.end()
      },
      { ...invalid, message: /statusUpdate\./ },
    ],
    [
      'an event with a wrong id',
      (call) => {
        begin(call)
        call.response.end('data: {"jsonrpc":"2.0","id":"hunter2","result":{}}\n\n')
      },
      { ...invalid, message: /wrong id/ },
    ],
    [
      'broken gzip',
      (call) => {
        call.begin({ 'content-encoding': 'gzip' })
        const packed = gzipSync(good(call).repeat(1), { level: 0 })
        call.response.write(packed.subarray(0, packed.length - 60))
        setTimeout(() => call.response.end('hunter2 hunter2 hunter2 hunter2 hunter2 hunter2 hunter2 hunter2'), 20)
      },
      { ...invalid, message: /compress/ },
    ],
    [
      'gzip that ends too early',
      (call) => {
        call.begin({ 'content-encoding': 'gzip' })
        const packed = gzipSync(good(call), { level: 0 })
        call.response.end(packed.subarray(0, packed.length - 60))
      },
      { ...invalid, message: /compress/ },
    ],
  ]
  test.each(midway)('after events: %s', async (_name, deed, expected) => {
    verifies('bad-upstream')
    const { received } = await streamed(gateway, speaker, deed)
    expect(received.headers.get('content-type')).toBe('text/event-stream')
    expect(received.events.length).toBeGreaterThanOrEqual(2)
    expect(received.events.slice(0, -1).every((event) => 'result' in event)).toBe(true)
    const record = await expectError(gateway, version, received, expected)
    expect(record).toMatchObject({ streaming: true, taskId: 't1', events: received.events.length - 1 })
    expect((record.response.task ?? record.response).artifacts[0].parts[0].text).toBe('one')
  })

  test("the agent's own error keeps code, message and data, before the first event and after some", async () => {
    verifies('bad-upstream', 'errors')
    const error = (call: WildCall) =>
      call.response.end(`data: ${JSON.stringify({ jsonrpc: '2.0', id: call.id, error: ownError })}\n\n`)
    for (const deed of [
      (call: WildCall) => {
        call.begin()
        error(call)
      },
      (call: WildCall) => {
        begin(call)
        error(call)
      },
    ]) {
      const { received } = await streamed(gateway, speaker, deed)
      expect(received.json.error).toEqual(ownError)
      expect(await recordOf(gateway, received)).toMatchObject({
        status: 'error',
        errorCode: 'AGENT_ERROR',
        jsonRpcCode: -32050,
      })
    }
  })

  const timeout = { code: -32603, reason: 'AGENT_TIMEOUT', record: 'error' as const, secret }
  test('limits: endless, silent, nothing at all', async () => {
    verifies('bad-upstream')
    const endless = await streamed(
      gateway,
      speaker,
      async (call) => {
        begin(call)
        while (!call.response.destroyed) {
          call.event(piece10('t1', 'more', true))
          await wait(20)
        }
      },
      { totalSeconds: 0.6 },
    )
    await expectError(gateway, version, endless.received, {
      ...timeout,
      message: /not finish within 0\.6 s.*limits\.totalSeconds/,
    })
    expect(endless.received.events.length).toBeGreaterThan(5)
    const silent = await streamed(gateway, speaker, (call) => begin(call), { idleSeconds: 0.4 })
    await expectError(gateway, version, silent.received, {
      ...timeout,
      message: /silent for 0\.4 s.*limits\.idleSeconds/,
    })
    const nothing = await streamed(gateway, speaker, (call) => call.begin(), { firstEventSeconds: 0.4 })
    await expectError(gateway, version, nothing.received, { ...timeout, message: /no first event within 0\.4 s/ })
  })

  test.each([
    ['50 MiB', {}, /10485760 bytes/],
    ['20 MiB, with a limit of its own', { eventBytes: 100_000 }, /100000 bytes/],
  ])('one event of %s is given up at the limit', async (_name, limits, message) => {
    verifies('bad-upstream')
    const chunk = Buffer.alloc(65_536, 'x')
    let sent = 0
    const before = process.memoryUsage()
    let most = 0
    const watch = setInterval(() => {
      const { heapUsed, external } = process.memoryUsage()
      most = Math.max(most, heapUsed + external - before.heapUsed - before.external)
    }, 2)
    const { received } = await streamed(
      gateway,
      speaker,
      async (call) => {
        begin(call)
        call.response.write('data: "')
        while (sent < 50 * 1024 * 1024 && !call.response.destroyed) {
          sent += chunk.length
          if (!call.response.write(chunk))
            await Promise.race([new Promise((resolve) => call.response.once('drain', resolve)), wait(1_000)])
        }
        call.response.end('"\n\n')
      },
      limits,
    )
    clearInterval(watch)
    await expectError(gateway, version, received, { ...invalid, message })
    expect(received.events).toHaveLength(3)
    // What was sent: the limit, and what sockets hold.
    expect(sent).toBeLessThan(30 * 1024 * 1024)
    expect(most).toBeLessThan(48 * 1024 * 1024)
  })
})
