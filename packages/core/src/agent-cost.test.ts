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

const MODELS = { perInputToken: 1, models: { 'gpt-4o': { perInputToken: 5 }, 'gpt-4o-mini': { perOutputToken: 3 } } }

it.each([
  ['gpt-4o', 50],
  ['gpt-4o-2024-08-06', 50],
  ['gpt-4o-20240806', 50],
  // What a model has no price of its own for is charged as of any other.
  ['gpt-4o-mini-2024-07-18', 16],
  ['gpt-4o-audio', 10],
  ['constructor', 10],
  [undefined, 10],
])('the tokens of %s have the price of that model', (model, expected) => {
  expect(costOf({ inputTokens: 10, outputTokens: 2, ...(model && { model }) }, MODELS)).toBe(expected)
})

it('charges seconds with their fractions, and a sum of tokens alone as read', () => {
  expect(costOf(undefined, { perSecond: 2 }, 1.5)).toBe(3)
  expect(costOf({ totalTokens: 4 }, { perInputToken: 0.5, perOutputToken: 9 })).toBe(2)
})
