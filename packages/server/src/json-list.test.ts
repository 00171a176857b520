import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { bodyOf, jsonList } from './json-list.ts'

test.each([0, 1, 99, 100, 101, 1_000])('%d items are the JSON of their list', async (count) => {
  const items = Array.from({ length: count }, (_, index) => ({ index }))
  const [list, whole] = [await jsonList(items.map((item) => () => item)), JSON.stringify(items)]
  expect(list.parts.join('')).toBe(whole)
  expect(list.digest).toBe(createHash('sha256').update(whole).digest('base64url'))
  const body = bodyOf(list)
  let sent = ''
  if (typeof body === 'string') sent = body
  else for (let next = await body.next(); !next.done; next = await body.next()) sent += next.value
  expect(sent).toBe(whole)
})

test('others have their turn while a long list is made', async () => {
  let made = 0
  let madeAtTurn: number | undefined
  setImmediate(() => {
    madeAtTurn = made
  })
  await jsonList(Array.from({ length: 1_000 }, () => () => ++made))
  expect(made).toBe(1_000)
  expect(madeAtTurn).toBeLessThan(1_000)
})
