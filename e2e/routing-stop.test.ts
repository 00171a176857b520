import { afterEach, expect, test } from 'vitest'
import { sdkAgent } from './support/sdk-agent.ts'
import { eventually, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]()
})

const message = (text: string) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] },
  configuration: { returnImmediately: true },
})

test('a stop that cancels ends, at agents with tasks of their own, what they work at, whoever owns it', async () => {
  verifies('kill', 'cancel')
  const [one, two] = [await sdkAgent(), await sdkAgent()]
  open.push(one, two)
  const upstreams = [one, two].map(({ url }, place) => ({ name: `u${place + 1}`, url: `${url}/` }))
  const gateway = await testGateway({
    config: {
      agents: [
        { name: 'stopped', routing: { strategy: 'round-robin' }, upstreams },
        { name: 'goes-on', upstreams: [upstreams[0]] },
      ],
    },
  })
  open.push(gateway)
  const atAgent = async (url: string, id: string): Promise<Wire> => {
    const headers = { 'content-type': 'application/json', 'a2a-version': '1.0' }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'GetTask', params: { id } })
    const answer: Wire = await (await fetch(`${url}/`, { method: 'POST', headers, body })).json()
    return answer.result?.status.state
  }
  const owners = [await gateway.key(['stopped']), await gateway.key(['stopped'], { user_id: 'somebody' })]
  const working: { readonly id: string; readonly key: string; readonly url: string }[] = []
  for (const key of owners) {
    for (const { url } of [one, two]) {
      const { result } = await gateway.call('stopped', 'SendMessage', message('wait'), { key })
      expect(await atAgent(url, result.task.id)).toBe('TASK_STATE_WORKING')
      working.push({ id: result.task.id, key, url })
    }
  }
  const [key] = owners
  const asked = await gateway.call('stopped', 'SendMessage', message('ask'), key === undefined ? {} : { key })
  const other = await gateway.call('goes-on', 'SendMessage', message('wait'))

  await gateway.json('/v1/agents/stopped/stop', { body: { reason: 'It leaks.', cancel: true } })
  for (const { id, url, key } of working) {
    await eventually(
      () => atAgent(url, id),
      (state) => state === 'TASK_STATE_CANCELED',
    )
    await eventually(
      () => gateway.call('stopped', 'ListTasks', {}, { key }),
      ({ result }) => result.tasks.some((task: Wire) => task.id === id && task.status.state === 'TASK_STATE_CANCELED'),
    )
  }
  // What waits for its caller is not at work, and another agent is not stopped.
  expect(await atAgent(one.url, asked.result.task.id)).toBe('TASK_STATE_INPUT_REQUIRED')
  expect(await atAgent(one.url, other.result.task.id)).toBe('TASK_STATE_WORKING')
})

test('a stop that cancels ends what its mirror works at, too, and the record of the copy says why', async () => {
  verifies('kill', 'mirror')
  const main = await wildAgent((call) => call.result({ task: task10('done') }), card10)
  const mirror = await wildAgent(() => undefined, card10)
  open.push(main, mirror)
  const upstreams = [main, mirror].map(({ url }, place) => ({ name: place === 0 ? 'main' : 'next', url: `${url}/` }))
  const routing = { mirror: { upstream: 'next' } }
  const gateway = await testGateway({ config: { agents: [{ name: 'seen', routing, upstreams }] } })
  open.push(gateway)
  expect((await gateway.call('seen', 'SendMessage', message('hi'))).result.task.id).toBe('done')
  await eventually(() => mirror.open === 1)
  await gateway.json('/v1/agents/seen/stop', { body: { reason: 'It leaks.', cancel: true } })
  await eventually(() => mirror.open === 0)
  const { logs } = await eventually(
    () => gateway.json('/v1/logs?agent=seen'),
    (page) => page.logs.length === 2,
  )
  expect(logs.find(({ kind }: Wire) => kind === 'mirror')).toMatchObject({
    status: 'error',
    errorCode: 'UNAVAILABLE',
    errorMessage: expect.stringContaining('It leaks.'),
  })
})
