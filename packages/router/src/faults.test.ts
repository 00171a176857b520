import { createCallContext, type StreamResponse } from '@gateway/core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createRouter, type Router } from './create-router.ts'
import type { RouterOptions } from './router-options.ts'
import { SdkAgentProcess, say, underLoad, until } from './sdk-agents.fixture.ts'

const CALLERS = 8
const [one, two, three] = [new SdkAgentProcess('one'), new SdkAgentProcess('two'), new SdkAgentProcess('three')]
const all = [one, two, three]

beforeAll(async () => {
  await Promise.all(all.map((agent) => agent.start()))
})
afterEach(async () => {
  for (const agent of all) {
    agent.signal('SIGCONT')
    agent.delay(2)
  }
})
afterAll(async () => {
  await Promise.all(all.map((agent) => agent.kill()))
})

async function threeAsOne(options: Partial<RouterOptions> = {}, firstEventSeconds?: number): Promise<Router> {
  const upstreams = await Promise.all(
    all.map(async (agent) => ({ name: agent.name, agent: await agent.connect(firstEventSeconds) })),
  )
  return createRouter({
    upstreams,
    health: { consecutiveFailures: 3, cooldownSeconds: 1, slowStartSeconds: 0 },
    ...options,
  })
}
const stateOf = (router: Router, name: string) => router.state().upstreams.find((each) => each.name === name)

describe('three SDK agents as one', { timeout: 120_000 }, () => {
  it('share the work, keep their conversations, and have one card', async () => {
    const router = await threeAsOne({ strategy: 'round-robin' })
    const load = underLoad(router)
    await until('each has answered', () => all.every(({ name }) => load.answered(name) >= 20))
    await load.stop()
    expect(load.failures).toEqual([])
    const { task } = await router.sendMessage(say('hello'), createCallContext())
    const holder = task?.artifacts?.[0]?.parts[0]?.text
    for (let turn = 0; turn < 6; turn++) {
      const next = { message: { ...say('again').message, contextId: task?.contextId ?? '' } }
      const answer = await router.sendMessage(next, createCallContext())
      expect(answer.task?.artifacts?.[0]?.parts[0]?.text).toBe(holder)
    }
    await expect(router.getTask({ id: task?.id ?? '' }, createCallContext())).resolves.toMatchObject({ id: task?.id })
    expect((await router.getAgentCard()).skills.map(({ id }) => id)).toEqual(['name'])
    // A router that has learnt nothing finds out who has the task.
    const other = await threeAsOne()
    await expect(other.getTask({ id: task?.id ?? '' }, createCallContext())).resolves.toMatchObject({ id: task?.id })
  })

  it('lose one by kill -9: no call that can be made again fails, a stream ends clearly, and it comes back', async () => {
    const router = await threeAsOne({ strategy: 'round-robin' })
    const streams = all.map(() => streamOf(router))
    const load = underLoad(router, CALLERS)
    await until('the streams have begun', () => streams.every(({ events }) => events.length > 2))
    await until('calls are answered', () => load.total() > 50)
    await one.kill()
    await until('the breaker is open', () => stateOf(router, 'one')?.state === 'open')
    expect(stateOf(router, 'one')?.reason).toMatch(/3 calls in a row failed/)
    const failedBy = load.failures.length
    const before = load.total()
    await until('the others go on', () => load.total() > before + 200)
    // What was under way when it was killed may have begun there, and what was sent before that was noticed; nothing else has failed.
    expect(load.failures.filter(({ retryable }) => retryable)).toEqual([])
    expect(load.failures.length).toBeLessThanOrEqual(2 * CALLERS)
    expect(load.failures.length).toBe(failedBy)
    const ends = await Promise.all(streams.map(({ end }) => end))
    expect(ends.filter((end) => end === undefined)).toHaveLength(2)
    expect(ends.find((end) => end !== undefined)).toMatchObject({
      code: 'AGENT_UNREACHABLE',
      message: expect.stringContaining('stream was cut'),
    })
    const answered = load.answered('one')
    await one.start()
    await until('it gets calls again', () => load.answered('one') > answered + 5)
    expect(stateOf(router, 'one')?.state).toBe('closed')
    await load.stop()
    expect(load.failures.filter(({ retryable }) => retryable)).toEqual([])
  })

  it('lose one to a black hole: as many calls as open the breaker are lost, then none', async () => {
    const router = await threeAsOne({ strategy: 'round-robin' }, 2)
    const load = underLoad(router, CALLERS)
    await until('calls are answered', () => load.total() > 50)
    two.signal('SIGSTOP')
    await until('the breaker is open', () => stateOf(router, 'two')?.state === 'open')
    const before = load.total()
    await until('the others go on', () => load.total() > before + 100)
    two.signal('SIGCONT')
    const answered = load.answered('two')
    await until('it gets calls again', () => load.answered('two') > answered + 5)
    await load.stop()
    expect(load.failures.length).toBeGreaterThan(0)
    // Each had been sent, so that none of them could be made again.
    expect(load.failures.map(({ code, retryable }) => ({ code, retryable }))).toEqual(
      load.failures.map(() => ({ code: 'AGENT_TIMEOUT', retryable: false })),
    )
  })

  it('lose one that flaps, again and again', async () => {
    const router = await threeAsOne()
    const load = underLoad(router, CALLERS)
    for (let round = 0; round < 3; round++) {
      const before = load.total()
      await until('calls are answered', () => load.total() > before + 50)
      await three.kill()
      const without = load.total()
      await until('the others go on', () => load.total() > without + 100)
      await three.start()
    }
    await load.stop()
    expect(load.failures.filter(({ retryable }) => retryable)).toEqual([])
    expect(load.failures.length).toBeLessThanOrEqual(3 * 2 * CALLERS)
  })

  it('leave out one that is slow', async () => {
    const router = await threeAsOne({
      strategy: 'round-robin',
      health: { slowFactor: 5, cooldownSeconds: 30, slowStartSeconds: 0 },
    })
    three.delay(500)
    const load = underLoad(router, CALLERS)
    await until('it is out', () => stateOf(router, 'three')?.state === 'open')
    expect(stateOf(router, 'three')?.reason).toMatch(/^Its first events take \d+ ms, those of the others \d+ ms\.$/)
    await load.stop()
    expect(load.failures).toEqual([])
  })
})

/** A stream of about five seconds: its events, and the error that it ended with. */
function streamOf(router: Router) {
  const events: StreamResponse[] = []
  const read = async () => {
    for await (const event of router.streamMessage(say('chunks 250'), createCallContext())) events.push(event)
  }
  const end = read().then(
    () => undefined,
    (error: unknown) => error,
  )
  return { events, end }
}
