import { gatewayError } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { message, refusedConnection, TestClock, testAgent, testContext } from './agent.fixture.ts'
import type { Outage } from './breaker.ts'
import { createRouter } from './create-router.ts'
import type { RouterOptions } from './router-options.ts'
import { seededRandom } from './testing/candidates.ts'

function flock(names: string, options: Partial<RouterOptions> = {}) {
  const clock = new TestClock()
  const agents = Object.fromEntries([...names].map((name) => [name, testAgent(name)]))
  const router = createRouter({
    upstreams: Object.entries(agents).map(([name, agent]) => ({ name, agent })),
    strategy: 'round-robin',
    clock,
    random: seededRandom(1),
    ...options,
  })
  const down = (name: string, error: () => unknown = refusedConnection) => {
    const agent = agents[name]
    if (agent !== undefined)
      agent.act = () => {
        throw error()
      }
  }
  const up = (name: string) => {
    const agent = agents[name]
    if (agent !== undefined) agent.act = () => undefined
  }
  /** Its calls wait until they are released. */
  const hold = (name: string) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const agent = agents[name]
    if (agent !== undefined) agent.act = () => promise
    return resolve
  }
  const send = (times = 1) =>
    Promise.all(
      Array.from({ length: times }, () => router.sendMessage(message(), testContext()).catch(() => undefined)),
    )
  const sendInTurn = async (times: number) => {
    for (let call = 0; call < times; call++) await send()
  }
  const seen = (name: string) => agents[name]?.seen.length
  const state = (name: string) => router.state().upstreams.find((each) => each.name === name)
  return { router, clock, down, up, hold, send, sendInTurn, seen, state }
}

