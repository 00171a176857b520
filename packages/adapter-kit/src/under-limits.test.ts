import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { underLimits } from './under-limits.ts'

const limits = (more: Partial<Limits>): Limits => ({ ...DEFAULT_LIMITS, ...more })
const never = new Promise<never>(() => {})

async function read(
  open: Parameters<typeof underLimits<number>>[0],
  options: { readonly limits?: Partial<Limits>; readonly signal?: AbortSignal } = {},
): Promise<number[]> {
  const read: number[] = []
  const signal = options.signal ?? new AbortController().signal
  for await (const event of underLimits(open, { limits: limits(options.limits ?? {}), signal })) read.push(event)
  return read
}

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 1; number <= count; number += 1) yield number
}

describe('underLimits', () => {
  it('passes a stream on', async () => {
    expect(await read(() => numbers(3))).toEqual([1, 2, 3])
  })

  it('passes errors on as they are', async () => {
    const error = new Error('of the SDK')
    await expect(read(() => Promise.reject(error))).rejects.toBe(error)
  })

  it.each<[string, Partial<Limits>, () => AsyncIterable<number> | Promise<AsyncIterable<number>>]>([
    ['firstEventSeconds', { firstEventMs: 20 }, () => never],
    ['totalSeconds', { totalMs: 20 }, () => never],
    [
      'idleSeconds',
      { idleMs: 20 },
      async function* () {
        yield 1
        await never
      },
    ],
  ])('ends at limits.%s, also when the SDK does not hear its signal', async (name, limit, open) => {
    await expect(read(open, { limits: limit })).rejects.toMatchObject({
      code: 'AGENT_TIMEOUT',
      message: expect.stringContaining(`limits.${name}`),
    })
  })

  it('takes a heartbeat that the SDK does not tell of for life', async () => {
    const open = async function* (_signal: AbortSignal, alive: () => void) {
      yield 1
      for (let beat = 0; beat < 17; beat += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        alive()
      }
      yield 2
    }
    expect(await read(open, { limits: { idleMs: 1500 } })).toEqual([1, 2])
  })

  it('does not count the time that the reader takes', async () => {
    const read: number[] = []
    for await (const event of underLimits(() => numbers(3), {
      limits: limits({ idleMs: 30 }),
      signal: new AbortController().signal,
    })) {
      await new Promise((resolve) => setTimeout(resolve, 80))
      read.push(event)
    }
    expect(read).toEqual([1, 2, 3])
  })

  it.each(['throws', 'ends', 'hangs'])('is canceled at once when the SDK %s on its signal', async (how) => {
    const stop = new AbortController()
    let heard = false
    async function* sdk(signal: AbortSignal): AsyncGenerator<number> {
      yield 1
      setImmediate(() => stop.abort())
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      heard = true
      if (how === 'hangs') await never
      if (how === 'throws') throw new Error('terminated')
    }
    await expect(read(sdk, { signal: stop.signal })).rejects.toMatchObject({ code: 'CANCELED' })
    expect(heard).toBe(true)
  })

  it('opens nothing when it is over before it begins', async () => {
    let opened = false
    const open = () => {
      opened = true
      return numbers(1)
    }
    await expect(read(open, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELED' })
    expect(opened).toBe(false)
  })

  it('releases the SDK when the reader leaves', async () => {
    let signal: AbortSignal | undefined
    const stream = underLimits(
      (given) => {
        signal = given
        return numbers(10)
      },
      { limits: DEFAULT_LIMITS, signal: new AbortController().signal },
    )
    for await (const event of stream) {
      expect(event).toBe(1)
      break
    }
    expect(signal?.aborted).toBe(true)
  })

  it('reads nothing ahead', async () => {
    let given = 0
    async function* counting(): AsyncGenerator<number> {
      for (;;) yield ++given
    }
    const stream = underLimits(counting, { limits: DEFAULT_LIMITS, signal: new AbortController().signal })
    await stream.next()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(given).toBe(1)
    await stream.return()
  })
})
