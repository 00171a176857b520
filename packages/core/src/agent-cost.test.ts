import { expect, it } from 'vitest'
import { costOf } from './agent-cost.ts'

it.each([
  ['nothing that has a price', undefined, undefined, undefined],
  ['tokens that have no price', { inputTokens: 5 }, undefined, undefined],
  ['a call', undefined, { perCall: 0.5 }, 0.5],
  ['tokens', { inputTokens: 10, outputTokens: 4 }, { perInputToken: 0.25, perOutputToken: 0.5 }, 4.5],
  ['a call and its tokens', { outputTokens: 4 }, { perCall: 1, perOutputToken: 0.5 }, 3],
  ['what the vendor says, in place of tokens', { inputTokens: 10, cost: 0.75 }, { perCall: 1, perInputToken: 9 }, 1.75],
  ['what the vendor says alone', { cost: 0.75 }, undefined, 0.75],
])('%s', (_what, usage, cost, dollars) => {
  expect(costOf(usage, cost)).toBe(dollars)
})
