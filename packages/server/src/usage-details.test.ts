import type { CallRecord } from '@gateway/core'
import { describe, expect, test } from 'vitest'
import { usageGateway, usageRecord } from './usage.fixture.ts'

describe('GET /v1/usage in detail', () => {
  const times = (count: number, agentId: string, time: string, fields: Partial<CallRecord> = {}) =>
    Array.from({ length: count }, (_, number) =>
      usageRecord('2026-03-01', { time, agentId, totalMs: number + 1, overheadMs: 2, ...fields }),
    )
  const HOURS = [
    ...times(100, 'id-echo', '2026-03-01T09:59:59.999Z'),
    ...times(4, 'id-echo', '2026-03-01T10:00:00.000Z', { status: 'error', errorCode: 'UNAVAILABLE' }),
    ...times(2, 'id-gone', '2026-03-02T08:30:00.000Z', { status: 'refused', errorCode: 'RATE_LIMITED', totalMs: 900 }),
  ]
  const asked = async (query: string) => (await (await usageGateway(HOURS)).ask('GET', `/v1/usage?${query}`)).json

  test('by hour, of the hours in which the times are', async () => {
    const series = async (query: string) => {
      const { from, to, series } = await asked(query)
      return [from, to, ...series.map(({ date, calls }: { date: string; calls: number }) => `${date} ${calls}`)]
    }
    expect(await series('interval=hour&from=2026-03-01&to=2026-03-02')).toEqual([
      '2026-03-01T00:00Z',
      '2026-03-02T23:00Z',
      '2026-03-01T09:00Z 100',
      '2026-03-01T10:00Z 4',
      '2026-03-02T08:00Z 2',
    ])
    expect(await series('interval=hour&from=2026-03-01T10:30:00Z&to=2026-03-02T10:10:00%2B02:00')).toEqual([
      '2026-03-01T10:00Z',
      '2026-03-02T08:00Z',
      '2026-03-01T10:00Z 4',
      '2026-03-02T08:00Z 2',
    ])
    expect(await series('interval=day&from=2026-03-01T10:30:00Z&to=2026-03-02')).toEqual([
      '2026-03-01T10:00Z',
      '2026-03-02T23:00Z',
      '2026-03-01 4',
      '2026-03-02 2',
    ])
    const { from, to } = await asked('interval=hour')
    expect(Date.parse(to) - Date.parse(from)).toBe(23 * 3_600_000)
  })

  test('with how long calls took: a page of agents in one request', async () => {
    const { groups, totals } = await asked(
      'from=2026-03-01T00:00:00Z&to=2026-03-02&group_by=agent&agent=echo,id-gone&interval=hour&latency=true&order=p95',
    )
    const [gone, echo] = groups
    expect([gone.id, echo.id, groups.length]).toEqual(['id-gone', 'id-echo', 2])
    expect(echo.totals).toMatchObject({ calls: 104, errors: 4 })
    const { total, overhead, ...none } = echo.totals.latency
    expect(none).toEqual({})
    const within = (ms: number) => ({ asymmetricMatch: (told: number) => Math.abs(told - ms) <= ms * 0.05 + 0.001 })
    // Of 1, 1, 2, 2, 3, 3, 4, 4, 5 … 100.
    expect(total).toEqual({ p50: within(48), p90: within(90), p95: within(95), p99: within(99) })
    expect(overhead.p99).toEqual(within(2))
    expect(echo.series.map(({ latency }: typeof totals) => latency.total.p99)).toEqual([within(99), within(4)])
    expect(gone.totals.latency.total.p50).toEqual(within(900))
    expect(totals.latency.total.p50).toEqual(within(49))
    expect((await asked('from=2026-03-01&to=2026-03-02')).totals).not.toHaveProperty('latency')
    expect(await asked('from=2025-03-01&to=2025-03-02&latency=true')).toMatchObject({ totals: { latency: {} } })
  })

  test('by the codes of errors', async () => {
    const { groups } = await asked('from=2026-03-01&to=2026-03-02&group_by=error&order=calls&interval=total')
    expect(groups.map(({ id, totals }: { id: string; totals: { calls: number } }) => [id, totals.calls])).toEqual([
      [null, 100],
      ['UNAVAILABLE', 4],
      ['RATE_LIMITED', 2],
    ])
    expect((await asked('from=2026-03-01&to=2026-03-02&error=RATE_LIMITED')).totals.calls).toBe(2)
  })

  test('beside the window of the same length before', async () => {
    const days = await asked('from=2026-03-02&to=2026-03-03&compare=previous&group_by=agent&interval=total')
    expect(days).toMatchObject({
      totals: { calls: 2 },
      previous: { from: '2026-02-28', to: '2026-03-01', totals: { calls: 104 } },
      groups: [{ id: 'id-gone', totals: { calls: 2 }, previous: { calls: 0 } }],
    })
    const hours = await asked('from=2026-03-01T10:00:00Z&to=2026-03-01T10:00:00Z&compare=previous&interval=hour')
    expect(hours).toMatchObject({
      totals: { calls: 4 },
      previous: { from: '2026-03-01T09:00Z', to: '2026-03-01T09:00Z', totals: { calls: 100 } },
    })
  })

  test.each([
    'from=2026-01-01&interval=hour&to=2026-02-01',
    'latency=perhaps',
    'compare=next',
    'from=2026-03-01T25:00Z',
  ])('%s is refused', async (query) => {
    expect(await asked(query)).toMatchObject({ error: {} })
  })
})
