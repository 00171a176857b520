import { expect, it } from 'vitest'
import { costHeaders } from './cost-headers.ts'

it.each([
  [0, '0'],
  [10, '10'],
  [0.1 + 0.2, '0.3'],
  [2.5e-7, '0.00000025'],
])('writes %d as %s', (cost, text) => {
  expect(costHeaders(cost)).toEqual({ 'x-gateway-cost': text, 'x-litellm-response-cost': text })
})

it('writes nothing where no cost is known', () => {
  expect(costHeaders(undefined)).toEqual({})
})
