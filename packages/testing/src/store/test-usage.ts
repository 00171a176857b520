import type { CallRecord, CallStatus, Percentiles, Store, UsageDimension, UsageFilter, UsageSums } from '@gateway/core'
import { PERCENTILE_ERROR } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD, sampleRecord } from './samples.ts'

/** What a record has of each dimension. */
const VALUES: Readonly<Record<UsageDimension, (record: CallRecord) => string>> = {
  date: ({ time }) => time.slice(0, 10),
  hour: ({ time }) => time.slice(0, 13),
  agent: ({ agentId = '' }) => agentId,
  key: ({ keyId = '' }) => keyId,
  team: ({ teamId = '' }) => teamId,
  user: ({ userId = '' }) => userId,
  upstream: ({ upstream = '' }) => upstream,
  model: ({ usage }) => usage?.model ?? '',
  status: ({ status }) => status,
  error: ({ errorCode = '' }) => errorCode,
}

const sum = (records: readonly CallRecord[], of: (record: CallRecord) => number) =>
  records.reduce((total, record) => total + of(record), 0)
const tokens = ({ usage }: CallRecord) => usage?.totalTokens ?? (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0)

/** The sums as they are told of in words, added up anew. */
function sumsOf(records: readonly CallRecord[]): UsageSums {
  const calls = records.filter(({ kind }) => kind === undefined)
  const having = (status: CallStatus) => calls.filter((record) => record.status === status).length
  return {
    calls: calls.length,
    succeeded: having('ok'),
    errors: having('error'),
    inputTokens: sum(records, ({ usage }) => usage?.inputTokens ?? 0),
    outputTokens: sum(records, ({ usage }) => usage?.outputTokens ?? 0),
    totalTokens: sum(records, tokens),
    estimatedTokens: sum(records, (record) => (record.usage?.estimated ? tokens(record) : 0)),
    cost: sum(records, ({ cost = 0 }) => cost),
    totalMs: sum(calls, ({ totalMs }) => totalMs),
  }
}

/** What half, nine in ten and so on of them are within: the nearest rank. */
function percentilesOf(values: readonly (number | undefined)[]): Percentiles | undefined {
  const sorted = values.filter((value) => value !== undefined).sort((left, right) => left - right)
  if (sorted.length === 0) return undefined
  const at = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? Number.NaN
  return { p50: at(50), p90: at(90), p95: at(95), p99: at(99) }
}

function expectClose(told: Percentiles | undefined, exact: Percentiles | undefined): void {
  if (exact === undefined || told === undefined) {
    expect(told).toBe(exact)
    return
  }
  for (const name of ['p50', 'p90', 'p95', 'p99'] as const) {
    // Of what doubles cannot tell: less than a billionth.
    const error = exact[name] * (PERCENTILE_ERROR + 1e-9) + 0.001
    expect(Math.abs(told[name] - exact[name]), `${name} ${told[name]} of ${exact[name]}`).toBeLessThanOrEqual(error)
  }
}

/** Numbers that look like any, and are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** Costs and times are sums of binary fractions here, so that the order in which they are added makes no difference. */
function someRecord(number: number, below: (most: number) => number, agentId: string): CallRecord {
  const pick = <Value>(...values: readonly [Value, ...Value[]]) => values[below(values.length)] ?? values[0]
  return sampleRecord(number, {
    time: new Date(Date.UTC(2026, 2, 1 + below(3), pick(0, 9, 23), 59, 59, 999)).toISOString(),
    agentId: `${agentId}-${below(2)}`,
    kind: pick(undefined, undefined, undefined, 'run', 'mirror'),
    keyId: pick(undefined, 'key-1', 'key-2'),
    teamId: pick(undefined, 'team-1', AWKWARD),
    userId: pick(undefined, AWKWARD),
    upstream: pick(undefined, 'eu', 'us'),
    status: pick<CallStatus>('ok', 'ok', 'error', 'refused', 'canceled'),
    errorCode: pick(undefined, undefined, 'RATE_LIMITED', 'UNAVAILABLE'),
    // From nothing to some hours.
    totalMs: pick(0, below(8) / 1_024, below(8_000) / 8, below(10_000_000)),
    firstEventMs: pick(undefined, below(1_000) / 64),
    overheadMs: pick(undefined, below(100) / 32),
    cost: pick(undefined, 0, below(1_000) / 1_024),
    usage: pick<CallRecord['usage']>(
      undefined,
      { model: 'gpt' },
      { inputTokens: below(100), outputTokens: below(100), model: AWKWARD },
      { inputTokens: below(100), totalTokens: 500, estimated: true },
      { totalTokens: below(1_000), model: 'gpt' },
    ),
  })
}

