import { afterEach, describe, expect, test, vi } from 'vitest'
import { type AgentProcess, agentProcess } from './support/agent-process.ts'
import { type CallLoad, callLoad, failedOf } from './support/call-load.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

vi.setConfig({ testTimeout: 90_000 })

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]()
})

const FAILURES = 3

interface Setting {
  readonly gateway: TestGateway
  readonly agents: readonly [AgentProcess, AgentProcess, AgentProcess]
  readonly load: CallLoad
  readonly key: string
}

interface SettingOptions {
  readonly health?: object
  readonly limits?: object
  /** What the third takes for everything. */
  readonly delayMs?: number
}

/** Three upstreams, each a process, and callers who call until the test ends. */
async function setting({ health, limits, delayMs = 0 }: SettingOptions = {}): Promise<Setting> {
  const agents = await Promise.all([agentProcess(), agentProcess(), agentProcess({ delayMs })])
  open.push(...agents)
  const gateway = await testGateway({
    config: {
      agents: [
        {
          name: 'three',
          routing: {
            strategy: 'round-robin',
            health: { consecutiveFailures: FAILURES, failureRate: 1, minimumCalls: 10_000, ...health },
          },
          upstreams: agents.map(({ url }, index) => ({ name: `u${index + 1}`, url, ...(limits ? { limits } : {}) })),
        },
      ],
    },
  })
  open.push(gateway)
  const key = await gateway.key(['three'])
  const load = callLoad(gateway, 'three', { key })
  open.push(load)
  await load.more(30)
  expect(load.ended.filter(({ error }) => error !== undefined)).toEqual([])
  return { gateway, agents, load, key }
}

const upstream = async (gateway: TestGateway, name: string): Promise<Wire> =>
  (await gateway.json('/v1/agents/three/upstreams')).upstreams.find((each: Wire) => each.name === name)

const becomes = (gateway: TestGateway, name: string, state: string) =>
  eventually(
    () => upstream(gateway, name),
    (each) => each.state === state,
    40,
  )

/** All records of calls, newest first. */
async function records(gateway: TestGateway): Promise<Wire[]> {
  const all: Wire[] = []
  for (let cursor = ''; ; ) {
    const page = await gateway.json(`/v1/logs?limit=200${cursor}`)
    all.push(...page.logs)
    if (page.next_cursor === null) return all
    cursor = `&cursor=${page.next_cursor}`
  }
}
const failuresAt = (all: readonly Wire[], name: string): Wire[] =>
  all.flatMap(({ attempts = [] }) => attempts).filter((each: Wire) => each.upstream === name && each.error)

/** As many failures as are configured, streams that broke off among them; what was under way when it opened comes on top. */
async function expectOpenedInTime(gateway: TestGateway, name: string, load: CallLoad): Promise<void> {
  const { failures } = await upstream(gateway, name)
  expect(failures).toBeGreaterThanOrEqual(FAILURES)
  expect(failures).toBeLessThanOrEqual(FAILURES + load.callers)
}

/** What a stream that had begun may end with: its end, or an error that says what happened. */
function expectClearEnds(load: CallLoad): void {
  for (const { error, events } of failedOf(load.ended, 'stream')) {
    expect(error).toMatchObject({ code: -32603, message: expect.stringMatching(/agent/i) })
    expect(events).toBeGreaterThan(0)
  }
}

describe('three upstreams under load', () => {
  test('one is killed: what could be tried again does not fail, streams end with a clear error, the breaker opens', async () => {
    verifies('retry', 'breaker', 'balance')
    const { gateway, agents, load } = await setting({ health: { cooldownSeconds: 600, longestCooldownSeconds: 600 } })
    await agents[1].kill()
    const out = await becomes(gateway, 'u2', 'open')
    expect(out).toMatchObject({ since: expect.any(String), reason: expect.stringContaining('in a row') })
    await load.more(60)
    await load.stop()

    expect(failedOf(load.ended, 'repeatable')).toEqual([])
    expectClearEnds(load)
    const all = await records(gateway)
    await expectOpenedInTime(gateway, 'u2', load)
    expect([...failuresAt(all, 'u1'), ...failuresAt(all, 'u3')]).toEqual([])
    // Only what may have begun there has failed: it was never given to another.
    const failed = all.filter(({ operation, status }) => operation === 'sendMessage' && status === 'error')
    expect(failed).toHaveLength(failedOf(load.ended, 'unary').length)
    for (const { attempts } of failed) expect(attempts.map((each: Wire) => each.upstream)).toEqual(['u2'])
  })

  test('one is a black hole: the first-event limit tells, and calls go to the others', async () => {
    verifies('retry', 'breaker')
    const { gateway, agents, load } = await setting({
      health: { cooldownSeconds: 600, longestCooldownSeconds: 600 },
      limits: { firstEventSeconds: 3, idleSeconds: 4 },
    })
    agents[0].freeze()
    open.push({ [Symbol.asyncDispose]: async () => agents[0].thaw() })
    await becomes(gateway, 'u1', 'open')
    await load.more(60)
    await load.stop()
    const all = await records(gateway)
    await expectOpenedInTime(gateway, 'u1', load)
    expect(new Set(failuresAt(all, 'u1').map(({ error }) => error))).toEqual(new Set(['AGENT_TIMEOUT']))
    expect(failedOf(load.ended, 'repeatable')).toEqual([])
    // It may have begun with what it was given: each of these has failed, clearly, and was given to no other.
    const failed = all.filter(({ status }) => status === 'error')
    expect(failed).toHaveLength(load.ended.filter(({ error }) => error !== undefined).length)
    for (const record of failed) {
      expect(record).toMatchObject({ errorCode: 'AGENT_TIMEOUT', errorMessage: expect.stringMatching(/limits\.\w+/) })
      expect(record.attempts.map((each: Wire) => each.upstream)).toEqual(['u1'])
    }
  })

  test('one is slow: it is taken out for it, and no call fails', async () => {
    verifies('breaker')
    const { gateway, load } = await setting({ health: { slowFactor: 4, cooldownSeconds: 600 }, delayMs: 1_500 })
    const out = await becomes(gateway, 'u3', 'open')
    expect(out.reason).toMatch(/first events take \d+ ms/)
    await load.more(60)
    await load.stop()
    expect(load.ended.filter(({ error }) => error !== undefined)).toEqual([])
    expect(failuresAt(await records(gateway), 'u3')).toEqual([])
  })

  test('one flaps: each time it is taken out, comes back and gets calls again; what could be tried again does not fail', async () => {
    verifies('retry', 'breaker')
    const { gateway, agents, load } = await setting({
      health: { cooldownSeconds: 1, longestCooldownSeconds: 2, slowStartSeconds: 0 },
    })
    for (let time = 0; time < 3; time++) {
      await agents[2].kill()
      await becomes(gateway, 'u3', 'open')
      await agents[2].restart()
      await becomes(gateway, 'u3', 'closed')
      const { calls } = await upstream(gateway, 'u3')
      await eventually(
        async () => (await upstream(gateway, 'u3')).calls,
        (now) => now >= calls + 5,
        30,
      )
    }
    await load.stop()
    expect(failedOf(load.ended, 'repeatable')).toEqual([])
    expectClearEnds(load)
    const failed = (await records(gateway)).filter(({ status }) => status === 'error')
    for (const { attempts } of failed) expect(attempts.at(-1)).toMatchObject({ upstream: 'u3' })
  })
})
