import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post, recordOf } from './support/expect-error.ts'
import { rpc, speaker10 } from './support/speakers.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')

let agent: WildAgent
let gateway: TestGateway

beforeAll(async () => {
  agent = await wildAgent(({ text, response, result }) => {
    if (text === 'fail') return response.writeHead(500).end()
    return result({ task: { ...task10(crypto.randomUUID()), metadata: { said: text } } })
  }, card10)
  const upstreams = [{ url: `${agent.url}/` }]
  const names = ['agent', 'other', 'quiet']
  gateway = await testGateway({ config: { agents: names.map((name) => ({ name, upstreams })) } })
  await Promise.all(names.map((name) => cardFound(gateway, name)))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
})

describe('GET /v1/logs', () => {
  let key: string
  let stranger: string
  const ids: string[] = []
  const times: string[] = []

  beforeAll(async () => {
    key = await gateway.key(['agent', 'other'], { user_id: 'same' })
    stranger = await gateway.key(['agent'], { user_id: 'same' })
    for (const [name, text] of [
      ['agent', 'a'],
      ['other', 'b'],
      ['agent', 'fail'],
      ['agent', 'c'],
      ['quiet', 'd'],
    ] as const) {
      const received = await post(gateway, name, rpc('SendMessage', speaker10.params(text)), { key })
      const { id, time } = await recordOf(gateway, received)
      ids.push(id)
      times.push(time)
      await wait(5)
    }
    await post(gateway, 'agent', rpc('SendMessage', speaker10.params('hers')), { key: stranger })
  })
  const list = async (query: string, as?: string) => {
    const { logs, next_cursor } = await gateway.json(`/v1/logs?${query}`, { key: as })
    return { ids: logs.map(({ id }: Wire) => id), logs, next_cursor }
  }

  test('newest first, without content, and filtered', async () => {
    verifies('records')
    const mine = `key=${hashOf(key)}`
    const all = await list(mine)
    expect(all.ids).toEqual(ids.toReversed())
    expect(all.next_cursor).toBeNull()
    expect(all.logs.some((log: Wire) => 'request' in log || 'response' in log)).toBe(false)
    expect((await list(`key=${key}`)).ids).toEqual(all.ids)
    const { agent_id } = await gateway.json('/v1/agents/other')
    expect((await list(`${mine}&agent=other`)).ids).toEqual([ids[1]])
    expect((await list(`${mine}&agent=${agent_id}`)).ids).toEqual([ids[1]])
    expect((await list(`${mine}&agent=nobody`)).ids).toEqual([])
    expect((await list(`${mine}&status=error`)).ids).toEqual([ids[2]])
    expect((await list(`${mine}&status=refused`)).ids).toEqual([ids[4]])
    expect((await list(`${mine}&status=ok&agent=agent`)).ids).toEqual([ids[3], ids[0]])
    expect((await list(`${mine}&status=canceled`)).ids).toEqual([])
    const since = await list(`${mine}&from=${times[2]}`)
    expect(since.ids).toEqual([ids[4], ids[3], ids[2]])
    const span = await list(`${mine}&from=${times[1]}&to=${times[2]}`)
    expect(span.ids.at(-1)).toBe(ids[1])
    expect(span.ids).not.toContain(ids[3])
    expect((await list(`${mine}&from=2999-01-01`)).ids).toEqual([])
  })

  test('page by page', async () => {
    verifies('records')
    const pages: string[][] = []
    let cursor: string | null = ''
    do {
      const page: { ids: string[]; next_cursor: string | null } = await list(
        `key=${hashOf(key)}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      )
      pages.push(page.ids)
      cursor = page.next_cursor
    } while (cursor)
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1])
    expect(pages.flat()).toEqual(ids.toReversed())
  })

  test.each(['status=fine', 'limit=0', 'limit=201', 'limit=x', 'from=yesterday', 'to=1', 'sort=up'])(
    '%s is refused by name',
    async (query) => {
      verifies('records')
      const response = await gateway.request(`/v1/logs?${query}`)
      expect(response.status).toBe(400)
      const { error }: Wire = await response.json()
      expect(error.message).toContain(query.split('=')[0])
    },
  )

  test('a key sees its own, the admin all', async () => {
    verifies('records')
    expect((await list('limit=100', key)).ids).toEqual(ids.toReversed())
    expect((await list(`key=${hashOf(key)}`, key)).ids).toEqual(ids.toReversed())
    const hers = await list('', stranger)
    expect(hers.ids).toHaveLength(1)
    const asked = await gateway.request(`/v1/logs?key=${hashOf(stranger)}`, { key })
    expect(asked.status).toBe(403)
    for (const id of [hers.ids[0], '01a20354-126c-7639-a27e-6f06bf000000']) {
      const response = await gateway.request(`/v1/logs/${id}`, { key })
      expect(response.status).toBe(404)
      expect((await response.text()).replace(id, '')).not.toContain('hers')
    }
    expect((await gateway.json(`/v1/logs/${ids[0]}`, { key })).response.task.metadata.said).toBe('a')
    expect((await gateway.json(`/v1/logs/${hers.ids[0]}`)).keyId).toBe(hashOf(stranger))
    expect((await gateway.request('/v1/logs', { key: '' })).status).toBe(401)
  })

  test('calls without a valid key are recorded without content, and sampled', async () => {
    verifies('records')
    const body = rpc('SendMessage', speaker10.params('guess'))
    for (let batch = 0; batch < 10; batch += 1) {
      await Promise.all(
        Array.from({ length: 13 }, () =>
          gateway.request('/a2a/agent', { body, key: 'sk-guess' }).then((response) => response.text()),
        ),
      )
    }
    const { logs } = await list('status=refused&limit=200')
    const guesses = logs.filter(({ errorCode }: Wire) => errorCode === 'UNAUTHENTICATED')
    // 60 a minute; the minute may change meanwhile.
    expect(guesses.length).toBeGreaterThanOrEqual(60)
    expect(guesses.length).toBeLessThanOrEqual(120)
    const record = await gateway.json(`/v1/logs/${guesses[0].id}`)
    expect(record).toMatchObject({ httpStatus: 401, status: 'refused' })
    expect(JSON.stringify(record)).not.toMatch(/guess/)
  })
})
