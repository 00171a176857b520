import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordOf } from './support/expect-error.ts'
import { speakers } from './support/speakers.ts'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { task10, type WildCall } from './support/wild-agent.ts'
import { good, raw, streamed, wait } from './support/wild-stream.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({ config: { agents: [] } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

describe.each(speakers)('an odd stream that is right, $version', (speaker) => {
  test.each<[string, (call: WildCall) => unknown]>([
    ['a BOM', raw((call) => `\ufeff${good(call)}`)],
    ['CRLF', raw((call) => good(call).replaceAll('\n', '\r\n'))],
    ['CR', raw((call) => good(call).replaceAll('\n', '\r'))],
    [
      'id, event and retry lines',
      raw((call) => good(call).replaceAll('data: ', 'id: 7\nevent: message\nretry: 10\ndata: ')),
    ],
    ['no space after data:', raw((call) => good(call).replaceAll('data: ', 'data:'))],
    ['data over several lines', raw((call) => good(call).replaceAll('{"jsonrpc":"2.0",', '{"jsonrpc":"2.0",\ndata: '))],
    [
      'comments and empty events',
      raw((call) => `: ping\n\n${good(call).replaceAll('data: ', ': x\n\ndata:\n\ndata: ')}`),
    ],
    ['no blank line at its end', raw((call) => good(call).trimEnd())],
    ['gzip', raw((call) => gzipSync(good(call)), { 'content-encoding': 'gzip' })],
    ['charset', raw(good, { 'content-type': 'text/event-stream; charset=utf-8' })],
    ['upper case type', raw(good, { 'content-type': 'Text/Event-Stream' })],
    [
      '1xx before it',
      (call) => {
        call.response.writeProcessing()
        raw(good)(call)
      },
    ],
    [
      'trailers',
      (call) => {
        call.begin({ trailer: 'x-checksum' })
        call.response.write(good(call))
        call.response.addTrailers({ 'x-checksum': 'abc' })
        call.response.end()
      },
    ],
    [
      'byte by byte',
      async (call) => {
        call.begin()
        for (const byte of Buffer.from(good(call).replace('one', 'öne€😀'))) {
          call.response.write(Buffer.of(byte))
          if (byte % 16 === 0) await wait(0)
        }
        call.response.end()
      },
    ],
  ])('%s', async (name, deed) => {
    verifies('bad-upstream')
    const { received } = await streamed(gateway, speaker, deed)
    expect(received.headers.get('content-type')).toBe('text/event-stream')
    expect(received.events).toHaveLength(3)
    expect(received.text).not.toMatch(/\r|\ufeff|^(?!data: |: ping|$)/m)
    expect(JSON.stringify(received.events[1])).toContain(name === 'byte by byte' ? 'öne€😀' : 'one')
    const { result } = received.events[2]
    expect((result.statusUpdate ?? result).status.state).toMatch(/COMPLETED|completed/)
    expect(await recordOf(gateway, received)).toMatchObject({
      status: 'ok',
      events: 3,
      taskId: 't1',
      taskState: 'TASK_STATE_COMPLETED',
    })
  })

  test('JSON in place of a stream', async () => {
    verifies('bad-upstream')
    const { received } = await streamed(gateway, speaker, (call) => call.result({ task: task10('t1') }))
    expect(received.events).toHaveLength(1)
    expect(await recordOf(gateway, received)).toMatchObject({ status: 'ok', events: 1, streaming: true })
  })
})
