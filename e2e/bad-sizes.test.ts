import { request as httpRequest } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectError, post, read, recordOf } from './support/expect-error.ts'
import { rpc, speakers } from './support/speakers.ts'
import { ADMIN_KEY, cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'

let agent: WildAgent
let gateway: TestGateway

beforeAll(async () => {
  agent = await wildAgent((call) => {
    const state = call.text === 'ask' ? 'TASK_STATE_INPUT_REQUIRED' : 'TASK_STATE_COMPLETED'
    call.result({ task: task10(`t-${crypto.randomUUID()}`, state) })
  }, card10)
  const upstreams = [{ url: `${agent.url}/` }]
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'agent', upstreams },
        { name: 'other', upstreams },
        { name: 'small', upstreams, limits: { bodyBytes: 1_000 } },
      ],
    },
  })
  await Promise.all(['agent', 'other', 'small'].map((name) => cardFound(gateway, name)))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
})
afterEach(() => {
  agent.calls.length = 0
})

describe.each(speakers)('size, $version', (speaker) => {
  const { version } = speaker
  const tooLarge = { http: 413, code: -32600, reason: 'REQUEST_TOO_LARGE' }
  const headers = { ...speaker.headers, authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' }

  test('a body over 10 MiB by its Content-Length is refused before it is sent', async () => {
    verifies('bad-input')
    const received = await new Promise<{ status: number; text: string; headers: Headers }>((resolve, reject) => {
      const request = httpRequest(`${gateway.url}/a2a/agent`, {
        method: 'POST',
        headers: { ...headers, 'content-length': 10 * 1024 * 1024 + 1 },
      })
      request.flushHeaders()
      request.on('error', reject)
      request.on('response', async (response) => {
        const chunks = await response.toArray()
        request.destroy()
        const found = new Headers({ 'x-request-id': String(response.headers['x-request-id']) })
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), headers: found })
      })
    })
    const answer = await read(new Response(received.text, received))
    await expectError(gateway, version, answer, { ...tooLarge, message: /10485760 bytes.*limits\.bodyBytes/ })
  })

  test('a body without Content-Length is cut at the limit', async () => {
    verifies('bad-input')
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= 100 * 1024 * 1024) return controller.close()
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(0x20))
      },
    })
    const response = await fetch(`${gateway.url}/a2a/agent`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
      signal: AbortSignal.timeout(10_000),
    })
    await expectError(gateway, version, await read(response), { ...tooLarge, message: /10485760/ })
    expect(sent).toBeLessThan(40 * 1024 * 1024)
  })

  test('whole bodies: 11 MiB is too large, and its sender hears so; just below the limit goes through', async () => {
    verifies('bad-input')
    const filled = (bytes: number) => JSON.stringify(rpc(speaker.send, speaker.params('x'.repeat(bytes))))
    for (let turn = 0; turn < 5; turn += 1) {
      await expectError(
        gateway,
        version,
        await post(gateway, 'agent', filled(11 * 1024 * 1024), { headers: speaker.headers }),
        tooLarge,
      )
    }
    expect(agent.calls).toEqual([])
    const received = await post(gateway, 'agent', filled(10 * 1024 * 1024 - 1_000), { headers: speaker.headers })
    expect(received.json).toHaveProperty('result')
    const record = await recordOf(gateway, received)
    expect(record).toMatchObject({ status: 'ok', contentTruncated: true })
    expect(record.requestBytes).toBeGreaterThan(10 * 1024 * 1024 - 1_000)
  })

  test("an agent's own limit", async () => {
    verifies('bad-input')
    const received = await post(gateway, 'small', rpc(speaker.send, speaker.params('x'.repeat(1_000))), {
      headers: speaker.headers,
    })
    const record = await expectError(gateway, version, received, { ...tooLarge, message: /1000 bytes/ })
    expect(record).toMatchObject({ agentName: 'small' })
    expect(
      (await post(gateway, 'small', rpc(speaker.send, speaker.params('x')), { headers: speaker.headers })).json,
    ).toHaveProperty('result')
  })
})
