import type { CallRecord, RecordFilter, RecordMatch, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD, sampleRecord } from './samples.ts'

const BASE = 300_000

/** One member that is asked for, a record that has it, and one that nearly has. */
const FILTERS: readonly (readonly [RecordMatch, Partial<CallRecord>, Partial<CallRecord>])[] = [
  [{ agentId: 'filters-agent' }, { agentId: 'filters-agent' }, { agentName: 'filters-agent' }],
  [{ keyId: 'filters-key' }, { keyId: 'filters-key' }, { keyId: 'filters-Key' }],
  [{ teamId: 'filters-team' }, { teamId: 'filters-team' }, { userId: 'filters-team' }],
  [{ userId: `filters ${AWKWARD}` }, { userId: `filters ${AWKWARD}` }, { userId: 'filters' }],
  [{ callerAgentId: 'filters-caller' }, { callerAgentId: 'filters-caller' }, { agentId: 'filters-caller' }],
  [{ upstream: 'filters-eu' }, { upstream: 'filters-eu' }, { attempts: [{ upstream: 'filters-eu', ms: 1 }] }],
  [{ tag: 'filters-tag' }, { tags: ['é', 'filters-tag'] }, { tags: ['filters-tags', 'filters'] }],
  [{ status: 'canceled' }, { status: 'canceled' }, { status: 'refused' }],
  [{ kind: 'mirror' }, { kind: 'mirror' }, { kind: 'run' }],
  [{ kind: 'call', upstream: 'filters-call' }, { upstream: 'filters-call' }, { upstream: 'filters-call', kind: 'run' }],
  [
    { errorCode: 'FILTERS' },
    { status: 'error', errorCode: 'FILTERS' },
    { status: 'error', errorMessage: '"errorCode":"FILTERS"' },
  ],
  [{ operation: 'listTasks' }, { operation: 'listTasks' }, { operation: 'getTask' }],
  [{ binding: 'GRPC' }, { binding: 'GRPC' }, { agentName: 'GRPC' }],
  [
    { version: '0.3', upstream: 'filters-03' },
    { version: '0.3', upstream: 'filters-03' },
    { upstreamVersion: '0.3', upstream: 'filters-03' },
  ],
  [{ streaming: true, upstream: 'filters-s' }, { streaming: true, upstream: 'filters-s' }, { upstream: 'filters-s' }],
  [{ requestId: 'filters-request' }, { requestId: 'filters-request' }, { taskId: 'filters-request' }],
  [{ taskId: AWKWARD }, { taskId: AWKWARD }, { contextId: AWKWARD }],
  [{ contextId: 'filters-context' }, { contextId: 'filters-context' }, { sessionId: 'filters-context' }],
  [
    { sessionId: 'filters-session' },
    { sessionId: 'filters-session', contextId: 'filters-session' },
    { sessionId: 'filters-other', contextId: 'filters-session' },
  ],
  [{ sessionId: 'filters-trace' }, { sessionId: 'filters-trace', contextId: 'x' }, { contextId: 'filters-trace' }],
  [{ traceIds: ['none', 'filters-id'] }, { traceId: 'filters-id' }, { spanId: 'filters-id' }],
  [{ traceIds: ['filters-own'], userId: 'filters-own' }, { traceId: 'filters-own', userId: 'filters-own' }, {}],
  [{ kind: 'replay' }, { kind: 'replay' }, { kind: 'run' }],
  [{ taskState: 'TASK_STATE_REJECTED' }, { taskState: 'TASK_STATE_REJECTED' }, { taskState: 'TASK_STATE_FAILED' }],
  [{ keyAlias: `filters ${AWKWARD}` }, { keyAlias: `filters ${AWKWARD}` }, { userId: `filters near ${AWKWARD}` }],
  [{ ip: '2001:db8::1' }, { ip: '2001:db8::1' }, { ip: '2001:db8::12' }],
  [{ replayOf: 'filters-replayed' }, { replayOf: 'filters-replayed' }, {}],
  [{ replayOf: 'filters-r', userId: 'filters-r' }, { replayOf: 'filters-r', userId: 'filters-r' }, {}],
  [{ requestId: 'filters-rr', replayOf: 'r' }, { requestId: 'filters-rr', replayOf: 'r' }, { requestId: 'filters-rr' }],
  [{ httpStatus: 418 }, { httpStatus: 418 }, { httpStatus: 4_180 }],
  [{ jsonRpcCode: -32_099 }, { jsonRpcCode: -32_099 }, { jsonRpcCode: -32_098 }],
  [{ upstreamBinding: 'FILTERS' }, { upstreamBinding: 'FILTERS' }, { binding: 'FILTERS' }],
  [
    { upstreamVersion: '1.0', upstream: 'filters-10' },
    { upstreamVersion: '1.0', upstream: 'filters-10' },
    { version: '1.0', upstream: 'filters-10' },
  ],
  [{ spanId: 'filters-span' }, { spanId: 'filters-span' }, { parentSpanId: 'filters-span' }],
  [{ parentSpanId: 'filters-parent' }, { parentSpanId: 'filters-parent' }, { causeSpanId: 'filters-parent' }],
  [{ causeSpanId: 'filters-cause' }, { causeSpanId: 'filters-cause' }, { spanId: 'filters-cause' }],
  [{ model: `filters ${AWKWARD}` }, { usage: { model: `filters ${AWKWARD}` } }, { usage: { model: 'filters' } }],
  [{ minFirstEventMs: 7_000 }, { firstEventMs: 7_000 }, { totalMs: 8_000 }],
  [{ maxFirstEventMs: 1e-7 }, { firstEventMs: 1e-7 }, { firstEventMs: 0.5, overheadMs: 1e-7 }],
  [{ minOverheadMs: 6_000.5 }, { overheadMs: 6_000.5 }, { overheadMs: 6_000.25 }],
  [{ maxOverheadMs: 0, agentId: 'filters-o' }, { overheadMs: 0, agentId: 'filters-o' }, { agentId: 'filters-o' }],
  [
    { maxCost: 3, agentId: 'filters-c' },
    { cost: 3, agentId: 'filters-c' },
    { cost: 3.25, agentId: 'filters-c' },
  ],
  [{ minTokens: 9_000 }, { usage: { inputTokens: 4_500, outputTokens: 4_500 } }, { usage: { totalTokens: 8_999 } }],
  [
    { maxTokens: 9, agentId: 'filters-t' },
    { usage: { totalTokens: 9, inputTokens: 50 }, agentId: 'filters-t' },
    { usage: { totalTokens: 10 }, agentId: 'filters-t' },
  ],
  [{ minRequestBytes: 10_000 }, { requestBytes: 10_000 }, { requestBytes: 9_999, responseBytes: 10_000 }],
  [{ maxRequestBytes: 5 }, { requestBytes: 5 }, { requestBytes: 6, responseBytes: 5_000 }],
  [{ minResponseBytes: 20_000 }, { responseBytes: 20_000 }, { responseBytes: 19_999, requestBytes: 7_000 }],
  [{ maxResponseBytes: 6 }, { responseBytes: 6 }, { responseBytes: 7 }],
  [{ minTotalMs: 90_000 }, { totalMs: 90_000 }, { totalMs: 89_999.5 }],
  [{ maxTotalMs: 0.5 }, { totalMs: 0.5 }, { totalMs: 0.75 }],
  [{ minCost: 12.5 }, { cost: 12.5 }, { cost: 12.25 }],
  [{ search: 'Filters "SAID" 50%_!' }, { request: JSON.stringify('x filters "said" 50%_! y') }, { request: 'filters' }],
  [{ search: 'filtersé😀' }, { response: '"filters\\u00e9\\uD83D\\ude00"' }, { response: '"filterse"' }],
  [{ search: 'Filters é\n' }, { errorMessage: 'no filters é\n.' }, { agentName: 'filters é\n' }],
]

