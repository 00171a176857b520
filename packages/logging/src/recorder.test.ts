import { gatewayError } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { agent, arrival, caller, outcome, subject, testSink } from './record.fixture.ts'
import { createRecorder } from './recorder.ts'

const unauthenticated = outcome({ httpStatus: 401, error: gatewayError('UNAUTHENTICATED', 'Unknown key.') })

afterEach(() => void vi.useRealTimers())

describe('createRecorder', () => {
  it('stores exactly one record for each call, answered, refused or failed', async () => {
    const { records } = memoryStore()
    await using recorder = createRecorder({ sinks: [(batch) => records.append(batch)] })
    const errors = [
      undefined,
      gatewayError('INVALID_PARAMS', 'x'),
      gatewayError('AGENT_TIMEOUT', 'x'),
      gatewayError('CANCELED', 'x'),
    ]
    for (const error of errors) {
      const call = recorder.begin(arrival())
      call.caller(caller)
      call.agent(agent)
      call.subject(subject())
      call.end(outcome({ error }))
      call.end(outcome())
    }
    await recorder.flush()
    const stored = await records.list({ limit: 10 })
    expect(stored.map(({ status }) => status)).toEqual(['canceled', 'error', 'refused', 'ok'])
    expect((await records.get(stored[0]?.id ?? ''))?.request).toBe('{"message":"hello"}')
  })

  it('makes nothing of a call that has not ended', async () => {
    const { sink, batches } = testSink()
    const recorder = createRecorder({ sinks: [sink] })
    recorder.begin(arrival()).caller(caller)
    await recorder.flush()
    expect(batches).toEqual([])
  })

  it('keeps a share of the calls without a valid key in each minute, and every other call', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00.000Z') })
    const { sink, batches } = testSink()
    const recorder = createRecorder({ sinks: [sink], unauthenticatedPerMinute: 3 })
    const refuse = (count: number) => {
      for (let index = 0; index < count; index++) recorder.begin(arrival()).end(unauthenticated)
    }
    refuse(10)
    const known = recorder.begin(arrival())
    known.caller(caller)
    known.end(outcome())
    await recorder.flush()
    expect(batches.flat().map(({ httpStatus }) => httpStatus)).toEqual([401, 401, 401, 200])
    vi.setSystemTime('2026-01-01T00:01:00.000Z')
    refuse(10)
    await recorder.flush()
    expect(batches.flat()).toHaveLength(7)
  })

  it('hands over what waits when it is disposed', async () => {
    const { sink, ids } = testSink()
    {
      await using recorder = createRecorder({ sinks: [sink], flushMs: 60_000 })
      recorder.begin(arrival()).end(outcome())
    }
    expect(ids()).toHaveLength(1)
  })

  it('leaves content out by setting', async () => {
    const { sink, batches } = testSink()
    await using recorder = createRecorder({ sinks: [sink], content: false })
    const call = recorder.begin(arrival())
    call.caller(caller)
    call.subject(subject())
    call.end(outcome())
    await recorder.flush()
    expect(batches[0]?.[0]?.request).toBeUndefined()
  })
})
