import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { EventBody } from './event-body.ts'

interface Source extends AsyncIterator<string> {
  readonly asked: number
  readonly released: number
  give(event: string): void
  finish(): void
  fail(error: Error): void
}

/** A stream whose every step the test takes. */
function source(): Source {
  let pending: PromiseWithResolvers<IteratorResult<string>> | undefined
  let asked = 0
  let released = 0
  const settle = (how: (waiting: PromiseWithResolvers<IteratorResult<string>>) => void) => {
    const waiting = pending
    if (waiting === undefined) throw new Error('nobody asked')
    pending = undefined
    how(waiting)
  }
  return {
    get asked() {
      return asked
    },
    get released() {
      return released
    },
    next() {
      if (pending) throw new Error('asked twice at once')
      asked += 1
      pending = Promise.withResolvers()
      return pending.promise
    },
    async return() {
      released += 1
      return { done: true, value: undefined }
    },
    give: (event) => settle(({ resolve }) => resolve({ done: false, value: event })),
    finish: () => settle(({ resolve }) => resolve({ done: true, value: undefined })),
    fail: (error) => settle(({ reject }) => reject(error)),
  }
}

const PING_MS = 1_000
const event = (value: string) => ({ done: false, value }) as const
const FINISHED = { done: true, value: undefined }

function body(events: AsyncIterator<string>, encode = (text: string) => `<${text}>`) {
  const end = vi.fn()
  const made = new EventBody(event('first'), events, {
    encode,
    encodeError: (error) => `!${error instanceof Error ? error.message : String(error)}`,
    end,
    pingMs: PING_MS,
  })
  return { body: made, end }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('events', () => {
  test('are framed one by one; nothing is pulled before the reader asks', async () => {
    const events = source()
    const { body: chunks, end } = body(events)
    expect(events.asked).toBe(0)
    expect(await chunks.next()).toEqual(event('<first>'))
    expect(events.asked).toBe(0)
    const second = chunks.next()
    expect(events.asked).toBe(1)
    events.give('second')
    expect(await second).toEqual(event('<second>'))
    await vi.advanceTimersByTimeAsync(0)
    expect(events.asked).toBe(1)
    const last = chunks.next()
    events.finish()
    expect(await last).toEqual(FINISHED)
    expect(await chunks.next()).toEqual(FINISHED)
    expect(events.asked).toBe(2)
    expect(end.mock.calls).toEqual([[{}]])
  })

  test('an error ends the stream as its last event', async () => {
    const events = source()
    const { body: chunks, end } = body(events)
    await chunks.next()
    const last = chunks.next()
    const error = new Error('broke')
    events.fail(error)
    expect(await last).toEqual(event('!broke'))
    expect(await chunks.next()).toEqual(FINISHED)
    await chunks.return()
    expect(end.mock.calls).toEqual([[{ error }]])
  })

  test.each(['first', 'second'])(
    'a %s event that cannot be written ends the stream and releases the agent',
    async (bad) => {
      const events = source()
      const { body: chunks, end } = body(events, (text) => {
        if (text === bad) throw new Error(`no form for ${text}`)
        return text
      })
      if (bad === 'second') {
        await chunks.next()
        const next = chunks.next()
        events.give('second')
        expect(await next).toEqual(event('!no form for second'))
      } else {
        expect(await chunks.next()).toEqual(event('!no form for first'))
      }
      expect(await chunks.next()).toEqual(FINISHED)
      expect(events.released).toBe(1)
      expect(end.mock.calls).toEqual([[{ error: expect.any(Error) }]])
    },
  )
})

describe('events that are here together', () => {
  /** A source with events at hand, besides those that the test gives. */
  const withReady = (events: (string | Error)[]) =>
    Object.assign(source(), {
      ready: () => {
        const next = events.shift()
        if (next instanceof Error) throw next
        return next
      },
    })

  test('leave as one chunk, each framed, and none is waited for', async () => {
    const events = withReady(['second', 'third'])
    const { body: chunks } = body(events)
    expect(await chunks.next()).toEqual(event('<first><second><third>'))
    expect(events.asked).toBe(0)
    const next = chunks.next()
    events.give('fourth')
    expect(await next).toEqual(event('<fourth>'))
    await chunks.return()
  })

  test('leave in chunks of a bounded size', async () => {
    const large = 'x'.repeat(40_000)
    const events = withReady([large, large, large])
    const { body: chunks } = body(events, (text) => text)
    expect(await chunks.next()).toEqual(event(`first${large}${large}`))
    const next = chunks.next()
    events.give('last')
    expect(await next).toEqual(event(`last${large}`))
    await chunks.return()
  })

  test.each(['read', 'written'])('go out before the end when one cannot be %s', async (what) => {
    const error = new Error('broke')
    const events = withReady(['second', what === 'read' ? error : 'bad', 'never'])
    const { body: chunks, end } = body(events, (text) => {
      if (text === 'bad') throw error
      return `<${text}>`
    })
    expect(await chunks.next()).toEqual(event('<first><second>!broke'))
    expect(await chunks.next()).toEqual(FINISHED)
    expect(events.released).toBe(1)
    expect(end.mock.calls).toEqual([[{ error }]])
  })
})

describe('pings', () => {
  test('come after silence alone, and leave the read of the event as it is', async () => {
    const events = source()
    const { body: chunks } = body(events)
    await chunks.next()
    const waiting = chunks.next()
    await vi.advanceTimersByTimeAsync(PING_MS)
    expect(await waiting).toEqual(event(': ping\n\n'))
    const again = chunks.next()
    expect(events.asked).toBe(1)
    await vi.advanceTimersByTimeAsync(PING_MS - 1)
    events.give('second')
    expect(await again).toEqual(event('<second>'))
    // The event was a sign of life: the silence begins anew.
    const third = chunks.next()
    let settled = false
    void third.then(() => {
      settled = true
    })
    await vi.advanceTimersByTimeAsync(PING_MS - 1)
    expect(settled).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await third).toEqual(event(': ping\n\n'))
    await chunks.return()
  })

  test('do not pile up for a reader that does not read', async () => {
    const events = source()
    const { body: chunks } = body(events)
    await chunks.next()
    await vi.advanceTimersByTimeAsync(PING_MS * 50)
    const next = chunks.next()
    events.give('second')
    expect(await next).toEqual(event('<second>'))
    await chunks.return()
  })

  test('an event that comes while a ping is being written is kept for the reader', async () => {
    const events = source()
    const { body: chunks, end } = body(events)
    await chunks.next()
    const ping = chunks.next()
    await vi.advanceTimersByTimeAsync(PING_MS)
    await ping
    events.give('second')
    await vi.advanceTimersByTimeAsync(0)
    expect(await chunks.next()).toEqual(event('<second>'))
    const last = chunks.next()
    expect(events.asked).toBe(2)
    events.finish()
    expect(await last).toEqual(FINISHED)
    expect(end).toHaveBeenCalledTimes(1)
  })

  test('the end that comes while a ping is being written is told too', async () => {
    const events = source()
    const { body: chunks, end } = body(events)
    await chunks.next()
    const ping = chunks.next()
    await vi.advanceTimersByTimeAsync(PING_MS)
    await ping
    events.fail(new Error('broke'))
    await vi.advanceTimersByTimeAsync(0)
    expect(await chunks.next()).toEqual(event('!broke'))
    expect(await chunks.next()).toEqual(FINISHED)
    expect(end).toHaveBeenCalledTimes(1)
  })
})

