import type { EventIterator, StreamResponse } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { collect } from './native-agent.fixture.ts'
import { type StreamTap, tappedStream } from './tapped-stream.ts'

const event = (messageId: string): StreamResponse => ({
  message: { messageId, role: 'ROLE_AGENT', parts: [{ text: 'x' }] },
})

function source(names: readonly string[], fails?: Error) {
  const state = { released: 0, ended: 0 }
  async function* events(): AsyncGenerator<StreamResponse> {
    try {
      for (const name of names) yield event(name)
      if (fails) throw fails
    } finally {
      state.released += 1
    }
  }
  const tap = (see: StreamTap['event'] = (one) => one): StreamTap => ({
    event: see,
    end: () => {
      state.ended += 1
    },
  })
  return { state, events, tap }
}

describe('tappedStream', () => {
  it('passes every event on, in order, and ends once', async () => {
    const { state, events, tap } = source(['a', 'b', 'c'])
    expect(await collect(tappedStream(() => ({ events: events(), tap: tap() })))).toEqual(['a', 'b', 'c'].map(event))
    expect(state).toEqual({ released: 1, ended: 1 })
  })

  it('lets the tap change an event, put others before it, or swallow it', async () => {
    const { events, tap } = source(['a', 'b', 'c', 'd'])
    const see: StreamTap['event'] = (one) => {
      const name = one.message?.messageId
      if (name === 'a') return event('A')
      if (name === 'b') return Promise.resolve([event('before b'), one])
      return name === 'c' ? [] : one
    }
    const seen = await collect(tappedStream(() => ({ events: events(), tap: tap(see) })))
    expect(seen.map(({ message }) => message?.messageId)).toEqual(['A', 'before b', 'b', 'd'])
  })

  it('opens nothing before it is read', async () => {
    let opened = 0
    const { events, tap } = source(['a'])
    const stream = tappedStream(() => {
      opened += 1
      return { events: events(), tap: tap() }
    })
    const reader = stream[Symbol.asyncIterator]()
    expect(opened).toBe(0)
    await reader.next()
    expect(opened).toBe(1)
  })

  it('ends once when the reader leaves, and gives nothing more', async () => {
    const { state, events, tap } = source(['a', 'b'])
    const reader = tappedStream(() => ({ events: events(), tap: tap() }))[Symbol.asyncIterator]()
    await reader.next()
    await reader.return?.()
    await reader.return?.()
    expect(state).toEqual({ released: 1, ended: 1 })
    expect(await reader.next()).toEqual({ done: true, value: undefined })
  })

  it('releases a stream that was still being opened when the reader left', async () => {
    let returned = 0
    const opening = Promise.withResolvers<void>()
    const events: AsyncIterable<StreamResponse> = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.resolve({ done: false, value: event('a') }),
        return: async () => {
          returned += 1
          return { done: true, value: undefined }
        },
      }),
    }
    const stream = tappedStream(async () => {
      await opening.promise
      return { events, tap: source([]).tap() }
    })
    const reader = stream[Symbol.asyncIterator]()
    const first = reader.next()
    await reader.return?.()
    opening.resolve()
    expect(await first).toEqual({ done: true, value: undefined })
    expect(returned).toBe(1)
  })

  it('passes on how the stream broke, and ends', async () => {
    const failure = new Error('broken')
    const { state, events, tap } = source(['a'], failure)
    const reader = tappedStream(() => ({ events: events(), tap: tap() }))[Symbol.asyncIterator]()
    await reader.next()
    await expect(reader.next()).rejects.toBe(failure)
    expect(state).toEqual({ released: 1, ended: 1 })
    expect(await reader.next()).toEqual({ done: true, value: undefined })
  })

  it.each<[string, StreamTap['event']]>([
    [
      'throws',
      () => {
        throw new Error('tap')
      },
    ],
    ['rejects', () => Promise.reject(new Error('tap'))],
  ])('releases the stream when its tap %s', async (_how, see) => {
    const { state, events, tap } = source(['a', 'b'])
    const reader = tappedStream(() => ({ events: events(), tap: tap(see) }))[Symbol.asyncIterator]()
    await expect(reader.next()).rejects.toThrow('tap')
    expect(state).toEqual({ released: 1, ended: 1 })
    expect(await reader.next()).toEqual({ done: true, value: undefined })
  })

  it('passes on why it could not be opened', async () => {
    const reader = tappedStream(() => Promise.reject(new Error('closed')))[Symbol.asyncIterator]()
    await expect(reader.next()).rejects.toThrow('closed')
    expect(await reader.next()).toEqual({ done: true, value: undefined })
  })

  describe('ready()', () => {
    /** A stream whose events are all here. */
    function together(names: readonly string[]) {
      const left = names.map(event)
      const state = { returned: 0 }
      const iterator: EventIterator<StreamResponse> = {
        next: async () => {
          const value = left.shift()
          return value ? { done: false, value } : { done: true, value: undefined }
        },
        ready: () => left.shift(),
        return: async () => {
          state.returned += 1
          return { done: true, value: undefined }
        },
      }
      return { state, events: { [Symbol.asyncIterator]: () => iterator } }
    }
    const nameOf = (value: StreamResponse | undefined) => value?.message?.messageId

    it('gives what is here, through the tap and in order; what the tap keeps for later comes with next()', async () => {
      const { events } = together(['a', 'b', 'c', 'd', 'e', 'f'])
      const { state, tap } = source([])
      const see: StreamTap['event'] = (one) => {
        const name = nameOf(one)
        if (name === 'c') return Promise.resolve([event('before c'), one])
        return name === 'e' ? [] : event(`${name}!`)
      }
      const reader = tappedStream(() => ({ events, tap: tap(see) }))[Symbol.asyncIterator]()
      expect(reader.ready?.()).toBeUndefined()
      expect(nameOf((await reader.next()).value)).toBe('a!')
      expect([nameOf(reader.ready?.()), reader.ready?.(), reader.ready?.()]).toEqual(['b!', undefined, undefined])
      expect(nameOf((await reader.next()).value)).toBe('before c')
      expect([nameOf(reader.ready?.()), nameOf(reader.ready?.()), reader.ready?.()]).toEqual(['c', 'd!', undefined])
      expect(nameOf((await reader.next()).value)).toBe('f!')
      expect(reader.ready?.()).toBeUndefined()
      expect(state.ended).toBe(0)
      expect(await reader.next()).toEqual({ done: true, value: undefined })
      expect(state.ended).toBe(1)
    })

    it.each([
      ['fails', () => Promise.reject(new Error('tap'))],
      [
        'throws',
        () => {
          throw new Error('tap')
        },
      ],
    ])('a tap that %s ends the stream with the next()', async (_how, fail) => {
      const { state: stream, events } = together(['a', 'b', 'c'])
      const { state, tap } = source([])
      const see: StreamTap['event'] = (one) => (nameOf(one) === 'b' ? fail() : one)
      const reader = tappedStream(() => ({ events, tap: tap(see) }))[Symbol.asyncIterator]()
      await reader.next()
      expect(reader.ready?.()).toBeUndefined()
      await expect(reader.next()).rejects.toThrow('tap')
      expect([state.ended, stream.returned]).toEqual([1, 1])
      expect(await reader.next()).toEqual({ done: true, value: undefined })
    })

    it('gives nothing where the stream cannot', async () => {
      const { events, tap } = source(['a', 'b'])
      const reader = tappedStream(() => ({ events: events(), tap: tap() }))[Symbol.asyncIterator]()
      await reader.next()
      expect(reader.ready?.()).toBeUndefined()
      expect(nameOf((await reader.next()).value)).toBe('b')
    })
  })
})