/** Every member that records are asked for by, but the times: one that is added has to be tried above. */
const NAMES: Readonly<Record<Exclude<keyof RecordMatch, 'from' | 'to'>, true>> = {
  agentId: true,
  callerAgentId: true,
  upstream: true,
  keyId: true,
  keyAlias: true,
  teamId: true,
  userId: true,
  ip: true,
  tag: true,
  kind: true,
  replayOf: true,
  status: true,
  httpStatus: true,
  errorCode: true,
  jsonRpcCode: true,
  operation: true,
  binding: true,
  version: true,
  upstreamBinding: true,
  upstreamVersion: true,
  streaming: true,
  requestId: true,
  taskId: true,
  contextId: true,
  sessionId: true,
  traceIds: true,
  spanId: true,
  parentSpanId: true,
  causeSpanId: true,
  taskState: true,
  model: true,
  minTotalMs: true,
  maxTotalMs: true,
  minFirstEventMs: true,
  maxFirstEventMs: true,
  minOverheadMs: true,
  maxOverheadMs: true,
  minCost: true,
  maxCost: true,
  minTokens: true,
  maxTokens: true,
  minRequestBytes: true,
  maxRequestBytes: true,
  minResponseBytes: true,
  maxResponseBytes: true,
  search: true,
}

/** Numbers of samples at which a filter's two records are. */
const numberOf = (index: number, right: boolean) => BASE + index * 2 + (right ? 1 : 0)
const FROM = sampleRecord(BASE).time
const TO = sampleRecord(BASE + 1_000).time

