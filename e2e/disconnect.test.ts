import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post, recordOf } from './support/expect-error.ts'
import { rpc, speaker10, speakers } from './support/speakers.ts'
import { ADMIN_KEY, cardFound, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, piece10, status10, task10, type WildAgent, type WildCall, wildAgent } from './support/wild-agent.ts'

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const working = task10('working', 'TASK_STATE_WORKING')

/**
 * `work`: a task that goes on. `hold`: answers nothing. `slow N`: N pieces, one every 5 ms. `large N`: N pieces of 16 KiB as fast as they are taken;
 * `paced N`: the same, each in a turn of its own. Else: a message.
 */
async function perform(call: WildCall): Promise<void> {
  const [deed, amount] = call.text.split(' ')
  if (deed === 'hold') return
  if (deed === 'work' || call.method === 'GetTask')
    return call.result(call.method === 'GetTask' ? working : { task: working })
  const streams = call.method === 'SendStreamingMessage'
  if (!streams) {
    if (deed === 'slow') await wait(Number(amount) * 5)
    return call.result({ message: { messageId: 'r', role: 'ROLE_AGENT', parts: [{ text: 'fine' }] } })
  }
  const id = crypto.randomUUID()
  call.begin()
  call.event({ task: task10(id, 'TASK_STATE_WORKING') })
  const piece = deed === 'large' || deed === 'paced' ? 'x'.repeat(16_384) : 'piece'
  for (let index = 0; index < Number(amount) && !call.response.destroyed; index += 1) {
    const taken = call.event(piece10(id, piece, index > 0))
    if (deed === 'slow') await wait(5)
    else if (!taken) await Promise.race([once(call.response, 'drain'), once(call.response, 'close')])
    if (deed === 'paced') await new Promise((resolve) => setImmediate(resolve))
  }
  call.event(status10(id, 'TASK_STATE_COMPLETED'))
  call.response.end()
}

let agent: WildAgent
let unary: WildAgent
let gateway: TestGateway

beforeAll(async () => {
  agent = await wildAgent(perform, card10)
  unary = await wildAgent(perform, (url) => ({ ...card10(url), capabilities: { streaming: false } }))
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'agent', upstreams: [{ url: `${agent.url}/` }] },
        { name: 'unary', upstreams: [{ url: `${unary.url}/` }] },
      ],
    },
  })
  await Promise.all(['agent', 'unary'].map((name) => cardFound(gateway, name)))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
  await unary[Symbol.asyncDispose]()
})

/** A caller on a connection of its own, that can leave at any time. */
function caller(name: string, body: object, headers: Readonly<Record<string, string>> = {}) {
  const requestId = crypto.randomUUID()
  const request = httpRequest(`${gateway.url}/a2a/${name}`, {
    method: 'POST',
    agent: false,
    headers: {
      ...headers,
      authorization: `Bearer ${ADMIN_KEY}`,
      'content-type': 'application/json',
      'x-request-id': requestId,
    },
  })
  const answered = new Promise<IncomingMessage | undefined>((resolve) => {
    request.once('response', (response) => {
      response.on('error', () => {})
      resolve(response)
    })
    request.on('error', () => resolve(undefined))
    request.on('close', () => resolve(undefined))
  })
  request.end(JSON.stringify(body))
  return { requestId, request, answered, leave: () => request.destroy() }
}

const recordLater = async (requestId: string) => {
  await eventually(
    async () => (await gateway.json('/v1/logs?limit=200')).logs,
    (logs) => logs.some((log: { requestId: string }) => log.requestId === requestId),
    3,
  )
  return recordOf(gateway, { requestId })
}
const canceled = { status: 'canceled', errorCode: 'CANCELED' }

