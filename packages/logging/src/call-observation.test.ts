import type { CallOutcome, CallRecord, Fact, SendMessageResponse } from '@gateway/core'
import { createAssembly, gatewayError } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { Observation, type ObservationOptions } from './call-observation.ts'
import { agent, arrival, caller, outcome, subject } from './record.fixture.ts'
import { createRecordIds } from './record-id.ts'

const recordId = createRecordIds()

function observed(options: Partial<ObservationOptions> = {}, from = arrival()) {
  const records: CallRecord[] = []
  const done = (record: CallRecord) => void records.push(record)
  const observation = new Observation(from, {
    content: true,
    eventLimit: 1_000,
    headers: [],
    recordId,
    done,
    ...options,
  })
  return { observation, records, at: from.at }
}

/** The record of a call that learnt these facts. */
function recordOf(
  facts: readonly Fact[],
  ended: CallOutcome,
  options: Partial<ObservationOptions> = {},
  asked = subject(),
) {
  const { observation, records } = observed(options)
  observation.caller(caller)
  observation.agent(agent)
  observation.subject(asked)
  for (const fact of facts) observation.observe(fact)
  observation.end(ended)
  return records[0]
}
const asked = (at: number): Fact => ({ type: 'upstream-request', at, version: '0.3' })
const answered = (at: number): Fact => ({ type: 'upstream-response', at })

describe('a record', () => {
  it('has everything that was learnt', () => {
    const { observation, records, at } = observed({}, arrival({ sessionId: 'session-1' }))
    observation.caller(caller)
    observation.agent(agent)
    observation.subject(subject())
    observation.observe({ type: 'upstream', name: 'eu' })
    observation.observe(asked(at + 1))
    observation.observe(answered(at + 3))
    observation.observe({ type: 'task', taskId: 'task-1', contextId: 'talk', state: 'TASK_STATE_WORKING' })
    observation.observe({ type: 'task', state: 'TASK_STATE_COMPLETED' })
    observation.observe({ type: 'usage', usage: { inputTokens: 3, outputTokens: 1 }, cost: 0.25 })
    observation.observe({ type: 'usage', usage: { inputTokens: 2, model: 'm' }, cost: 0.5 })
    observation.end(outcome({ firstEventAt: at + 4, events: 0 }))
    const [record] = records
    expect(record).toMatchObject({
      requestId: 'request-1',
      keyId: 'key-1',
      keyAlias: 'ci',
      userId: 'alice',
      teamId: 'team',
      ip: '127.0.0.1',
      agentId: 'agent-1',
      agentName: 'invoices',
      upstream: 'eu',
      operation: 'sendMessage',
      binding: 'JSONRPC',
      version: '1.0',
      upstreamVersion: '0.3',
      streaming: false,
      taskId: 'task-1',
      contextId: 'talk',
      sessionId: 'session-1',
      taskState: 'TASK_STATE_COMPLETED',
      usage: { inputTokens: 5, outputTokens: 1, model: 'm' },
      cost: 0.75,
      status: 'ok',
      httpStatus: 200,
      firstEventMs: 4,
      overheadMs: 2,
      requestBytes: 19,
      responseBytes: 11,
      request: '{"message":"hello"}',
      response: '{"task":{}}',
    })
    expect(record?.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/)
    expect(new Date(record?.time ?? '').toISOString()).toBe(record?.time)
    expect(record?.totalMs).toBeGreaterThanOrEqual(0)
    for (const absent of ['errorCode', 'errorMessage', 'jsonRpcCode', 'contentTruncated'] as const) {
      expect(record?.[absent]).toBeUndefined()
    }
  })

  it('is made once, however often the call ends', () => {
    const { observation, records } = observed()
    observation.end(outcome())
    observation.end(outcome({ error: gatewayError('CANCELED', 'The caller left.') }))
    expect(records.map(({ status }) => status)).toEqual(['ok'])
  })

  it('is made of a call of which nothing was learnt', () => {
    const { observation, records } = observed()
    observation.end(outcome({ httpStatus: 400, error: gatewayError('PARSE_ERROR', 'Not JSON.') }))
    expect(records).toMatchObject([
      { requestId: 'request-1', status: 'refused', httpStatus: 400, streaming: false, events: 0 },
    ])
  })

  it('has the context for its session when the caller names none', () => {
    expect(recordOf([{ type: 'task', contextId: 'talk' }], outcome())?.sessionId).toBe('talk')
  })

  it('of a mirrored message is nobody’s, and has the content all the same', () => {
    const { observation, records } = observed({}, arrival({ kind: 'mirror' }))
    observation.agent(agent)
    observation.subject(subject())
    observation.end(outcome({ httpStatus: 0 }))
    expect(records[0]).toMatchObject({ kind: 'mirror', requestId: 'request-1', response: '{"task":{}}' })
    expect(records[0]?.keyId).toBeUndefined()
  })

  it('has a place in the trace of its caller, else one that begins with it', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    const placed = (headers?: Record<string, string>) => {
      const { observation, records } = observed({ headers: ['x-team'] }, arrival({ headers }))
      observation.end(outcome())
      return records[0]
    }
    const record = placed({ traceparent, 'x-team': 'blue', authorization: 'Bearer x' })
    expect(record).toMatchObject({ traceId: traceparent.slice(3, 35), parentSpanId: '00f067aa0ba902b7' })
    expect(record?.traceSampled).toBe(true)
    expect(placed({ traceparent: traceparent.replace(/01$/, '00') })?.traceSampled).toBe(false)
    expect(record?.spanId).toMatch(/^[\da-f]{16}$/)
    expect(record?.headers).toEqual({ 'x-team': 'blue' })
    const begun = placed()
    expect(begun).toMatchObject({
      traceId: expect.stringMatching(/^[\da-f]{32}$/),
      parentSpanId: undefined,
      traceSampled: undefined,
      headers: undefined,
    })
    expect(begun?.spanId).not.toBe(record?.spanId)
  })

  it('tells how long it waited for an upstream to be asked, and for its answer', () => {
    const { observation, records, at } = observed()
    observation.observe(asked(at + 2))
    observation.observe(answered(at + 12))
    observation.end(outcome({ firstEventAt: at + 13 }))
    expect(records[0]).toMatchObject({ queueMs: 2, upstreamMs: 10, overheadMs: 3 })
    expect(recordOf([], outcome())).toMatchObject({ queueMs: undefined, upstreamMs: undefined })
  })

  it('has an id greater than the one before', () => {
    const ids = Array.from({ length: 1_000 }, () => recordOf([], outcome())?.id ?? '')
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(1_000)
  })
})