describe('a reader that leaves', () => {
  test('before it read anything', async () => {
    const events = source()
    const { body: chunks, end } = body(events)
    expect(await chunks.return()).toEqual(FINISHED)
    expect(end.mock.calls).toEqual([[{ left: true }]])
    expect(events.released).toBe(1)
    expect(await chunks.next()).toEqual(FINISHED)
  })

  test('while an event is pending: the event comes too late, the waiting read is answered', async () => {
    const events = source()
    const encode = vi.fn((text: string) => text)
    const { body: chunks, end } = body(events, encode)
    await chunks.next()
    const waiting = chunks.next()
    await chunks.return()
    expect(await waiting).toEqual(FINISHED)
    events.give('second')
    await vi.advanceTimersByTimeAsync(PING_MS * 3)
    expect(encode).toHaveBeenCalledTimes(1)
    expect(await chunks.next()).toEqual(FINISHED)
    expect(end.mock.calls).toEqual([[{ left: true }]])
    expect(events.released).toBe(1)
  })

  test('while the agent fails, or twice', async () => {
    const events = source()
    const { body: chunks, end } = body(events)
    await chunks.next()
    const waiting = chunks.next()
    await Promise.all([chunks.return(), chunks.return()])
    events.fail(new Error('aborted'))
    expect(await waiting).toEqual(FINISHED)
    expect(end.mock.calls).toEqual([[{ left: true }]])
    expect(events.released).toBe(1)
  })

  test('an agent that fails to let go is not the reader’s trouble', async () => {
    const events = { ...source(), return: () => Promise.reject(new Error('stuck')) }
    const { body: chunks, end } = body(events)
    expect(await chunks.return()).toEqual(FINISHED)
    expect(end).toHaveBeenCalledTimes(1)
  })
})
