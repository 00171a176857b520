import type { CallRecord } from '@gateway/core'
import { describe, expect, test } from 'vitest'
import { admin } from './admin.fixture.ts'

describe('logs', () => {
  const record = (id: string, keyId: string): CallRecord => ({
    id,
    requestId: id,
    time: '2026-01-01T00:00:00.000Z',
    keyId,
    streaming: false,
    status: 'ok',
    httpStatus: 200,
    totalMs: 1,
    requestBytes: 1,
    responseBytes: 1,
    events: 0,
    request: '{"a":1}',
    response: '{"cut',
  })

  test.each([
    ['', { limit: 50 }],
    [
      'agent=echo&key=sk-one&status=refused&limit=7&cursor=01a20340-d21d-7585-ae7d-786c7c548d42',
      { agentId: 'id-echo', keyId: 'one', status: 'refused', before: '01a20340-d21d-7585-ae7d-786c7c548d42', limit: 7 },
    ],
    ['agent=deleted-agent', { agentId: 'deleted-agent', limit: 50 }],
    [
      'from=2026-01-31&to=2026-02-01T09:00:00%2B02:00',
      { from: '2026-01-31T00:00:00.000Z', to: '2026-02-01T07:00:00.000Z', limit: 50 },
    ],
    ['from=2026-01-31T09:00:00', { from: '2026-01-31T09:00:00.000Z', limit: 50 }],
  ])('the query %j', async (query, filter) => {
    const { ask, ports } = admin()
    expect((await ask('GET', `/v1/logs?${query}`)).status).toBe(200)
    expect(ports.filters).toEqual([filter])
  })

  test.each(['status=lost', 'limit=0', 'limit=201', 'limit=x', 'from=yesterday', 'to=2026-13-01', 'agents=echo'])(
    '%s is refused',
    async (query) => {
      const { ask, ports } = admin()
      expect((await ask('GET', `/v1/logs?${query}`)).status).toBe(400)
      expect(ports.filters).toEqual([])
    },
  )

  test('pages: a cursor as long as there are more', async () => {
    const { ask, ports } = admin()
    ports.records.push(record('3', 'member'), record('2', 'member'), record('1', 'member'))
    const page = await ask('GET', '/v1/logs?limit=2')
    expect(page.json).toMatchObject({ logs: [{ id: '3' }, { id: '2' }], next_cursor: '2' })
    expect((await ask('GET', '/v1/logs?limit=3')).json.next_cursor).toBeNull()
  })

  test('a key sees its own calls alone', async () => {
    const { ask, ports } = admin()
    ports.records.push(record('1', 'member'), record('2', 'other'))
    await ask('GET', '/v1/logs', undefined, 'sk-member')
    await ask('GET', '/v1/logs?key=sk-member', undefined, 'sk-member')
    expect(ports.filters.map(({ keyId }) => keyId)).toEqual(['member', 'member'])
    expect((await ask('GET', '/v1/logs?key=other', undefined, 'sk-member')).status).toBe(403)
    expect((await ask('GET', '/v1/logs/1', undefined, 'sk-member')).status).toBe(200)
    expect((await ask('GET', '/v1/logs/2', undefined, 'sk-member')).status).toBe(404)
    expect((await ask('GET', '/v1/logs/2')).status).toBe(200)
    expect((await ask('GET', '/v1/logs/9')).status).toBe(404)
  })

  test('content is JSON where it is whole, else text', async () => {
    const { ask, ports } = admin()
    ports.records.push(record('1', 'member'))
    expect((await ask('GET', '/v1/logs/1')).json).toMatchObject({ request: { a: 1 }, response: '{"cut' })
  })
})
