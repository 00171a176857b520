import { describe, expect, test } from 'vitest'
import { gatewayWithLogs, logged } from './logs.fixture.ts'

interface Read {
  readonly id: string
  readonly event: string
  readonly data: Record<string, unknown>
}

/** The events of a stream, as a client reads them. */
async function* eventsOf(answer: Response): AsyncGenerator<Read> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      const of = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ''
      if (of('event') !== '') yield { id: of('id'), event: of('event'), data: JSON.parse(of('data')) }
    }
  }
}

async function next(events: AsyncGenerator<Read>): Promise<Read> {
  const { value, done } = await events.next()
  if (done) throw new Error('The stream has ended.')
  return value
}

describe('GET /v1/logs/stream', () => {
  test('tells of records as they are written, without content', async () => {
    const { get, store } = await gatewayWithLogs([logged(1)])
    const answer = await get('/v1/logs/stream?key=member')
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    const events = eventsOf(answer)
    expect(await next(events)).toMatchObject({ event: 'open', data: {} })
    await store.records.append([logged(2, { keyId: 'other' }), logged(3, { request: '{}' })])
    const { event, data } = await next(events)
    expect(event).toBe('record')
    expect(data).toEqual({ ...logged(3), time: data.time, id: data.id })
    expect(data.id).toMatch(/3$/)
    await events.return(undefined)
  })

  test('goes on after Last-Event-ID; what is not known any more is a gap', async () => {
    const { get, store } = await gatewayWithLogs([])
    const events = eventsOf(await get('/v1/logs/stream'))
    await next(events)
    await store.records.append([logged(1), logged(2)])
    const { id } = await next(events)
    await events.return(undefined)
    await store.records.append([logged(3)])
    const again = eventsOf(await get('/v1/logs/stream', 'sk-admin', { 'last-event-id': id }))
    const read = [await next(again), await next(again), await next(again)]
    expect(read.map(({ event, data }) => [event, String(data.id ?? '').slice(-1)])).toEqual([
      ['open', ''],
      ['record', '2'],
      ['record', '3'],
    ])
    await again.return(undefined)
    const lost = eventsOf(await get('/v1/logs/stream', 'sk-admin', { 'last-event-id': 'another database' }))
    expect([(await next(lost)).event, (await next(lost)).event]).toEqual(['open', 'gap'])
    await store.records.append([logged(4)])
    expect((await next(lost)).event).toBe('record')
    await lost.return(undefined)
  })

  test('who reads too slowly goes on with what is written now', async () => {
    const { get, store } = await gatewayWithLogs([logged(0)], { logStreamBehindMs: 60_000 })
    const former = new Date(Date.now() - 120_000).toISOString()
    const begin = await store.records.written({ limit: 1 }, undefined)
    await store.records.append(Array.from({ length: 500 }, (_, number) => logged(1 + number, { time: former })))
    const events = eventsOf(await get('/v1/logs/stream', 'sk-admin', { 'last-event-id': begin?.place ?? '' }))
    await next(events)
    for (let number = 0; number < 200; number++) expect((await next(events)).event).toBe('record')
    expect(await next(events)).toMatchObject({ event: 'gap', data: { reason: 'The reader was too slow.' } })
    await store.records.append([logged(900)])
    expect((await next(events)).data.requestId).toBe('request-900')
    await events.return(undefined)
  })

  test('is for those who may see the records, and as long as they may', async () => {
    const { get, store, callers } = await gatewayWithLogs([])
    expect((await get('/v1/logs/stream?key=other', 'sk-member')).status).toBe(403)
    expect((await get('/v1/logs/stream?search=text')).status).toBe(400)
    const events = eventsOf(await get('/v1/logs/stream', 'sk-member'))
    await next(events)
    await store.records.append([logged(1, { keyId: 'other' }), logged(2)])
    expect((await next(events)).data.requestId).toBe('request-2')
    callers.delete('sk-member')
    expect((await next(events)).event).toBe('error')
    expect((await events.next()).done).toBe(true)
  })
})
