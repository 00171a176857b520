import { expect, it } from 'vitest'
import { createPriceBook } from './price-book.ts'

it('charges what an upstream costs now, and goes on with runs of an agent that was removed', () => {
  const book = createPriceBook()
  const priceOf = book.of('a')
  expect(priceOf('one')).toBeUndefined()
  book.set('a', 'one', { perCall: 1 })
  book.set('a', 'two', undefined)
  book.set('b', 'one', { perCall: 9 })
  expect([priceOf('one'), priceOf('two'), priceOf(undefined)]).toEqual([{ perCall: 1 }, undefined, { perCall: 1 }])
  book.set('a', 'one', { perCall: 2 })
  expect(priceOf('one')).toEqual({ perCall: 2 })
  book.forget('a')
  expect(priceOf('one')).toEqual({ perCall: 2 })
  expect(book.of('a')('one')).toBeUndefined()
})
