import { describe, expect, test } from 'vitest'
import { usageGateway, usageRecord } from './usage.fixture.ts'

const RECORDS = [
  usageRecord('2026-03-01', { agentId: 'id-echo', cost: 1, usage: { inputTokens: 3, outputTokens: 4, model: 'gpt' } }),
  usageRecord('2026-03-01', { agentId: 'id-echo', status: 'refused' }),
  usageRecord('2026-03-02', { agentId: 'id-gone', keyId: 'other', teamId: 'blue', userId: 'ann', cost: 2 }),
  usageRecord('2026-03-04', { agentId: 'id-echo', keyId: 'other', teamId: 'blue', userId: 'bob', status: 'error' }),
  usageRecord('2026-03-04', {
    agentId: 'id-echo',
    keyId: 'third',
    teamId: 'red',
    userId: 'ann',
    cost: 0.25,
    kind: 'run',
  }),
]

const MARCH = 'from=2026-03-01&to=2026-03-31'

describe('GET /v1/usage', () => {
  test('has totals, and a series by day', async () => {
    const { ask } = await usageGateway(RECORDS)
    const { json } = await ask('GET', `/v1/usage?${MARCH}`)
    const none = { calls: 0, succeeded: 0, errors: 0, input_tokens: 0, output_tokens: 0, total_tokens: 0 }
    const rest = { estimated_tokens: 0, cost: 0, total_ms: 0 }
    expect(json).toEqual({
      from: '2026-03-01',
      to: '2026-03-31',
      totals: {
        ...{ calls: 4, succeeded: 2, errors: 1, input_tokens: 3, output_tokens: 4, total_tokens: 7 },
        ...{ estimated_tokens: 0, cost: 3.25, total_ms: 40 },
      },
      series: [
        {
          ...{ date: '2026-03-01', calls: 2, succeeded: 1, errors: 0, input_tokens: 3, output_tokens: 4 },
          ...{ total_tokens: 7, estimated_tokens: 0, cost: 1, total_ms: 20 },
        },
        { ...none, ...rest, date: '2026-03-02', calls: 1, succeeded: 1, cost: 2, total_ms: 10 },
        { ...none, ...rest, date: '2026-03-04', calls: 1, errors: 1, cost: 0.25, total_ms: 10 },
      ],
      next_cursor: null,
    })
    const nothing = await ask('GET', '/v1/usage?from=2025-01-01&to=2025-01-02&group_by=agent')
    expect(nothing.json).toMatchObject({ totals: { ...none, ...rest }, series: [], groups: [], next_cursor: null })
  })

  test('has groups with their names, those with the most first, by page', async () => {
    const { ask } = await usageGateway(RECORDS)
    const groups = async (query: string) => {
      const { json } = await ask('GET', `/v1/usage?${MARCH}&${query}`)
      const shown = json.groups.map(({ id, name, totals }: { id: string; name: string; totals: { cost: number } }) => [
        id,
        name,
        totals.cost,
      ])
      return { shown, next: json.next_cursor }
    }
    expect(await groups('group_by=agent')).toEqual({
      shown: [
        ['id-gone', null, 2],
        ['id-echo', 'echo', 1.25],
      ],
      next: null,
    })
    expect(await groups('group_by=agent&order=calls&limit=1')).toEqual({
      shown: [['id-echo', 'echo', 1.25]],
      next: '1',
    })
    expect(await groups('group_by=agent&order=calls&limit=1&cursor=1')).toEqual({
      shown: [['id-gone', null, 2]],
      next: null,
    })
    expect((await groups('group_by=team&interval=total')).shown).toEqual([
      ['blue', 'Blue team', 2],
      [null, null, 1],
      ['red', null, 0.25],
    ])
    expect((await groups('group_by=user&agent=echo&status=error,refused&order=calls')).shown).toEqual([
      [null, null, 0],
      ['bob', null, 0],
    ])
    const { json } = await ask('GET', `/v1/usage?${MARCH}&group_by=model&model=gpt`)
    expect(json.groups).toMatchObject([{ id: 'gpt', series: [{ date: '2026-03-01', cost: 1 }] }])
    expect(json.totals.cost).toBe(1)
  })

  test.each([
    ['sk-viewer', '', 3.25],
    ['sk-member', '', 1],
    ['sk-member', '&key=sk-member', 1],
    ['sk-member', '&key=other', 403],
    ['sk-member', '&user=ann', 403],
    ['sk-member', '&team=blue', 403],
    ['sk-ann', '', 0],
    ['sk-ann', '&user=ann', 2.25],
    ['sk-ann', '&user=ann,bob', 403],
    ['sk-ann', '&team=blue', 2],
    ['sk-ann', '&team=blue&key=other', 2],
    ['sk-ann', '&team=blue&key=member', 0],
    // A member of it is not its admin, and a key of one team is nothing in another.
    ['sk-ann', '&team=red', 403],
    ['sk-ann', '&team=blue,red', 403],
    ['sk-ann-red', '&team=blue', 403],
    ['sk-ann-red', '&user=ann', 0.25],
    ['sk-bob', '&team=blue', 403],
    ['sk-bob', '&team=none', 403],
  ])('%s sees its own: %s', async (key, query, seen) => {
    const { ask } = await usageGateway(RECORDS)
    const { status, json } = await ask('GET', `/v1/usage?${MARCH}${query}`, undefined, key)
    expect(status === 200 ? json.totals.cost : status).toBe(seen)
  })

  test.each([
    'from=2026-03-02&to=2026-03-01',
    'from=2020-01-01&to=2026-03-01',
    'from=yesterday',
    'group_by=colour',
    'limit=201',
    'status=lost',
    'agents=echo',
    'cursor=x',
    'order=name',
  ])('%s is refused', async (query) => {
    const { ask } = await usageGateway(RECORDS)
    expect((await ask('GET', `/v1/usage?${query}`)).status).toBe(400)
  })

  test('many years are answered as a total, and the last 30 days without being named', async () => {
    const { ask } = await usageGateway(RECORDS)
    const all = await ask('GET', '/v1/usage?from=2020-01-01&to=2026-03-31&interval=total')
    expect(all.json).toMatchObject({ totals: { cost: 3.25 } })
    expect(all.json).not.toHaveProperty('series')
    const { from, to } = (await ask('GET', '/v1/usage')).json
    expect(Date.parse(to) - Date.parse(from)).toBe(29 * 86_400_000)
  })

  test('is a table as CSV', async () => {
    const { app } = await usageGateway(RECORDS)
    const table = async (query: string) => {
      const headers = { authorization: 'Bearer sk-admin' }
      const response = await app.request(`/v1/usage?${MARCH}&format=csv&${query}`, { headers })
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
      return (await response.text()).split('\r\n')
    }
    const sums = 'calls,succeeded,errors,input_tokens,output_tokens,total_tokens,estimated_tokens,cost,total_ms'
    expect(await table('group_by=agent')).toEqual([
      `date,agent,name,${sums}`,
      '2026-03-02,id-gone,,1,1,0,0,0,0,0,2,10',
      '2026-03-01,id-echo,echo,2,1,0,3,4,7,0,1,20',
      '2026-03-04,id-echo,echo,1,0,1,0,0,0,0,0.25,10',
      '',
    ])
    expect(await table('interval=total')).toEqual([sums, '4,2,1,3,4,7,0,3.25,40', ''])
  })
})

