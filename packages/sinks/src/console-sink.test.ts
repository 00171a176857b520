import { testSink } from '@gateway/testing'
import { describe, expect, it } from 'vitest'
import { consoleSink, linesTo } from './console-sink.ts'

const pipe = () => {
  const lines: unknown[] = []
  const state = { broken: false }
  const write = (line: string) => {
    if (state.broken) throw new Error('EPIPE')
    lines.push(JSON.parse(line))
  }
  return { lines, state, stream: { write } }
}

testSink('console', () => {
  const { lines, state, stream } = pipe()
  return {
    sink: linesTo(stream, true),
    delivery: consoleSink.delivery,
    arrived: () => lines,
    away: (away) => {
      state.broken = away
    },
  }
})

describe('the console', () => {
  it('has no content unless it is asked for', async () => {
    const { lines, stream } = pipe()
    const record = { id: '1', requestId: '1', time: '', streaming: false, status: 'error', httpStatus: 502 } as const
    const numbers = { totalMs: 1, requestBytes: 0, responseBytes: 0, events: 0 }
    await linesTo(stream, false)([{ ...record, ...numbers, request: 'hidden', response: 'hidden' }])
    expect(lines).toEqual([{ level: 40, call: { ...record, ...numbers }, msg: 'call' }])
    expect(consoleSink.settings.parse({})).toEqual({ stream: 'stdout', content: false })
  })
})
