import { describe, expect, it } from 'vitest'
import type { Fact } from './call-context.ts'
import { gatewayError } from './gateway-error.ts'
import type { RunEvent } from './run-event.ts'
import { settledRun } from './settled-run.ts'

const text: RunEvent = { type: 'text', artifactId: 'a', text: 'x' }

async function eventsOf(run: AsyncIterable<RunEvent>, signal = new AbortController().signal): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of settledRun(run, { signal })) events.push(event)
  return events
}

const failure = (code: string) => ({ type: 'failed', error: expect.objectContaining({ code }) })

describe('settledRun', () => {
  it('ends behind the terminal event and releases the run', async () => {
    let released = false
    async function* run(): AsyncGenerator<RunEvent> {
      try {
        yield text
        yield { type: 'done' }
        yield text
      } finally {
        released = true
      }
    }
    expect(await eventsOf(run())).toEqual([text, { type: 'done' }])
    expect(released).toBe(true)
  })

  it.each<[string, readonly RunEvent[]]>([
    ['its terminal event', [text, { type: 'done' }]],
    ['its end', [text]],
  ])('tells of the run as one wait for the upstream, until %s', async (_until, events) => {
    const told: string[] = []
    const observe = ({ type }: Fact) => void told.push(type)
    async function* run(): AsyncGenerator<RunEvent> {
      for (const event of events) {
        told.push(event.type)
        yield event
      }
    }
    for await (const _ of settledRun(run(), { signal: new AbortController().signal, observe }));
    expect(told).toEqual(['upstream-request', ...events.map(({ type }) => type), 'upstream-response'])
  })

  it('takes an end that says nothing for a failure', async () => {
    async function* run(): AsyncGenerator<RunEvent> {
      yield text
    }
    expect(await eventsOf(run())).toEqual([text, failure('INVALID_AGENT_RESPONSE')])
  })

  it('makes a failure of what is thrown, without its words where they are not meant for callers', async () => {
    // biome-ignore lint/correctness/useYield: it fails at once
    async function* own(): AsyncGenerator<RunEvent> {
      throw gatewayError('AGENT_TIMEOUT', 'too slow')
    }
    expect(await eventsOf(own())).toEqual([failure('AGENT_TIMEOUT')])
    // biome-ignore lint/correctness/useYield: it fails at once
    async function* foreign(): AsyncGenerator<RunEvent> {
      throw new Error('secret sauce')
    }
    const [event] = await eventsOf(foreign())
    expect(event).toEqual(failure('INTERNAL_ERROR'))
    expect(event?.type === 'failed' && event.error.message).not.toContain('secret')
  })

  it.each(['throws', 'ends silently', 'says that it is done'])(
    'is canceled when its signal aborts and it %s',
    async (how) => {
      const stop = new AbortController()
      async function* run(): AsyncGenerator<RunEvent> {
        yield text
        stop.abort()
        if (how === 'throws') throw new Error('aborted')
        if (how === 'says that it is done') yield { type: 'done' }
      }
      expect(await eventsOf(run(), stop.signal)).toEqual([text, { type: 'canceled' }])
    },
  )

  it('fails with the error that its signal was aborted with', async () => {
    const stop = new AbortController()
    async function* run(): AsyncGenerator<RunEvent> {
      yield text
      stop.abort(gatewayError('UNAVAILABLE', 'the gateway stops'))
    }
    expect(await eventsOf(run(), stop.signal)).toEqual([text, failure('UNAVAILABLE')])
  })

  it('releases the run when its reader leaves', async () => {
    let released = false
    async function* run(): AsyncGenerator<RunEvent> {
      try {
        for (;;) yield text
      } finally {
        released = true
      }
    }
    for await (const event of settledRun(run(), { signal: new AbortController().signal })) {
      expect(event).toEqual(text)
      break
    }
    expect(released).toBe(true)
  })
})