export function testUsage(store: () => Store): void {
  describe('usage by day and hour', () => {
    it.each([1, 2, 3])(
      'equals the sums over the records, also of batches that are appended again: %d',
      async (seed) => {
        const below = numbers(seed)
        const agent = [`usage-${seed}-0`, `usage-${seed}-1`]
        const records = Array.from({ length: 300 }, (_, number) =>
          someRecord(1_000_000 * seed + number, below, `usage-${seed}`),
        )
        for (let start = 0; start < records.length; start += 60) {
          await store().records.append(records.slice(start, start + 60))
          // A batch whose answer was lost comes again, with others behind it.
          await store().records.append(records.slice(Math.max(0, start - below(60)), start + below(60)))
        }
        const [all] = await store().usage.sum({ agent }, [])
        expect(all).toEqual({ of: {}, sums: sumsOf(records) })
        const groupings: UsageDimension[][] = [
          ['date'],
          ['hour'],
          ['agent'],
          ['key'],
          ['team'],
          ['user'],
          ['upstream'],
          ['model'],
          ['status'],
          ['error'],
          ['date', 'agent', 'key', 'team', 'user', 'upstream', 'model', 'status', 'error'],
          ['hour', 'agent', 'key', 'team', 'user', 'upstream', 'model', 'status', 'error'],
        ]
        for (const by of groupings) {
          const groups = await store().usage.sum({ agent }, by, { latency: true })
          const places = new Set(records.map((record) => JSON.stringify(by.map((name) => VALUES[name](record)))))
          expect(groups).toHaveLength(places.size)
          for (const { of, sums, latency } of groups) {
            const members = records.filter((record) => by.every((name) => VALUES[name](record) === of[name]))
            expect({ of, sums }).toEqual({ of, sums: sumsOf(members) })
            const calls = members.filter(({ kind }) => kind === undefined)
            expectClose(latency?.total, percentilesOf(calls.map(({ totalMs }) => totalMs)))
            expectClose(latency?.firstEvent, percentilesOf(calls.map(({ firstEventMs }) => firstEventMs)))
            expectClose(latency?.overhead, percentilesOf(calls.map(({ overheadMs }) => overheadMs)))
          }
        }
      },
    )

    it('is found by day and by each dimension', async () => {
      const below = numbers(9)
      const records = Array.from({ length: 300 }, (_, number) => someRecord(9_000_000 + number, below, 'usage-found'))
      await store().records.append(records)
      const agent = ['usage-found-0', 'usage-found-1']
      const found = async (filter: UsageFilter, matches: (record: CallRecord) => boolean) => {
        const [group] = await store().usage.sum({ agent, ...filter }, [])
        expect(group?.sums).toEqual(sumsOf(records.filter(matches)))
      }
      await found({ from: '2026-03-02' }, ({ time }) => time >= '2026-03-02')
      await found({ from: '2026-03-02', to: '2026-03-02' }, ({ time }) => time.startsWith('2026-03-02'))
      await found({ to: '2026-03-02' }, ({ time }) => time < '2026-03-03')
      await found({ from: '2026-03-01T23', to: '2026-03-02T09' }, ({ time }) => {
        return time >= '2026-03-01T23' && time < '2026-03-02T10'
      })
      await found({ from: '2026-03-02', to: '2026-03-02T09' }, ({ time }) => {
        return time >= '2026-03-02' && time < '2026-03-02T10'
      })
      await found({ error: ['RATE_LIMITED'] }, ({ errorCode }) => errorCode === 'RATE_LIMITED')
      await found({ agent: ['usage-found-1'] }, ({ agentId }) => agentId === 'usage-found-1')
      await found({ key: ['key-1', 'key-2'] }, ({ keyId }) => keyId !== undefined)
      await found({ key: [''] }, ({ keyId }) => keyId === undefined)
      await found({ team: [AWKWARD] }, ({ teamId }) => teamId === AWKWARD)
      await found({ user: [AWKWARD], upstream: ['eu'] }, (r) => r.userId === AWKWARD && r.upstream === 'eu')
      await found({ model: [AWKWARD] }, ({ usage }) => usage?.model === AWKWARD)
      await found({ status: ['refused', 'error'] }, ({ status }) => status === 'refused' || status === 'error')
      await found({ not: { agent: ['usage-found-1'] } }, ({ agentId }) => agentId !== 'usage-found-1')
      await found({ not: { team: [''], user: [] } }, ({ teamId }) => teamId !== undefined)
      await found({ key: [] }, () => false)
    })

    it('is listed greatest first, by page', async () => {
      const records = Array.from({ length: 6 }, (_, number) =>
        sampleRecord(8_000_000 + number, {
          agentId: 'usage-order',
          upstream: `u${number}`,
          cost: number % 3,
          totalMs: number,
        }),
      )
      await store().records.append(records)
      const names = async (order: Parameters<Store['usage']['sum']>[2]) =>
        (await store().usage.sum({ agent: ['usage-order'] }, ['upstream'], order)).map(({ of }) => of.upstream)
      expect(await names({})).toEqual(['u0', 'u1', 'u2', 'u3', 'u4', 'u5'])
      expect(await names({ by: 'cost' })).toEqual(['u2', 'u5', 'u1', 'u4', 'u0', 'u3'])
      expect(await names({ by: 'cost', limit: 3, offset: 1 })).toEqual(['u5', 'u1', 'u4'])
      expect(await names({ by: 'totalMs', limit: 1 })).toEqual(['u5'])
      expect(await names({ limit: 9, offset: 6 })).toEqual([])
      expect(await names({ by: 'p95', limit: 2, offset: 1 })).toEqual(['u4', 'u3'])
    })

    it('takes whatever an agent says that it has used', async () => {
      const usage = { inputTokens: Number.MAX_SAFE_INTEGER, outputTokens: 1e300, model: 'm'.repeat(5_000) }
      const records = Array.from({ length: 3_000 }, (_, number) =>
        sampleRecord(7_000_000 + number, { agentId: 'usage-much', usage, cost: 1e300, totalMs: number ** 2 }),
      )
      for (let start = 0; start < 3_000; start += 1_000)
        await store().records.append(records.slice(start, start + 1_000))
      const [group, ...others] = await store().usage.sum({ agent: ['usage-much'] }, ['model'], { latency: true })
      expect(others).toEqual([])
      expectClose(group?.latency?.total, percentilesOf(records.map(({ totalMs }) => totalMs)))
      expect(group?.of.model).toBe('m'.repeat(100))
      expect(group?.sums.calls).toBe(3_000)
      expect(group?.sums.inputTokens).toBeCloseTo(3_000 * Number.MAX_SAFE_INTEGER, -8)
    })
  })
}
