import { afterEach, describe, expect, test } from 'vitest'
import { eventually, type TestGateway, type TestGatewayOptions, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, piece10, status10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]()
})

/** An agent that says its name, keeps a task that waits for more (`ask`), or streams two pieces. */
async function named(name: string): Promise<WildAgent> {
  const agent = await wildAgent((call) => {
    const contextId = call.params?.message?.contextId ?? crypto.randomUUID()
    const id = call.params?.message?.taskId ?? call.params?.id ?? crypto.randomUUID()
    if (call.method === 'SendStreamingMessage') {
      call.begin()
      call.event({ task: task10(id, 'TASK_STATE_WORKING', contextId) })
      call.event(piece10(id, name, false, contextId))
      call.event(status10(id, 'TASK_STATE_COMPLETED', contextId))
      return void call.response.end()
    }
    if (call.method === 'GetTask')
      return call.result({ ...task10(id, 'TASK_STATE_INPUT_REQUIRED', contextId), metadata: { name } })
    const state = call.text === 'ask' ? 'TASK_STATE_INPUT_REQUIRED' : 'TASK_STATE_COMPLETED'
    return call.result({ task: { ...task10(id, state, contextId), metadata: { name } } })
  }, card10)
  open.push(agent)
  return agent
}

async function gatewayOf(options: TestGatewayOptions): Promise<TestGateway> {
  const gateway = await testGateway(options)
  open.push(gateway)
  return gateway
}

const message = (text: string, more: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...more },
})
const answeredBy = (answer: Wire): string => answer.result?.task?.metadata?.name ?? JSON.stringify(answer)
const upstreams = (agents: readonly WildAgent[]) =>
  agents.map(({ url }, index) => ({ name: `u${index + 1}`, url: `${url}/` }))

