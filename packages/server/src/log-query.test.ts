import { describe, expect, test } from 'vitest'
import { searchedTimes } from './log-query.ts'
import { gatewayWithLogs, logged } from './logs.fixture.ts'

describe('what logs are asked for', () => {
  const records = [
    logged(1, { agentId: 'id-echo', teamId: 'blue', userId: 'bob', requestId: 'r', taskId: 't', contextId: 'c' }),
    logged(2, { keyId: 'other', teamId: 'blue', status: 'error', errorCode: 'LOST', operation: 'getTask', cost: 3 }),
    logged(3, { keyId: 'other', teamId: 'red', sessionId: 's', upstream: 'eu', streaming: true, totalMs: 5_000 }),
    logged(4, { kind: 'run', keyId: 'ann-1', request: '"needle"', taskState: 'TASK_STATE_FAILED', version: '0.3' }),
  ]
  const listed = async (query: string, key?: string) => {
    const { ask } = await gatewayWithLogs(records)
    const { status, json } = await ask('GET', `/v1/logs?${query}`, undefined, key)
    return status === 200 ? json.logs.map(({ id }: { id: string }) => Number(id.slice(-1))) : status
  }

  test.each([
    ['', [4, 3, 2, 1]],
    ['agent=echo', [1]],
    ['team=blue', [2, 1]],
    ['user=bob', [1]],
    ['request_id=r', [1]],
    ['task_id=t', [1]],
    ['context_id=c', [1]],
    ['session_id=s', [3]],
    ['upstream=eu', [3]],
    ['streaming=true', [3]],
    ['streaming=false&team=blue', [2, 1]],
    ['error_code=LOST', [2]],
    ['operation=getTask', [2]],
    ['min_cost=2.5', [2]],
    ['min_total_ms=5000', [3]],
    ['max_total_ms=4999&kind=call', [2, 1]],
    ['kind=run', [4]],
    ['version=0.3', [4]],
    ['task_state=TASK_STATE_FAILED', [4]],
    ['search=NEEDLE', [4]],
    ['search=NEEDLE&to=2020-01-01', []],
  ])('%s', async (query, ids) => {
    expect(await listed(query)).toEqual(ids)
  })

  test.each([
    'streaming=1',
    'min_cost=-1',
    'min_total_ms=long',
    'operation=toString',
    'task_state=failed',
    'version=2.0',
    'kind=other',
    'search=x',
    'search=xyz&from=2020-01-01',
    'team=',
  ])('%s is refused', async (query) => {
    expect(await listed(query)).toBe(400)
  })

  test('a key sees its own calls, an admin of a team those of the team, administrators all', async () => {
    expect(await listed('', 'sk-member')).toEqual([1])
    expect(await listed('key=member&user=bob', 'sk-member')).toEqual([1])
    expect(await listed('user=ann', 'sk-member')).toEqual([])
    expect(await listed('key=other', 'sk-member')).toBe(403)
    expect(await listed('team=blue', 'sk-member')).toBe(403)
    expect(await listed('', 'sk-ann')).toEqual([4])
    expect(await listed('team=blue', 'sk-ann')).toEqual([2, 1])
    expect(await listed('team=blue&key=other', 'sk-ann')).toEqual([2])
    expect(await listed('team=red', 'sk-ann')).toBe(403)
    expect(await listed('team=none', 'sk-ann')).toBe(403)
    expect(await listed('', 'sk-viewer')).toEqual([4, 3, 2, 1])
    const { ask } = await gatewayWithLogs(records)
    const statuses = records.map(async ({ id }) => (await ask('GET', `/v1/logs/${id}`, undefined, 'sk-ann')).status)
    expect(await Promise.all(statuses)).toEqual([200, 200, 404, 200])
  })

  test('content is searched in a day, or up to seven', () => {
    const now = Date.parse('2026-05-08T12:00:00.000Z')
    expect(searchedTimes({}, now)).toEqual({ from: '2026-05-07T12:00:01.000Z', to: '2026-05-08T12:00:01.000Z' })
    const from = '2026-05-01T12:00:00.000Z'
    expect(searchedTimes({ from }, now).from).toBe(from)
    expect(() => searchedTimes({ from }, now + 60_000)).toThrow('no more than 7 days')
    expect(searchedTimes({ to: from }, now).from).toBe('2026-04-30T12:00:00.000Z')
  })
})
