import { describe, expect, it } from 'vitest'
import type { Candidate, Strategy } from '../strategy.ts'
import { candidate, choices, routedCall, seededRandom } from './candidates.ts'

export interface StrategyUnderTest {
  readonly name: string
  /** A new one, with nothing remembered. */
  readonly make: () => Strategy
  /** Idle candidates get calls as their weights say. Default `true`. */
  readonly obeysWeights?: boolean
  /** The same conversation goes to the same candidate for as long as that one is there. Default `false`. */
  readonly keepsConversations?: boolean
}

const CALLS = 20_000
const NOW = 1_800_000_000_000

/** Holds a strategy to what the router relies on. To be called at the top of a test file of vitest. */
export function testStrategy({ name, make, obeysWeights = true, keepsConversations = false }: StrategyUnderTest): void {
  describe(`the strategy ${name}`, () => {
    it('chooses nobody where there is nobody', () => {
      expect(make()([], routedCall(), seededRandom(1), NOW)).toBeUndefined()
    })

    it('chooses one that is there, whoever was there before', () => {
      const strategy = make()
      const random = seededRandom(2)
      const all = Array.from({ length: 9 }, (_, index) => candidate(`upstream-${index}`, { weight: 1 + (index % 3) }))
      for (let round = 0; round < 500; round++) {
        const present = all.filter(() => random() < 0.4)
        const chosen = strategy(present, routedCall(`context-${round}`), random, NOW + round)
        if (present.length === 0) expect(chosen).toBeUndefined()
        else expect(present).toContain(chosen)
      }
    })

    it('chooses the only one, with a conversation and without', () => {
      const only = candidate('only')
      expect(make()([only], routedCall(), seededRandom(3), NOW)).toBe(only)
      expect(make()([only], routedCall('context'), seededRandom(3), NOW)).toBe(only)
    })

    it('chooses the same again for the same random numbers', () => {
      const all = ['a', 'b', 'c', 'd'].map((each) => candidate(each))
      const run = () => {
        const strategy = make()
        const random = seededRandom(4)
        return Array.from({ length: 200 }, () => strategy(all, routedCall(), random, NOW)?.name)
      }
      expect(run()).toEqual(run())
    })

    it('gives every one of equal candidates its share', () => {
      const all = Array.from({ length: 8 }, (_, index) => candidate(`upstream-${index}`))
      expectShares(make(), all)
    })

    if (obeysWeights)
      it('gives each the share of its weight', () => {
        expectShares(
          make(),
          [1, 2, 3, 4, 0.5, 10].map((weight, index) => candidate(`upstream-${index}`, { weight })),
        )
      })

    if (keepsConversations)
      it('moves only the conversations of one that is gone', () => {
        const all = [1, 1, 2, 1, 3, 1].map((weight, index) => candidate(`upstream-${index}`, { weight }))
        const strategy = make()
        const random = seededRandom(6)
        for (const gone of all) {
          const rest = all.filter((each) => each !== gone)
          for (let index = 0; index < 2_000; index++) {
            const call = routedCall(`context-${index}`)
            const before = strategy(all, call, random, NOW)
            const after = strategy(rest, call, random, NOW)
            if (before !== gone) expect(after).toBe(before)
          }
        }
      })
  })
}

/** Within five standard deviations of what a fair draw gives: a right strategy fails once in millions of seeds, and this seed is fixed. */
function expectShares(strategy: Strategy, all: readonly Candidate[]): void {
  const random = seededRandom(5)
  const total = all.reduce((sum, { weight }) => sum + weight, 0)
  const counts = choices((call) => strategy(all, call, random, NOW), CALLS)
  for (const { name, weight } of all) {
    const share = weight / total
    const deviation = Math.sqrt(CALLS * share * (1 - share))
    const count = counts.get(name) ?? 0
    expect(Math.abs(count - CALLS * share), `${name} was chosen ${count} times of ${CALLS}`).toBeLessThan(5 * deviation)
  }
}