describe('one agent with several upstreams', () => {
  test('spreads new conversations by weight, and keeps each where it began', async () => {
    verifies('balance', 'affinity')
    const [one, two] = [await named('one'), await named('two')]
    const [first, second] = upstreams([one, two])
    const agent = { name: 'pair', routing: { strategy: 'weighted' }, upstreams: [{ ...first, weight: 3 }, second] }
    const gateway = await gatewayOf({ config: { agents: [agent] } })
    const names: string[] = []
    for (let index = 0; index < 8; index++)
      names.push(answeredBy(await gateway.call('pair', 'SendMessage', message('hi'))))
    expect(names.filter((name) => name === 'one')).toHaveLength(6)
    expect(names.filter((name) => name === 'two')).toHaveLength(2)

    const asked = await gateway.call('pair', 'SendMessage', message('ask'))
    const { id: taskId, contextId } = asked.result.task
    for (let index = 0; index < 4; index++) {
      expect(answeredBy(await gateway.call('pair', 'SendMessage', message('hi', { contextId })))).toBe(
        answeredBy(asked),
      )
      const task = await gateway.call('pair', 'GetTask', { id: taskId })
      expect(task.result.metadata.name).toBe(answeredBy(asked))
    }
    const { tasks } = (await gateway.call('pair', 'ListTasks', {})).result
    expect(tasks.length).toBeGreaterThanOrEqual(9)
  })

  test('stays where it was after a restart, and an upstream that is drained gets nothing new', async () => {
    verifies('affinity', 'upstream-change')
    const agents = [await named('one'), await named('two')]
    const [first, second] = upstreams(agents)
    const gateway = await gatewayOf({})
    const { agent_id: id } = await gateway.json('/v1/agents', { body: { name: 'pair', upstreams: [first, second] } })
    const asked = await gateway.call('pair', 'SendMessage', message('ask'))
    const held = answeredBy(asked)
    const drained = upstreams(agents).map((upstream, index) => ({
      ...upstream,
      draining: agents[index] === agents[held === 'one' ? 0 : 1],
    }))
    const patched = await gateway.request(`/v1/agents/${id}`, { method: 'PATCH', body: { upstreams: drained } })
    expect(patched.status).toBe(200)
    for (let index = 0; index < 6; index++) {
      expect(answeredBy(await gateway.call('pair', 'SendMessage', message('hi')))).not.toBe(held)
    }
    const { id: taskId } = asked.result.task
    expect(answeredBy(await gateway.call('pair', 'SendMessage', message('more', { taskId })))).toBe(held)
  })

  test('tries another where a connection is refused, takes the one that is down out, and says so', async () => {
    verifies('retry', 'breaker')
    const [one, two] = [await named('one'), await named('two')]
    const gone = await named('gone')
    const agent = {
      name: 'three',
      routing: { strategy: 'round-robin', health: { consecutiveFailures: 2, cooldownSeconds: 1 } },
      upstreams: upstreams([one, two, gone]),
    }
    const gateway = await gatewayOf({ config: { agents: [agent] } })
    const { port } = new URL(gone.url)
    await gone[Symbol.asyncDispose]()
    for (let index = 0; index < 12; index++) {
      expect(['one', 'two']).toContain(answeredBy(await gateway.call('three', 'SendMessage', message('hi'))))
    }
    const state = await gateway.json('/v1/agents/three/upstreams')
    expect(state.upstreams.map((upstream: Wire) => [upstream.name, upstream.state])).toEqual([
      ['u1', 'closed'],
      ['u2', 'closed'],
      ['u3', 'open'],
    ])
    expect(state.upstreams[2]).toMatchObject({
      reason: expect.stringContaining('2 calls in a row failed'),
      since: expect.any(String),
    })
    expect(JSON.stringify(state)).not.toContain(port)

    const { logs } = await gateway.json('/v1/logs?limit=20')
    const attempts = logs.flatMap((record: Wire) => record.attempts ?? [])
    expect(attempts).toContainEqual({ upstream: 'u3', ms: expect.any(Number), error: 'AGENT_UNREACHABLE' })
  })

  test('falls back on other agents, which only callers with a grant for them reach', async () => {
    verifies('fallback')
    const standIn = await named('stand-in')
    const gone = await named('gone')
    await gone[Symbol.asyncDispose]()
    const gateway = await gatewayOf({
      config: {
        agents: [
          { name: 'main', routing: { fallbacks: ['spare'] }, upstreams: [{ url: `${gone.url}/` }] },
          { name: 'spare', upstreams: [{ url: `${standIn.url}/` }] },
        ],
      },
    })
    const both = await gateway.key(['main', 'spare'])
    const asked = await gateway.call('main', 'SendMessage', message('ask'), { key: both })
    expect(answeredBy(asked)).toBe('stand-in')
    const { id } = asked.result.task
    expect((await gateway.call('main', 'GetTask', { id }, { key: both })).result.metadata.name).toBe('stand-in')
    expect((await gateway.call('spare', 'GetTask', { id }, { key: both })).error.code).toBe(-32001)

    const one = await gateway.key(['main'])
    const refused = await gateway.call('main', 'SendMessage', message('hi'), { key: one })
    expect(refused.error).toMatchObject({ code: -32603 })
    expect(standIn.calls.filter(({ method }) => method === 'SendMessage')).toHaveLength(1)
  })

  test('a conversation whose upstream is gone fails clearly, or moves and stays where it moved to', async () => {
    verifies('affinity')
    const [one, two] = [await named('one'), await named('two')]
    const routed = (whenDown: string) => ({
      whenDown,
      strategy: 'priority',
      health: { consecutiveFailures: 1, cooldownSeconds: 3600 },
    })
    const places = upstreams([one, two]).map((upstream, priority) => ({ ...upstream, priority }))
    const gateway = await gatewayOf({
      config: {
        agents: [
          { name: 'stays', routing: { ...routed('fail') }, upstreams: places },
          { name: 'moves', routing: { ...routed('move') }, upstreams: places },
        ],
      },
    })
    const contexts = await Promise.all(
      ['stays', 'moves'].map(
        async (name) => (await gateway.call(name, 'SendMessage', message('hi'))).result.task.contextId,
      ),
    )
    await one[Symbol.asyncDispose]()
    const [stays, moves] = contexts.map(
      (contextId, index) => () =>
        gateway.call(index === 0 ? 'stays' : 'moves', 'SendMessage', message('and?', { contextId })),
    )
    await stays?.()
    const refused = await stays?.()
    expect(refused.error.message).toMatch(/u1.*down/s)
    await moves?.()
    for (let index = 0; index < 3; index++) expect(answeredBy(await moves?.())).toBe('two')
  })

  test('an agent is stopped at once, what it does is ended, and it is started again', async () => {
    verifies('upstream-change')
    const agent = await named('one')
    const gateway = await gatewayOf({
      config: {
        agents: [
          { name: 'one', upstreams: [{ url: `${agent.url}/` }] },
          { name: 'runs', upstreams: [{ adapter: 'hello' }] },
        ],
      },
    })
    const key = await gateway.key(['one', 'runs'])
    const waiting = gateway.call('runs', 'SendMessage', message('wait 60'), { key })
    const begun = await eventually(
      () => gateway.call('runs', 'ListTasks', {}, { key }),
      (page) => page.result.tasks.length === 1,
    )
    const stopped = await gateway.json('/v1/agents/runs/stop', { body: { reason: 'It leaks.', cancel: true } })
    expect(stopped.stopped).toEqual({ reason: 'It leaks.', since: expect.any(String) })
    expect((await waiting).error.message).toContain('It leaks.')
    const refused = await gateway.request('/a2a/runs', {
      key,
      body: { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: message('hi') },
    })
    expect(refused.status).toBe(503)
    const { error }: Wire = await refused.json()
    expect(error.message).toMatch(/'runs' has been stopped by an administrator since .*: It leaks\./)
    const { id } = begun.result.tasks[0]
    await eventually(
      () => gateway.call('runs', 'ListTasks', {}, { key }),
      (page) => page.result.tasks[0]?.id === id && page.result.tasks[0].status.state === 'TASK_STATE_CANCELED',
    )
    expect((await gateway.request('/v1/agents/one/stop', { key, body: {} })).status).toBe(403)
    expect((await gateway.call('one', 'SendMessage', message('hi'), { key })).result.task).toBeDefined()
    await gateway.json('/v1/agents/runs/start', { method: 'POST' })
    const again = await gateway.call('runs', 'SendMessage', message('hi'), { key })
    expect(again.result.task.status.state).toBe('TASK_STATE_COMPLETED')
  })

  test('runners: a turn that one refuses before it began is carried out by another, and the next turn finds it', async () => {
    verifies('retry', 'affinity')
    const gone = await named('gone')
    await gone[Symbol.asyncDispose]()
    const gateway = await gatewayOf({
      config: {
        agents: [
          {
            name: 'mixed',
            routing: { strategy: 'priority' },
            upstreams: [
              { name: 'down', adapter: 'langgraph', settings: { url: gone.url, assistant: 'agent' } },
              { name: 'demo', adapter: 'hello', priority: 1 },
            ],
          },
        ],
      },
    })
    const first = await gateway.call('mixed', 'SendMessage', message('hi'))
    expect(first.result.task.status.state).toBe('TASK_STATE_COMPLETED')
    const { contextId } = first.result.task
    const second = await gateway.call('mixed', 'SendMessage', message('again', { contextId }))
    expect(second.result.task.status.state).toBe('TASK_STATE_COMPLETED')
  })

  test('streams are routed too, and their tasks are where they began', async () => {
    verifies('balance')
    const agents = [await named('one'), await named('two')]
    const gateway = await gatewayOf({ config: { agents: [{ name: 'pair', upstreams: upstreams(agents) }] } })
    const response = await gateway.request('/a2a/pair', {
      body: { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params: message('hi') },
    })
    const text = await response.text()
    const name = /"text":"(one|two)"/.exec(text)?.[1]
    const id = /"task":\{"id":"([^"]+)"/.exec(text)?.[1]
    const { logs } = await eventually(
      () => gateway.json('/v1/logs?agent=pair'),
      (page) => page.logs?.length > 0,
    )
    expect(logs[0]).toMatchObject({ upstream: name === 'one' ? 'u1' : 'u2', taskId: id })
  })
})