describe('the breaker', () => {
  it('takes none out where that is said: each call finds out for itself', async () => {
    const { router, down, up, state } = flock('a', { health: { takesOut: false, consecutiveFailures: 1 } })
    const send = () => router.sendMessage(message(), testContext())
    down('a', () => gatewayError('RATE_LIMITED', 'Later.', { retryable: true, retryAfter: 60 }))
    for (let index = 0; index < 3; index++) await expect(send()).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    down('a')
    await expect(send()).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE' })
    expect(state('a')).toMatchObject({ state: 'closed', failures: 4 })
    up('a')
    await send()
  })

  it('opens after so many failures in a row, says why and since when, and tries again', async () => {
    const { clock, down, up, sendInTurn, seen, state } = flock('abc', { health: { consecutiveFailures: 3 } })
    down('a')
    await sendInTurn(30)
    expect(seen('a')).toBe(3)
    expect(state('a')).toMatchObject({
      state: 'open',
      since: '2026-01-01T00:00:00.000Z',
      until: '2026-01-01T00:00:05.000Z',
      reason: '3 calls in a row failed. The last one: The agent refused the connection.',
      failures: 3,
    })
    clock.pass(5.1)
    expect(state('a')?.state).toBe('half-open')
    await sendInTurn(6)
    expect(seen('a')).toBe(4)
    expect(state('a')).toMatchObject({
      state: 'open',
      since: '2026-01-01T00:00:00.000Z',
      until: '2026-01-01T00:00:15.100Z',
    })
    clock.pass(10.1)
    up('a')
    await sendInTurn(6)
    expect(state('a')).toMatchObject({ state: 'closed' })
    expect(state('a')).not.toHaveProperty('reason')
  })

  it('never leaves one alone for longer than 30 seconds', async () => {
    const { clock, down, up, sendInTurn, seen, state } = flock('ab', { health: { consecutiveFailures: 1 } })
    down('a')
    for (let round = 0; round < 10; round++) {
      await sendInTurn(4)
      clock.pass(30)
    }
    up('a')
    const before = seen('a') ?? 0
    await sendInTurn(8)
    expect(seen('a')).toBeGreaterThan(before)
    expect(state('a')?.state).toBe('closed')
  })

  it('opens when a share of the calls fails', async () => {
    let call = 0
    const { down, sendInTurn, state } = flock('ab', { health: { minimumCalls: 10, failureRate: 0.4 } })
    down('a', () => {
      call += 1
      return call % 2 === 0 ? refusedConnection() : gatewayError('INVALID_PARAMS', 'The request is wrong.')
    })
    await sendInTurn(40)
    expect(state('a')).toMatchObject({ state: 'open', reason: expect.stringContaining('of its last 10 calls failed') })
  })

  it('does not open for what callers do wrong', async () => {
    const { down, sendInTurn, state } = flock('ab')
    down('a', () => gatewayError('AGENT_ERROR', 'No.', { jsonRpc: { code: -32_602 } }))
    await sendInTurn(100)
    expect(state('a')).toMatchObject({ state: 'closed', failures: 0 })
  })

  it('leaves one alone for as long as it asks', async () => {
    const { clock, down, sendInTurn, seen, state } = flock('ab')
    down('a', () => gatewayError('AGENT_UNREACHABLE', 'Takes no calls (429).', { retryable: true, retryAfter: 120 }))
    await sendInTurn(4)
    expect(seen('a')).toBe(1)
    expect(state('a')).toMatchObject({ state: 'open', until: '2026-01-01T00:02:00.000Z' })
    clock.pass(119)
    await sendInTurn(4)
    expect(seen('a')).toBe(1)
  })

  it('admits few calls while it finds out', async () => {
    const { clock, down, hold, send, sendInTurn, seen, state } = flock('ab', {
      health: { consecutiveFailures: 1, probes: 2 },
    })
    down('a')
    await sendInTurn(2)
    clock.pass(6)
    const before = seen('a') ?? 0
    const release = hold('a')
    const sent = send(20)
    await Promise.resolve()
    release()
    await sent
    expect(seen('a')).toBe(before + 2)
    expect(state('a')?.state).toBe('closed')
  })

  it('gives one that is back its work little by little', async () => {
    const { clock, down, up, sendInTurn, seen, state } = flock('ab', {
      health: { consecutiveFailures: 1, slowStartSeconds: 100 },
    })
    down('a')
    await sendInTurn(2)
    clock.pass(6)
    up('a')
    await sendInTurn(6)
    expect(state('a')).toMatchObject({ state: 'closed', ramp: 0.1 })
    const before = seen('a') ?? 0
    await sendInTurn(200)
    expect((seen('a') ?? 0) - before).toBeLessThan(40)
    clock.pass(100)
    expect(state('a')?.ramp).toBe(1)
    const later = seen('a') ?? 0
    await sendInTurn(200)
    expect((seen('a') ?? 0) - later).toBe(100)
  })

  it('tries all of them when most are down, but not those that asked for a pause', async () => {
    const { down, sendInTurn, seen, router } = flock('abc', {
      health: { consecutiveFailures: 1 },
      retry: { retries: 0 },
    })
    down('a')
    down('b')
    down('c', () => gatewayError('RATE_LIMITED', 'Later.', { retryable: true, retryAfter: 60 }))
    await sendInTurn(30)
    expect(router.state().panic).toBe(true)
    expect(seen('a')).toBeGreaterThan(5)
    expect(seen('b')).toBeGreaterThan(5)
    expect(seen('c')).toBe(1)
  })

  it('is shared with the other replicas', async () => {
    const told: (readonly [string, Outage | undefined])[] = []
    let hear: (upstream: string, outage: Outage | undefined) => void = () => undefined
    const { clock, down, up, sendInTurn, seen, state } = flock('ab', {
      health: { consecutiveFailures: 1 },
      share: {
        tell: (upstream, outage) => told.push([upstream, outage]),
        listen: (listener) => {
          hear = listener
          return () => undefined
        },
      },
    })
    hear('b', { reason: 'Elsewhere.', since: clock.now(), until: clock.now() + 1_000, asked: false })
    await sendInTurn(5)
    expect(seen('b')).toBe(0)
    expect(state('b')).toMatchObject({ state: 'open', reason: 'Elsewhere.' })
    hear('b', undefined)
    expect(state('b')?.state).toBe('closed')
    expect(told).toEqual([])
    down('a')
    await sendInTurn(2)
    up('a')
    clock.pass(6)
    await sendInTurn(6)
    expect(told.map(([name, outage]) => [name, outage !== undefined])).toEqual([
      ['a', true],
      ['a', false],
    ])
  })
})
