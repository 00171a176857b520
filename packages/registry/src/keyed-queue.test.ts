import { expect, test } from 'vitest'
import { createKeyedQueue } from './keyed-queue.ts'

test('one after another for a key, side by side for several, on after a failure', async () => {
  const queue = createKeyedQueue()
  const told: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = queue.run('a', async () => {
    await gate.promise
    told.push('a1')
    throw new Error('a1 failed')
  })
  const second = queue.run('a', async () => void told.push('a2'))
  await queue.run('b', async () => void told.push('b1'))
  expect(told).toEqual(['b1'])
  gate.resolve()
  await expect(first).rejects.toThrow('a1 failed')
  await second
  expect(told).toEqual(['b1', 'a1', 'a2'])
  await queue.idle()
})