describe("LiteLLM's daily activity", () => {
  const DAYS = 'start_date=2026-03-01&end_date=2026-03-31'

  test('of agents, newest day first', async () => {
    const { ask } = await usageGateway(RECORDS)
    const { json } = await ask('GET', `/agent/daily/activity?${DAYS}`)
    expect(json.results.map(({ date }: { date: string }) => date)).toEqual(['2026-03-04', '2026-03-02', '2026-03-01'])
    expect(json.results[2]).toMatchObject({
      metrics: { spend: 1, prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, api_requests: 2 },
      breakdown: {
        models: { gpt: { metrics: { spend: 1 }, api_key_breakdown: { member: { metrics: { api_requests: 1 } } } } },
        api_keys: { member: { metrics: { successful_requests: 1, failed_requests: 1 } } },
        entities: { 'id-echo': { metadata: { agent_name: 'echo' }, api_key_breakdown: { member: {} } } },
      },
    })
    expect(json.metadata).toMatchObject({
      ...{ total_spend: 3.25, total_api_requests: 4, total_successful_requests: 2, total_failed_requests: 2 },
      ...{ page: 1, total_pages: 1, has_more: false },
    })
  })

  test('by page, whose totals are its own', async () => {
    const { ask } = await usageGateway(RECORDS)
    const page = async (number: number) =>
      (await ask('GET', `/agent/daily/activity?${DAYS}&page_size=2&page=${number}`)).json
    expect((await page(1)).metadata).toMatchObject({ total_spend: 2.25, page: 1, total_pages: 2, has_more: true })
    expect((await page(2)).metadata).toMatchObject({ total_spend: 1, page: 2, total_pages: 2, has_more: false })
    expect((await page(3)).results).toEqual([])
  })

  test.each([
    ['sk-admin', 'agent', '&agent_ids=echo', 1.25],
    ['sk-admin', 'agent', '&agent_ids=echo,id-gone', 3.25],
    ['sk-admin', 'agent', '&exclude_agent_ids=echo', 2],
    ['sk-admin', 'agent', '&model=gpt', 1],
    ['sk-admin', 'agent', '&api_key=sk-other', 2],
    ['sk-member', 'agent', '', 1],
    ['sk-member', 'agent', '&api_key=other', 403],
    ['sk-admin', 'team', '', 3.25],
    ['sk-admin', 'team', '&exclude_team_ids=blue', 1.25],
    ['sk-ann', 'team', '&team_ids=blue', 2],
    ['sk-ann', 'team', '&team_ids=red', 403],
    ['sk-ann', 'user', '', 2.25],
    ['sk-ann', 'user', '&user_id=bob', 403],
    ['sk-admin', 'user', '&user_id=ann', 2.25],
  ])('%s, of %s: %s', async (key, entity, query, seen) => {
    const { ask } = await usageGateway(RECORDS)
    const { status, json } = await ask('GET', `/${entity}/daily/activity?${DAYS}${query}`, undefined, key)
    expect(status === 200 ? json.metadata.total_spend : status).toBe(seen)
  })

  test('names teams, and puts together what belongs to none', async () => {
    const { ask } = await usageGateway(RECORDS)
    const { results } = (await ask('GET', `/team/daily/activity?${DAYS}`)).json
    expect(results[1].breakdown.entities.blue.metadata).toEqual({ team_alias: 'Blue team' })
    expect(Object.keys(results[2].breakdown.entities)).toEqual(['Unassigned'])
  })

  test.each(['', 'start_date=2026-03-01', 'start_date=2026-03-02&end_date=2026-03-01', 'start_date=1&end_date=2'])(
    'without its days it is refused: %s',
    async (query) => {
      const { ask } = await usageGateway(RECORDS)
      expect((await ask('GET', `/agent/daily/activity?${query}`)).status).toBe(400)
    },
  )
})
