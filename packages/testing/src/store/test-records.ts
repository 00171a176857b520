import type { CallRecord, RecordFilter, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD, sampleRecord } from './samples.ts'

const FULL: Partial<CallRecord> = {
  keyId: 'key',
  keyAlias: AWKWARD,
  userId: AWKWARD,
  teamId: 'team',
  callerAgentId: 'caller',
  tags: ['a', 'é'],
  ip: '::1',
  agentId: 'records-full',
  agentName: 'invoices',
  upstream: 'eu',
  operation: 'streamMessage',
  binding: 'JSONRPC',
  version: '1.0',
  upstreamVersion: '0.3',
  streaming: true,
  taskId: AWKWARD,
  contextId: AWKWARD,
  sessionId: 'session',
  status: 'error',
  taskState: 'TASK_STATE_FAILED',
  httpStatus: 502,
  errorCode: 'AGENT_ERROR',
  jsonRpcCode: -32603,
  errorMessage: AWKWARD,
  firstEventMs: 0.25,
  overheadMs: 1.5,
  events: 100,
  contentTruncated: true,
}

export function testRecords(store: () => Store): void {
  const ids = async (filter: Omit<RecordFilter, 'limit'>, limit = 100) =>
    (await store().records.list({ ...filter, limit })).map(({ id }) => Number.parseInt(id.slice(-12), 16))

  describe('records', () => {
    it('gives back what was appended; lists are without content', async () => {
      const content = { request: `{"text":${JSON.stringify(AWKWARD)}}`, response: AWKWARD }
      const full = sampleRecord(1, FULL)
      await store().records.append([{ ...full, ...content }, sampleRecord(2, { agentId: 'records-full' })])
      expect(await store().records.get(full.id)).toEqual({ ...full, ...content })
      const bare = sampleRecord(2, { agentId: 'records-full' })
      expect(await store().records.get(bare.id)).toEqual(bare)
      expect(await store().records.list({ agentId: 'records-full', limit: 10 })).toEqual([bare, full])
      expect(await store().records.get('none')).toBeUndefined()
    })

    it('keeps the events of a stream with its content, for who asks for the one record', async () => {
      const { records } = store()
      const eventLog = `{"ms":1,"event":{"text":${JSON.stringify(AWKWARD)}}}\n{"ms":2,"bytes":9}`
      const streamed = sampleRecord(6, { agentId: 'records-events', eventLog })
      await records.append([streamed, sampleRecord(7, { agentId: 'records-events', eventLog, request: '{}' })])
      expect(await records.get(streamed.id)).toEqual(streamed)
      const { records: found } = await records.page({ agentId: 'records-events', limit: 9 }, { content: true })
      expect(found.map(({ request, eventLog: events }) => [request, events])).toEqual([
        ['{}', undefined],
        [undefined, undefined],
      ])
    })

    it('keeps content of which there is only one half', async () => {
      const half = sampleRecord(3, { agentId: 'records-half', request: '{}' })
      await store().records.append([half])
      expect(await store().records.get(half.id)).toEqual(half)
    })

    it('takes a batch again that was stored already', async () => {
      const record = sampleRecord(4, { agentId: 'records-again', request: '{}' })
      await store().records.append([record])
      await store().records.append([record, sampleRecord(5, { agentId: 'records-again' })])
      expect(await ids({ agentId: 'records-again' })).toEqual([5, 4])
    })

    it('lists newest first, by filter and place', async () => {
      const statuses = ['ok', 'error', 'refused', 'canceled'] as const
      const records = Array.from({ length: 24 }, (_, number) =>
        sampleRecord(100 + number, {
          agentId: `records-list-${number % 2}`,
          keyId: `records-key-${number % 3}`,
          status: statuses[number % 4] ?? 'ok',
        }),
      )
      await store().records.append(records.toReversed())
      const expected = (matches: (number: number) => boolean) =>
        Array.from({ length: 24 }, (_, number) => 123 - number).filter((id) => matches(id - 100))
      expect(await ids({ agentId: 'records-list-0' })).toEqual(expected((n) => n % 2 === 0))
      expect(await ids({ keyId: 'records-key-1' })).toEqual(expected((n) => n % 3 === 1))
      expect(await ids({ keyId: 'records-key-1', status: 'refused' })).toEqual(
        expected((n) => n % 3 === 1 && n % 4 === 2),
      )
      expect(await ids({ agentId: 'records-list-1', keyId: 'records-key-2', status: 'error' })).toEqual(
        expected((n) => n % 2 === 1 && n % 3 === 2 && n % 4 === 1),
      )
      expect(await ids({ agentId: 'records-list-0' }, 3)).toEqual([122, 120, 118])
      expect(await ids({ agentId: 'records-list-0', before: sampleRecord(118).id }, 2)).toEqual([116, 114])
      expect(await ids({ agentId: 'records-none' })).toEqual([])
      const [from, to] = [sampleRecord(110).time, sampleRecord(114).time]
      expect(await ids({ from, to })).toEqual([113, 112, 111, 110])
      expect(await ids({ agentId: 'records-list-1', from, to })).toEqual([113, 111])
      const [seconds, offset] = [from.replace('.000Z', 'Z'), to.replace('.000Z', '+00:00')]
      expect(await ids({ from: seconds, to: offset })).toEqual([113, 112, 111, 110])
    })

    it('lists those of a calling agent and of a tag', async () => {
      const tags = [['records-red'], ['records-red', 'Records-Blue'], ['records-blue%'], undefined]
      await store().records.append(
        tags.map((each, number) =>
          sampleRecord(200 + number, {
            agentId: 'records-tagged',
            ...(each === undefined ? {} : { tags: each }),
            ...(number % 2 === 0 ? { callerAgentId: 'records-caller' } : {}),
          }),
        ),
      )
      expect(await ids({ callerAgentId: 'records-caller' })).toEqual([202, 200])
      expect(await ids({ tag: 'records-red' })).toEqual([201, 200])
      expect(await ids({ tag: 'Records-Blue' })).toEqual([201])
      expect(await ids({ tag: 'records-red', callerAgentId: 'records-caller', agentId: 'records-tagged' })).toEqual([
        200,
      ])
      for (const tag of ['records', 'records-blue', 'records-%']) expect(await ids({ tag })).toEqual([])
    })

    it('takes a batch of 1,000', async () => {
      const text = JSON.stringify({ text: 'x'.repeat(500) })
      const records = Array.from({ length: 1000 }, (_, number) =>
        sampleRecord(10_000 + number, { agentId: 'records-many', request: text, response: text }),
      )
      await store().records.append(records)
      expect(await ids({ agentId: 'records-many' }, 2000)).toHaveLength(1000)
      expect(await store().records.get(sampleRecord(10_999).id)).toEqual(records.at(-1))
      await store().records.append([])
    })
  })
}