describe('status', () => {
  const agentError = gatewayError('AGENT_ERROR', 'Bad paper.', { jsonRpc: { code: -32602 } })
  it.each<[string, readonly Fact[], CallOutcome['error'], string]>([
    ['an answer', [asked(1), answered(2)], undefined, 'ok'],
    ['a request that was wrong', [], gatewayError('INVALID_PARAMS', 'x'), 'refused'],
    ['a caller without a grant', [], gatewayError('PERMISSION_DENIED', 'x'), 'refused'],
    ['a task of somebody else', [], gatewayError('TASK_NOT_FOUND', 'x'), 'refused'],
    ['too many requests', [], gatewayError('RATE_LIMITED', 'x'), 'refused'],
    ['an error of the agent', [asked(1), answered(2)], agentError, 'error'],
    ['an agent that is away', [asked(1)], gatewayError('AGENT_UNREACHABLE', 'x'), 'error'],
    ['a gateway that cannot', [], gatewayError('UNAVAILABLE', 'x'), 'error'],
    ['a fault of the gateway', [], gatewayError('INTERNAL_ERROR', 'x'), 'error'],
    ['a caller that left', [asked(1)], gatewayError('CANCELED', 'x'), 'canceled'],
  ])('of %s', (_name, facts, error, status) => {
    const record = recordOf(facts, outcome({ error, httpStatus: error?.status ?? 200 }))
    expect(record).toMatchObject({ status })
    expect(record?.errorCode).toBe(error?.code)
    expect(record?.errorMessage).toBe(error?.message)
    expect(record?.jsonRpcCode).toBe(error?.jsonRpcCode)
  })
})

