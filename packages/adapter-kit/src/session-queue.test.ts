import { describe, expect, it } from 'vitest'
import { createSessionQueue } from './session-queue.ts'

const never = new AbortController().signal

describe('createSessionQueue', () => {
  it('lets one turn of a session run at a time, in order', async () => {
    const queue = createSessionQueue()
    const order: string[] = []
    const turn = async (name: string) => {
      const leave = await queue.enter('s', never)
      order.push(`${name} in`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      order.push(`${name} out`)
      leave()
    }
    await Promise.all([turn('1'), turn('2'), turn('3')])
    expect(order).toEqual(['1 in', '1 out', '2 in', '2 out', '3 in', '3 out'])
  })

  it('does not let sessions wait for each other', async () => {
    const queue = createSessionQueue()
    await queue.enter('a', never)
    const leave = await queue.enter('b', never)
    leave()
  })

  it('gives up the place of one that no longer waits', async () => {
    const queue = createSessionQueue()
    const leaveFirst = await queue.enter('s', never)
    const stop = new AbortController()
    const second = queue.enter('s', stop.signal)
    const third = queue.enter('s', never)
    stop.abort()
    await expect(second).rejects.toMatchObject({ code: 'CANCELED' })
    leaveFirst()
    const leave = await third
    leave()
  })

  it('does not let one in that was aborted before it came', async () => {
    const queue = createSessionQueue()
    await expect(queue.enter('s', AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELED' })
    const leave = await queue.enter('s', never)
    leave()
  })
})
