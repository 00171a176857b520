import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RelayGateway, type RelayHabit, relayGateway } from './support/relay-agents.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

/** The records of a trace, the oldest call first. */
async function trace({ gateway }: RelayGateway, traceId: string): Promise<Wire[]> {
  const { logs } = await gateway.json('/v1/logs?limit=200')
  // Who causes a call ends after it.
  return logs.filter((log: Wire) => log.traceId === traceId)
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e47'
let traces = 10
const newTrace = () => {
  traces += 1
  return `${TRACE}${traces}`
}

describe.each<RelayHabit>(['own-key', 'headers', 'traceparent'])('agents that call on with: %s', (habit) => {
  let relays: RelayGateway
  beforeAll(async () => {
    relays = await relayGateway({ a: habit, old: habit, c: habit }, { cost: { perCall: 2 } })
  })
  afterAll(async () => {
    await relays[Symbol.asyncDispose]()
  })
  const send = (agent: string, text: string, traceId: string) =>
    relays.send(agent, text, { headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } })

  test('each call is linked to the one that caused it, across versions', async () => {
    verifies('traces')
    const traceId = newTrace()
    expect(await send('a', 'old c', traceId)).toBe('a old c end')
    const [first, second, third, ...more] = await trace(relays, traceId)
    expect(more).toEqual([])
    expect([first?.agentName, second?.agentName, third?.agentName]).toEqual(['a', 'old', 'c'])
    expect(first).toMatchObject({ parentSpanId: '00f067aa0ba902b7' })
    expect(first).not.toHaveProperty('causeSpanId')
    // Who passes the headers on is in the attempt at it; of who is known by its key alone, the call is known.
    const within = (span: string | undefined) => (habit === 'own-key' ? span : span?.replace(/00$/, '01'))
    expect(second).toMatchObject({ parentSpanId: within(first?.spanId), causeSpanId: first?.spanId })
    expect(third).toMatchObject({ parentSpanId: within(second?.spanId), causeSpanId: second?.spanId })
  })

  test('a call and a session are shown with all that they caused, each with what it took', async () => {
    verifies('traces')
    const traceId = newTrace()
    await send('a', 'old c', traceId)
    const { gateway } = relays
    const session = await gateway.json(`/v1/logs/sessions/${traceId}`)
    expect(session.calls.map(({ depth, parent, log }: Wire) => [depth, parent, log.agentName])).toEqual([
      [0, undefined, 'a'],
      [1, 0, 'old'],
      [2, 1, 'c'],
    ])
    const [first, second, third] = session.calls
    expect([first.startMs, first.log.cost, third.log.status]).toEqual([0, 2, 'ok'])
    expect(second.startMs).toBeLessThanOrEqual(third.startMs)
    expect(first.log).not.toHaveProperty('request')
    expect(session.totals).toMatchObject({ calls: 3, errors: 0, cost: 6 })
    expect(session.totals.durationMs).toBeGreaterThanOrEqual(first.log.totalMs)
    expect(session).not.toHaveProperty('notShown')
    // The same from any of them, and from the conversation of the first, which is in none of the others.
    for (const { log } of session.calls) expect(await gateway.json(`/v1/logs/${log.id}/trace`)).toEqual(session)
    expect(await gateway.json(`/v1/logs/sessions/${first.log.contextId}`)).toEqual(session)
  })

  test('who may see one of the calls sees of the others only what it may see', async () => {
    verifies('traces')
    const traceId = newTrace()
    await send('a', 'old c', traceId)
    const { gateway, key } = relays
    const all = await gateway.json(`/v1/logs/sessions/${traceId}`)
    const seen = await gateway.json(`/v1/logs/sessions/${traceId}`, { key })
    const own = all.calls.filter(({ log }: Wire) => log.keyId === all.calls[0].log.keyId)
    expect(seen.calls).toEqual(own)
    expect(own).toHaveLength(habit === 'own-key' ? 1 : 3)
    expect(seen.totals).toMatchObject({ calls: own.length, cost: own.length * 2 })
    const stranger = await gateway.key('all')
    for (const path of [`sessions/${traceId}`, `${all.calls[0].log.id}/trace`]) {
      expect((await gateway.json(`/v1/logs/${path}`, { key: stranger })).error.code).toBe('NOT_FOUND')
    }
  })

  test('an agent that is in its chain already is not asked again, and the refusal is in the records', async () => {
    verifies('traces')
    const traceId = newTrace()
    expect(await send('a', 'old a', traceId)).toMatch(
      /^a old LOOP_DETECTED: Agent 'a' is asked by an agent that works for it \(a → old → a\)/,
    )
    expect(await send('c', 'old a', newTrace())).toBe('c old a end')
    const records = await trace(relays, traceId)
    expect(records).toMatchObject([
      { status: 'ok' },
      { status: 'ok' },
      { status: 'refused', errorCode: 'LOOP_DETECTED' },
    ])
  })
})

test('nine agents deep are one too many, eight are not, whatever each of them passes on', async () => {
  verifies('traces')
  const habits: RelayHabit[] = ['own-key', 'headers', 'traceparent']
  const names = ['a1', 'old2', 'a3', 'a4', 'a5', 'old6', 'a7', 'a8', 'a9']
  await using relays = await relayGateway(
    Object.fromEntries(names.map((name, index) => [name, habits[index % habits.length] ?? 'headers'])),
  )
  const [first = '', ...rest] = names
  expect(await relays.send(first, rest.slice(0, 7).join(' '))).toMatch(/^a1 .* a8 end$/)
  expect(await relays.send(first, rest.join(' '))).toMatch(
    /a8 LOOP_DETECTED: Agents ask one another 9 deep \(a1 → old2 → .* → a9\), which is more than the 8 that are let/,
  )
})

test('agents may ask one another again where that is allowed, as deep as is set', async () => {
  verifies('traces')
  await using relays = await relayGateway(
    { a: 'own-key', b: 'headers' },
    { chains: { sameAgent: 'allow', maxDepth: 4 } },
  )
  expect(await relays.send('a', 'b a b')).toBe('a b a b end')
  expect(await relays.send('a', 'b a b a')).toMatch(/^a b a b LOOP_DETECTED: .* 5 deep/)
})