describe('overhead', () => {
  const after = (facts: readonly Fact[], now: number) => {
    const { observation } = observed({}, arrival({ at: 100 }))
    for (const fact of facts) observation.observe(fact)
    return observation.overhead(now)
  }

  it('is all the time when no upstream is asked', () => {
    expect(after([], 107)).toBe(7)
  })

  it('leaves out the wait for the upstream', () => {
    expect(after([asked(102), answered(150)], 151)).toBe(3)
  })

  it('leaves out a wait that is still going on', () => {
    expect(after([asked(102)], 500)).toBe(2)
  })

  it('leaves out every one of several waits, answered or not', () => {
    expect(after([asked(101), answered(110), asked(112), answered(120)], 121)).toBe(4)
    expect(after([asked(101), asked(110), answered(120)], 121)).toBe(2)
  })

  it('counts to the first event: later waits change nothing', () => {
    const facts = [asked(102), answered(110), asked(300), answered(900), asked(1_200)]
    expect(after(facts, 111)).toBe(3)
    const { observation, records } = observed({}, arrival({ at: 100 }))
    for (const fact of facts) observation.observe(fact)
    observation.end(outcome({ firstEventAt: 111 }))
    expect(records[0]).toMatchObject({ overheadMs: 3, firstEventMs: 11 })
  })

  it('stays right, and the observation small, when a task is asked for again and again', () => {
    const polls = Array.from({ length: 10_000 }, (_, index) => [asked(200 + index), answered(200.5 + index)]).flat()
    expect(after([asked(102), answered(110), ...polls], 111)).toBe(3)
  })

  it('is never below zero', () => {
    expect(after([asked(90), answered(200)], 101)).toBe(0)
  })
})

describe('content', () => {
  it.each<[string, () => CallRecord | undefined]>([
    ['by setting', () => recordOf([], outcome(), { content: false })],
    [
      'by the agent',
      () => {
        const { observation, records } = observed()
        observation.caller(caller)
        observation.agent({ ...agent, content: false })
        observation.subject(subject())
        observation.end(outcome())
        return records[0]
      },
    ],
    [
      'by the caller',
      () => {
        const { observation, records } = observed({}, arrival({ headers: { 'x-gateway-log-content': 'off' } }))
        observation.caller(caller)
        observation.subject(subject())
        observation.end(outcome())
        return records[0]
      },
    ],
    [
      'by the key',
      () => {
        const { observation, records } = observed()
        observation.caller({ ...caller, content: false })
        observation.subject(subject())
        observation.end(outcome())
        return records[0]
      },
    ],
    [
      'without a known caller',
      () => {
        const { observation, records } = observed()
        observation.subject(subject())
        observation.end(outcome({ error: gatewayError('UNAUTHENTICATED', 'x') }))
        return records[0]
      },
    ],
  ])('is left out %s, and the sizes are kept', (_how, make) => {
    const record = make()
    expect(record?.request).toBeUndefined()
    expect(record?.response).toBeUndefined()
    expect(record).toMatchObject({ requestBytes: 19, responseBytes: 11 })
  })

  it('is not put together where it is not kept', () => {
    let assembled = 0
    const result = () => {
      assembled += 1
      return undefined
    }
    recordOf([{ type: 'assembly', result }], outcome({ response: undefined }), { content: false })
    expect(assembled).toBe(0)
    recordOf([{ type: 'assembly', result }], outcome({ response: undefined }))
    expect(assembled).toBe(1)
  })

  it('of a stream is the answer put together, also when it broke', () => {
    const assembly = createAssembly()
    const ids = { taskId: 'task-1', contextId: 'c' }
    assembly.add({ artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts: [{ text: 'one ' }] } } })
    assembly.add({ artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts: [{ text: 'two' }] }, append: true } })
    const error = gatewayError('AGENT_UNREACHABLE', 'It broke.')
    const ended = outcome({ response: undefined, events: 2, error })
    const record = recordOf([{ type: 'assembly', result: assembly.result }], ended, {}, subject({ streaming: true }))
    const response: SendMessageResponse = JSON.parse(record?.response ?? '')
    expect(response.task?.artifacts).toEqual([{ artifactId: 'a', parts: [{ text: 'one two' }] }])
    expect(record).toMatchObject({ streaming: true, events: 2, status: 'error' })
  })
})
