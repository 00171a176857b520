import { describe, expect, it } from 'vitest'
import { lowestLatency } from './strategies/lowest-latency.ts'
import { STRATEGIES } from './strategies.ts'
import type { Candidate } from './strategy.ts'
import { candidate, choices, routedCall, seededRandom } from './testing/candidates.ts'
import { testStrategy } from './testing/test-strategy.ts'

const WEIGHTLESS = new Set(['round-robin', 'lowest-latency', 'lowest-cost', 'rate'])

for (const [name, make] of Object.entries(STRATEGIES)) {
  testStrategy({
    name,
    make,
    obeysWeights: !WEIGHTLESS.has(name),
    keepsConversations: name === 'consistent-hash',
  })
}

const NOW = 1_800_000_000_000
const pick = (name: keyof typeof STRATEGIES, all: readonly Candidate[]) =>
  STRATEGIES[name]()(all, routedCall(), seededRandom(1), NOW)?.name

describe('what each strategy goes by', () => {
  it('round-robin: one after another', () => {
    const strategy = STRATEGIES['round-robin']()
    const all = ['a', 'b', 'c'].map((name) => candidate(name))
    const names = Array.from({ length: 7 }, () => strategy(all, routedCall(), Math.random, NOW)?.name)
    expect(names.join('')).toBe('abcabca')
  })

  it('weighted: evenly spread', () => {
    const strategy = STRATEGIES.weighted()
    const all = [candidate('a', { weight: 5 }), candidate('b'), candidate('c')]
    const names = Array.from({ length: 7 }, () => strategy(all, routedCall(), Math.random, NOW)?.name)
    expect(names.join('')).toBe('aabacaa')
  })

  it('least-busy: calls under way for the weight', () => {
    const all = [candidate('a', { active: 3 }), candidate('b', { active: 5, weight: 4 }), candidate('c', { active: 2 })]
    expect(pick('least-busy', all)).toBe('b')
  })

  it('two-choices: never the busier of two', () => {
    const all = [candidate('a', { active: 3 }), candidate('b', { active: 1 })]
    const strategy = STRATEGIES['two-choices']()
    const random = seededRandom(7)
    const counts = choices((call) => strategy(all, call, random, NOW), 1_000)
    expect(counts.get('a')).toBeUndefined()
  })

  it('two-choices: a canary of little weight is not flooded for being idle', () => {
    const all = [candidate('stable', { weight: 95, active: 10 }), candidate('canary', { weight: 5 })]
    const strategy = STRATEGIES['two-choices']()
    const random = seededRandom(8)
    const counts = choices((call) => strategy(all, call, random, NOW), 10_000)
    expect(counts.get('canary')).toBeLessThan(1_200)
  })

  it('lowest-latency: the fastest, with a share for the others, and new ones get a try', () => {
    const all = [candidate('slow', { latencyMs: 900 }), candidate('fast', { latencyMs: 30 })]
    const random = seededRandom(9)
    const strategy = lowestLatency(0.1)
    const counts = choices((call) => strategy(all, call, random, NOW), 10_000)
    expect(counts.get('slow')).toBeGreaterThan(350)
    expect(counts.get('slow')).toBeLessThan(650)
    const never = lowestLatency(0)
    const withNew = choices((call) => never([...all, candidate('new')], call, random, NOW), 1_000)
    expect(withNew.get('new')).toBeGreaterThan(300)
  })

  it('lowest-cost: the cheapest; one without a price is the dearest', () => {
    const all = [candidate('unknown'), candidate('dear', { cost: 3 }), candidate('cheap', { cost: 1, active: 9 })]
    expect(pick('lowest-cost', all)).toBe('cheap')
  })

  it('lowest-cost: the less busy of equally cheap ones', () => {
    const all = [candidate('a', { cost: 1, active: 2 }), candidate('b', { cost: 1, active: 1 })]
    expect(pick('lowest-cost', all)).toBe('b')
  })

  it('rate: the one with most of its minute left', () => {
    const all = [
      candidate('a', { callsPerMinute: 50, requestsPerMinute: 100 }),
      candidate('b', { callsPerMinute: 90, requestsPerMinute: 1_000 }),
    ]
    expect(pick('rate', all)).toBe('b')
  })

  it('priority: the first ones for as long as there are any', () => {
    const all = [candidate('second', { priority: 1 }), candidate('first', { priority: 0, active: 50 })]
    expect(pick('priority', all)).toBe('first')
    expect(pick('priority', all.slice(0, 1))).toBe('second')
  })
})
