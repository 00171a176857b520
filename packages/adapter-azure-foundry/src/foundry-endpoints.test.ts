import { createCallContext, type RunEvent, settledRun } from '@gateway/core'
import { expect, it } from 'vitest'
import { connected, events, send, turnOf } from './foundry-runner.fixture.ts'
import { answer, type ServiceOptions } from './service.fixture.ts'

it('cancels a background response at Foundry, and a foreground one by leaving', async () => {
  const waiting: ServiceOptions['agent'] = async function* () {
    yield { type: 'response.output_text.delta', item_id: 'm', content_index: 0, delta: 'begun' }
    await new Promise(() => {})
  }
  for (const background of [true, false]) {
    await using world = await connected(waiting, { background })
    const stop = new AbortController()
    const context = createCallContext({ signal: stop.signal })
    const found: RunEvent[] = []
    const { runner } = world.agent
    if (runner === undefined) throw new Error('no runner')
    for await (const event of settledRun(runner.run(turnOf('hi'), context), context)) {
      found.push(event)
      if (event.type === 'started') await runner.cancel?.(event.ref, createCallContext())
      if (event.type === 'text' && !background) stop.abort()
    }
    expect(found.at(-1)).toEqual({ type: 'canceled' })
    const cancels = world.service.requests.filter(({ path }) => path.endsWith('/cancel'))
    expect(cancels).toHaveLength(background ? 1 : 0)
    if (!background) await expect.poll(() => world.service.sockets.closedEarly).toBe(1)
  }
})

it('joins a background response again, behind the last event', async () => {
  await using world = await connected(() => answer('abcdefghi'), { background: true })
  const { runner } = world.agent
  const whole = await events(runner?.run(turnOf('hi'), createCallContext()))
  const started = whole.find((event) => event.type === 'started')
  const second = whole.filter((event) => event.type === 'text')[1]
  if (started?.type !== 'started' || second?.type !== 'text') throw new Error('not begun')
  const joined = await events(runner?.resume?.(started.ref, second.cursor, createCallContext()))
  expect(joined.filter((event) => event.type === 'text').map(({ text }) => text)).toEqual(['ghi'])
  expect(joined.at(-1)).toEqual({ type: 'done' })
  const replayed = await events(runner?.resume?.(started.ref, undefined, createCallContext()))
  expect(replayed.filter((event) => event.type === 'text').map(({ text }) => text)).toEqual(['abc', 'def', 'ghi'])
  expect(world.service.begun()).toHaveLength(1)
})

it('calls a hosted agent at its endpoint, and goes on in its session', async () => {
  await using world = await connected(() => answer('ok'), { hosted: true })
  const context = createCallContext()
  await world.agent.sendMessage(send('one', 'talk'), context)
  await world.agent.sendMessage(send('two', 'talk'), context)
  const [one, two] = world.service.begun()
  expect(one?.path).toBe('/agents/my-agent/endpoint/protocols/openai/responses')
  expect(one?.query.get('api-version')).toBe('v1')
  expect(one?.body.agent_session_id).toBeUndefined()
  expect(two?.body).toMatchObject({
    agent_session_id: 'session-1',
    previous_response_id: expect.stringMatching(/^resp_/),
  })
})

it.each([
  [{ agent: 'other' }, 'settings.agent', 1],
  [{ auth: { type: 'token', token: 'wrong' } }, 'settings.auth', 0],
] as const)('says what to check: %o', async (more, words, begun) => {
  await using world = await connected(() => answer('ok'), more)
  const { task } = await world.agent.sendMessage(send('hi'), createCallContext())
  expect(task?.status.state).toBe('TASK_STATE_FAILED')
  expect(task?.status.message?.parts[0]?.text).toContain(words)
  expect(JSON.stringify(task)).not.toMatch(/internal detail|entra-token|wrong/)
  expect(world.service.begun()).toHaveLength(begun)
})

it('describes the agent', async () => {
  await using world = await connected(() => answer('ok'))
  expect(await world.agent.getAgentCard()).toMatchObject({
    name: 'my-agent',
    description: 'Reads invoices.',
    version: '3',
  })
  await using other = await connected(() => answer('ok'), { agent: 'other' })
  await expect(other.agent.getAgentCard()).rejects.toMatchObject({ code: 'AGENT_CARD_NOT_FOUND' })
})
