import { describe, expect, test } from 'vitest'
import type { RequestAudit } from './audited-request.ts'
import { gatewayWithLogs, logged } from './logs.fixture.ts'

describe('GET /v1/logs/export', () => {
  const records = Array.from({ length: 1_203 }, (_, number) =>
    logged(number, {
      ...(number % 2 === 0 ? { errorMessage: '=cmd()|"x"', tags: ['a', 'b'] } : { keyId: 'other' }),
      ...(number < 60 ? { request: JSON.stringify({ number, text: 'a,b\n"c"' }), sessionId: 'with content' } : {}),
    }),
  )
  const newest = records.toReversed().map(({ id }) => id)

  test('is every record that the list has, newest first', async () => {
    const { get } = await gatewayWithLogs(records)
    const answer = await get('/v1/logs/export')
    expect(answer.headers.get('content-type')).toBe('application/jsonl; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="calls-[\d-]+\.jsonl"$/)
    const lines = (await answer.text()).split('\n')
    expect(lines.pop()).toBe('')
    const exported = lines.map((line) => JSON.parse(line))
    expect(exported.map(({ id }) => id)).toEqual(newest)
    expect(exported.some((record) => 'request' in record)).toBe(false)
  })

  test('has content where it is asked for', async () => {
    const { get } = await gatewayWithLogs(records)
    const answer = await get('/v1/logs/export?content=true&session_id=with%20content')
    const exported = (await answer.text()).trimEnd().split('\n')
    expect(exported.map((line) => JSON.parse(line).request.number)).toEqual(
      Array.from({ length: 60 }, (_, number) => 59 - number),
    )
  })

  test('is a table that spreadsheets do not run', async () => {
    const { get } = await gatewayWithLogs(records)
    const answer = await get('/v1/logs/export?format=csv&content=true&session_id=with%20content&key=member')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const [heads, row] = (await answer.text()).split('\r\n')
    expect(heads).toMatch(/^id,time,kind,status,.*,cost,request,response$/)
    expect(row).toContain(`,"'=cmd()|""x""",`)
    expect(row).toContain(',"a,b",')
    expect(row).toContain(String.raw`,"{""number"":58,""text"":""a,b\n\""c\""""}",`)
    const none = await get('/v1/logs/export?format=csv&key=nobody')
    expect((await none.text()).split('\r\n')).toEqual([heads?.replace(',request,response', ''), ''])
  })

  test('is read page by page, as fast as it is taken', async () => {
    const { get, store } = await gatewayWithLogs(records)
    let pages = 0
    const { page } = store.records
    Object.assign(store.records, {
      page: (...asked: Parameters<typeof page>) => {
        pages += 1
        return page(...asked)
      },
    })
    const reader = (await get('/v1/logs/export')).body?.getReader()
    await reader?.read()
    expect(pages).toBeLessThan(3)
    await reader?.cancel()
  })

  test('a key exports its own calls, and it is written down who did', async () => {
    const written: unknown[] = []
    const audit: RequestAudit = {
      acting: ({ actor }, act) => {
        written.push(actor)
        return act()
      },
      done: async (changes) => void written.push(...changes),
      refused: async () => {},
    }
    const { get } = await gatewayWithLogs(records, { audit })
    const answer = await get('/v1/logs/export?status=ok', 'sk-member')
    expect((await answer.text()).split('\n')).toHaveLength(603)
    expect(written).toMatchObject([
      { kind: 'caller', keyId: 'member' },
      { action: 'log.export', after: { format: 'jsonl', content: false, keyId: 'member', status: 'ok' } },
    ])
    expect((await get('/v1/logs/export?key=other', 'sk-member')).status).toBe(403)
    expect((await get('/v1/logs/export?format=xml')).status).toBe(400)
    expect(written).toHaveLength(2)
  })
})
