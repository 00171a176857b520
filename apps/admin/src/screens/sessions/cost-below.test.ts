import { expect, it } from 'vitest'
import { costsBelow } from './cost-below.ts'

const call = (cost: number, parent?: number) => ({
  ...(parent === undefined ? {} : { parent }),
  log: { cost },
})

it('adds up what a call and all that it caused cost', () => {
  expect(costsBelow([call(1), call(2, 0), call(4, 1), call(8, 0), call(16), { parent: 4 }])).toEqual([
    15, 6, 4, 8, 16, 0,
  ])
})