describe.each(speakers)('a caller that leaves, $version', ({ send, stream, params, headers, version }) => {
  test.each([
    ['waiting for an answer', 'agent', send, 'hold'],
    ['waiting for a first event', 'agent', stream, 'hold'],
    ['waiting for an agent that does not stream', 'unary', stream, 'hold'],
  ])('%s frees the upstream within a second', async (_name, name, method, text) => {
    verifies('disconnect')
    const upstream = name === 'unary' ? unary : agent
    const before = upstream.calls.length
    const { requestId, leave } = caller(name, rpc(method, params(text)), headers)
    await eventually(
      () => upstream.calls.length,
      (count) => count > before,
    )
    expect(upstream.open).toBe(1)
    leave()
    await eventually(
      () => upstream.open,
      (open) => open === 0,
      1,
    )
    const record = await recordLater(requestId)
    expect(record).toMatchObject({
      ...canceled,
      httpStatus: 499,
      responseBytes: 0,
      agentName: name,
      version,
      streaming: method === stream,
      request: { message: {} },
    })
    expect(record).not.toHaveProperty('response')
  })

  test('in the middle of a stream frees the upstream within a second, and the record has what was sent', async () => {
    verifies('disconnect')
    const { requestId, answered, leave } = caller('agent', rpc(stream, params('slow 10000')), headers)
    const response = await answered
    if (response) await once(response, 'data')
    await wait(50)
    expect(agent.open).toBe(1)
    leave()
    await eventually(
      () => agent.open,
      (open) => open === 0,
      1,
    )
    const record = await recordLater(requestId)
    expect(record).toMatchObject({ ...canceled, httpStatus: 200, taskState: 'TASK_STATE_WORKING' })
    expect(record.events).toBeGreaterThan(2)
    expect((record.response.task ?? record.response).artifacts[0].parts[0].text).toMatch(/^(piece){2,}$/)
  })

  test('before its body is sent leaves a record and no call', async () => {
    verifies('disconnect')
    const before = agent.calls.length
    const requestId = crypto.randomUUID()
    const request = httpRequest(`${gateway.url}/a2a/agent`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${ADMIN_KEY}`, 'content-length': 1_000, 'x-request-id': requestId },
    })
    request.on('error', () => {})
    request.write('{"jsonrpc"')
    await wait(100)
    request.destroy()
    expect(await recordLater(requestId)).toMatchObject({ ...canceled, agentName: 'agent' })
    expect(agent.calls).toHaveLength(before)
  })
})

test('a caller that leaves a task that is asked for again and again ends the asking', async () => {
  verifies('disconnect')
  // Without it the gateway waits for the end of the task, which does not come.
  const configuration = { returnImmediately: true }
  await post(gateway, 'unary', rpc('SendMessage', { ...speaker10.params('work'), configuration }))
  const { requestId, answered, leave } = caller('unary', rpc('SubscribeToTask', { id: 'working' }))
  const response = await answered
  if (response) await once(response, 'data')
  const polled = () => unary.calls.filter(({ method }) => method === 'GetTask').length
  await eventually(polled, (count) => count >= 3)
  leave()
  expect(await recordLater(requestId)).toMatchObject({ ...canceled, operation: 'subscribeToTask', taskId: 'working' })
  const atEnd = polled()
  await wait(2_500)
  expect(polled()).toBe(atEnd)
})

test('a caller that leaves a send that is waited for ends the asking', async () => {
  verifies('disconnect', 'early-answer')
  const polled = () => unary.calls.filter(({ method }) => method === 'GetTask').length
  const before = polled()
  const { requestId, leave } = caller('unary', rpc('SendMessage', speaker10.params('work')))
  await eventually(polled, (count) => count >= before + 3)
  leave()
  expect(await recordLater(requestId)).toMatchObject({ ...canceled, operation: 'sendMessage', taskId: 'working' })
  const atEnd = polled()
  await wait(2_500)
  expect(polled()).toBe(atEnd)
})

test('200 callers that leave at random moments, while others are served', async () => {
  verifies('disconnect')
  const ids: string[] = []
  const leaving = Array.from({ length: 200 }, async (_, index) => {
    await wait(Math.random() * 1_000)
    const method = index % 2 ? 'SendMessage' : 'SendStreamingMessage'
    const { requestId, request, leave } = caller(
      index % 5 ? 'agent' : 'unary',
      rpc(method, speaker10.params('slow 40')),
    )
    ids.push(requestId)
    const closed = new Promise((resolve) => request.once('close', resolve))
    await wait(Math.random() * 250)
    leave()
    await closed
  })
  const staying = Array.from({ length: 20 }, async (_, index) => {
    await wait(index * 40)
    return post(gateway, 'agent', rpc(index % 2 ? 'SendMessage' : 'SendStreamingMessage', speaker10.params('slow 20')))
  })
  for (const received of await Promise.all(staying)) expect(received.json).toHaveProperty('result')
  await Promise.all(leaving)
  await eventually(
    () => agent.open + unary.open,
    (open) => open === 0,
    1,
  )
  expect((await post(gateway, 'agent', rpc('SendMessage', speaker10.params('hi')))).json).toHaveProperty('result')

  const counts = new Map<string, number>()
  let cursor = ''
  do {
    const { logs, next_cursor } = await gateway.json(`/v1/logs?limit=200${cursor}`)
    for (const { requestId, status } of logs) {
      if (!ids.includes(requestId)) continue
      counts.set(requestId, (counts.get(requestId) ?? 0) + 1)
      expect(['ok', 'canceled']).toContain(status)
    }
    cursor = next_cursor ? `&cursor=${next_cursor}` : ''
  } while (cursor)
  // Who left before its request was read leaves no record; nobody leaves two.
  expect([...counts.values()].every((count) => count === 1)).toBe(true)
  expect(counts.size).toBeGreaterThan(150)
})

test.each(['large', 'paced'])('a slow reader holds the agent back and loses nothing: %s', async (deed) => {
  verifies('disconnect')
  const pieces = 4_000
  let sent = 0
  await using own = await wildAgent(async (call) => {
    const write = call.response.write.bind(call.response)
    call.response.write = ((chunk: string) => {
      sent += chunk.length
      return write(chunk)
    }) as typeof call.response.write
    await perform(call)
  }, card10)
  await gateway.json('/v1/agents', { body: { name: deed, upstreams: [{ url: `${own.url}/` }] } })
  await cardFound(gateway, deed)
  const { answered, requestId } = caller(deed, rpc('SendStreamingMessage', speaker10.params(`${deed} ${pieces}`)))
  const response = await answered
  // Nothing is read: what is sent comes to rest with what sockets hold, far from the whole.
  const atRest = await eventually(
    async () => {
      const before = sent
      await wait(400)
      return { before, after: sent }
    },
    ({ before, after }) => before === after && after > 0,
  )
  expect(atRest.after).toBeLessThan(40 * 1024 * 1024)
  let text = ''
  let events = 0
  response?.setEncoding('utf8')
  for await (const chunk of response ?? []) {
    text = (text.slice(-20) + chunk) as string
    events += (chunk as string).split('data: {').length - 1
  }
  expect(text.endsWith('\n\n')).toBe(true)
  expect(events).toBeGreaterThanOrEqual(pieces)
  expect(await recordLater(requestId)).toMatchObject({ status: 'ok', events: pieces + 2, contentTruncated: true })
})

test('a slow reader that leaves frees the agent too', async () => {
  verifies('disconnect')
  const { answered, requestId, leave } = caller('agent', rpc('SendStreamingMessage', speaker10.params('large 20000')))
  await answered
  await wait(300)
  expect(agent.open).toBe(1)
  leave()
  await eventually(
    () => agent.open,
    (open) => open === 0,
    1,
  )
  expect(await recordLater(requestId)).toMatchObject(canceled)
})
