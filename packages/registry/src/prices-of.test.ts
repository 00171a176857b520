import { expect, it } from 'vitest'
import { pricesOf } from './prices-of.ts'

it("is each upstream's own price, else the agent's", () => {
  const cost = { perCall: 1 }
  expect(pricesOf({ cost, upstreams: [{ cost: { perInputToken: 2 } }, {}] })).toEqual([{ perInputToken: 2 }, cost])
  expect(pricesOf({ upstreams: [{}] })).toEqual([undefined])
})