export function testRecordFilters(store: () => Store): void {
  const numbers = (records: readonly CallRecord[]) => records.map(({ id }) => Number.parseInt(id.slice(-12), 16))
  const list = async (filter: RecordMatch) =>
    numbers(await store().records.list({ from: FROM, to: TO, ...filter, limit: 100 }))

  describe('filters of records', () => {
    it('are every member by itself', async () => {
      const bare = { status: 'ok', totalMs: 12.5 } as const
      await store().records.append(
        FILTERS.flatMap(([, right, near], index) => [
          sampleRecord(numberOf(index, false), { ...bare, ...near }),
          sampleRecord(numberOf(index, true), { ...bare, ...right }),
        ]),
      )
      for (const [index, [match]] of FILTERS.entries()) {
        expect(await list(match), JSON.stringify(match)).toEqual([numberOf(index, true)])
      }
      const tried = new Set(FILTERS.flatMap(([match]) => Object.keys(match)))
      expect([...tried].sort()).toEqual(Object.keys(NAMES).sort())
    })

    it('are the same of records as they are written', async () => {
      const { records } = store()
      for (const [index, [{ search, ...match }, right, near]] of FILTERS.entries()) {
        if (search !== undefined) continue
        const begin = await records.written({ ...match, limit: 10 }, undefined)
        await records.append([
          sampleRecord(numberOf(index, false) + 10_000, { totalMs: 12.5, ...near }),
          sampleRecord(numberOf(index, true) + 10_000, { totalMs: 12.5, ...right }),
        ])
        const found: number[] = []
        let place = begin?.place
        for (let tries = 0; found.length < 1 && tries < 1_000; tries++) {
          const read = await records.written({ ...match, limit: 10 }, place)
          found.push(...numbers(read?.records ?? []))
          place = read?.place
          if (read?.records.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
        }
        expect(found, JSON.stringify(match)).toEqual([numberOf(index, true) + 10_000])
      }
    })

    it('find what has all of it', async () => {
      const both = { agentId: 'both-agent', keyId: 'both-key', teamId: 'both-team', userId: 'both-user' }
      const failed = { status: 'error', errorCode: 'BOTH', contextId: 'both-context' } as const
      const records = Array.from({ length: 12 }, (_, number) =>
        sampleRecord(BASE + 500 + number, {
          ...both,
          ...(number % 2 === 0 ? {} : failed),
          ...(number % 3 === 0 ? { agentId: 'both-other', operation: 'getTask' } : { operation: 'sendMessage' }),
        }),
      )
      await store().records.append(records)
      const expected = (right: (number: number) => boolean) =>
        Array.from({ length: 12 }, (_, number) => 11 - number)
          .filter(right)
          .map((number) => BASE + 500 + number)
      const odd = (number: number) => number % 2 === 1
      const third = (number: number) => number % 3 === 0
      expect(await list(both)).toEqual(expected((number) => !third(number)))
      const { agentId, ...others } = both
      expect(await list({ ...others, operation: 'getTask' })).toEqual(expected(third))
      for (const name of ['agentId', 'keyId', 'teamId', 'userId'] as const) {
        const one = { [name]: both[name] }
        const right = (number: number) => name !== 'agentId' || !third(number)
        expect(await list({ ...one, ...failed }), name).toEqual(expected((n) => odd(n) && right(n)))
        expect(await list({ ...one, errorCode: 'BOTH' }), name).toEqual(expected((n) => odd(n) && right(n)))
        expect(await list({ ...one, status: 'error' }), name).toEqual(expected((n) => odd(n) && right(n)))
        expect(await list({ ...one, status: 'ok' }), name).toEqual(expected((n) => !odd(n) && right(n)))
      }
      expect(await list({ traceIds: [] })).toEqual([])
      expect(await list({ contextId: 'both-context', operation: 'getTask', agentId })).toEqual([])
    })

    it('page through what is found here and there, each once', async () => {
      const records = Array.from({ length: 2_000 }, (_, number) =>
        sampleRecord(BASE + 2_000 + number, {
          agentId: 'rare-agent',
          ...(number % 400 === 7 ? { taskState: 'TASK_STATE_AUTH_REQUIRED', request: '"rare content"' } : {}),
        }),
      )
      await store().records.append(records)
      const rare = [1607, 1207, 807, 407, 7].map((number) => BASE + 2_000 + number)
      for (const match of [
        { taskState: 'TASK_STATE_AUTH_REQUIRED', agentId: 'rare-agent' },
        { taskState: 'TASK_STATE_AUTH_REQUIRED' },
        { search: 'Rare Content' },
      ] as const) {
        const filter: RecordFilter = { ...match, from: sampleRecord(BASE + 2_000).time, limit: 2 }
        const pages: number[][] = []
        let contents = 0
        for (let before: string | undefined; pages.length < 10; ) {
          const place = before === undefined ? {} : { before }
          const { records: found, next } = await store().records.page({ ...filter, ...place }, { content: true })
          pages.push(numbers(found))
          contents += found.filter(({ request }) => request === '"rare content"').length
          before = next
          if (next === undefined) break
        }
        expect(pages.flat(), JSON.stringify(match)).toEqual(rare)
        expect(contents).toBe(5)
      }
    })

    it('are by when calls ended', async () => {
      const ended = sampleRecord(BASE + 5_000, { time: sampleRecord(BASE + 4_000).time, userId: 'ended-late' })
      await store().records.append([ended])
      const { time } = sampleRecord(BASE + 5_000)
      const after = sampleRecord(BASE + 5_001).time
      expect(await list({ userId: 'ended-late', from: time, to: after })).toEqual([BASE + 5_000])
      expect(await list({ userId: 'ended-late', from: FROM, to: time })).toEqual([])
      expect(await list({ userId: 'ended-late', from: after, to: '2030-01-01' })).toEqual([])
    })
  })

  describe('records as they are written', () => {
    it('come in that order from a place on, each once', async () => {
      const { records } = store()
      const filter = { userId: 'written', limit: 2 }
      const begin = await records.written(filter, undefined)
      expect(begin?.records).toEqual([])
      const user = { userId: 'written' }
      await records.append([sampleRecord(BASE + 6_001, user), sampleRecord(BASE + 6_000)])
      await records.append([sampleRecord(BASE + 5_999, user)])
      await records.append([sampleRecord(BASE + 6_002, user)])
      const found: number[] = []
      let place = begin?.place
      // What others write at once may hold up what is read, so that it comes a little later.
      for (let tries = 0; found.length < 3 && tries < 1_000; tries++) {
        const read = await records.written(filter, place)
        found.push(...numbers(read?.records ?? []))
        place = read?.place
        if (read?.records.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
      }
      expect(found).toEqual([BASE + 6_001, BASE + 5_999, BASE + 6_002])
      const again = await records.written({ ...filter, limit: 9 }, begin?.place)
      const second = again?.records[0]
      expect(second).not.toHaveProperty('request')
      const rest = await records.written({ ...filter, limit: 9 }, second?.place)
      expect(numbers(rest?.records ?? [])).toEqual([BASE + 5_999, BASE + 6_002])
      expect((await records.written(filter, place))?.records).toEqual([])
      expect(await records.written(filter, '999999999999999')).toBeUndefined()
      expect(await records.written(filter, 'anything')).toBeUndefined()
    })
  })
}
