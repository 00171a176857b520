import type { Fact } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { type LimitCounters, shareOf } from './limit-counters.ts'
import type { LimitScope } from './limit-scope.ts'

type LimitFact = Extract<Fact, { type: 'limit' }>

/** A call that its limits let through. */
export interface Admission {
  /** Counts it in one more scope, which was not known when it began. It takes no place there. */
  join(scope: LimitScope): void
  /** Gives its places back, and counts the tokens that it took. To be called once. */
  settle(tokens: number): void
}

export interface Limiter {
  /**
   * Counts a call in all its scopes, or in none: rejects with RATE_LIMITED, which tells when to come back. `tell` hears
   * what is left in either case.
   */
  admit(scopes: readonly LimitScope[], tell: (fact: Fact) => void): Promise<Admission>
  /** How a scope stands, without counting anything in it. How many of its places are taken is not looked at. */
  look(scope: LimitScope): Promise<readonly LimitState[]>
}

/** How one limit stands. */
export interface LimitState {
  /** What it is, such as "This key may send 60 messages per minute". */
  readonly limit: string
  /** Of a limit per minute. */
  readonly remaining?: number
  /** Milliseconds until its minute is over. */
  readonly resetMs?: number
}

/** What became of one limit of one scope. */
interface Outcome {
  /** What is wrong, where the limit is reached. */
  readonly refusal?: string
  /** Milliseconds until it is worth trying again. */
  readonly resetMs: number
  readonly fact?: LimitFact
  /** Takes back what was counted. */
  readonly undo?: () => void
}

/** When a place may be free is not known: calls end when they end. */
const PLACE_RETRY_MS = 1_000

const words = {
  requests: (whose: string, most: number) => `${whose} may send ${most} messages per minute`,
  tokens: (whose: string, most: number) => `${whose} may use ${most} tokens per minute`,
  places: (whose: string, most: number) => `${whose} may have ${most} messages worked on at the same time`,
}

/** Lets calls through as far as limits allow, by what `counters` have counted. */
export function createLimiter(counters: LimitCounters): Limiter {
  const requests = async ({ name, whose }: LimitScope, limit: number): Promise<Outcome> => {
    const counter = `requests:${name}`
    const { count, resetMs, share } = await counters.add(counter, 1)
    const most = shareOf(limit, share)
    const fact = factOf('requests', most, most - count, resetMs)
    const undo = () => void counters.add(counter, -1)
    if (count <= most) return { resetMs, fact, undo }
    return { refusal: words.requests(whose, most), resetMs, fact, undo }
  }
  const tokens = async ({ name, whose }: LimitScope, limit: number): Promise<Outcome> => {
    const { count, resetMs, share } = await counters.read(`tokens:${name}`)
    const most = shareOf(limit, share)
    const fact = factOf('tokens', most, most - count, resetMs)
    return count < most ? { resetMs, fact } : { refusal: words.tokens(whose, most), resetMs, fact }
  }
  const place = async ({ name, whose }: LimitScope, limit: number): Promise<Outcome> => {
    if (await counters.takePlace(name, limit)) return { resetMs: 0, undo: () => counters.returnPlace(name) }
    return { refusal: words.places(whose, limit), resetMs: PLACE_RETRY_MS }
  }
  const outcomesOf = (scope: LimitScope): Promise<Outcome>[] => {
    const { requestsPerMinute, tokensPerMinute, parallel } = scope.limits
    return [
      ...(requestsPerMinute === undefined ? [] : [requests(scope, requestsPerMinute)]),
      ...(tokensPerMinute === undefined ? [] : [tokens(scope, tokensPerMinute)]),
      ...(parallel === undefined ? [] : [place(scope, parallel)]),
    ]
  }

  const stateOf = async (
    of: 'requests' | 'tokens',
    { name, whose }: LimitScope,
    limit: number,
  ): Promise<LimitState> => {
    const { count, resetMs, share } = await counters.read(`${of}:${name}`)
    const most = shareOf(limit, share)
    return { limit: words[of](whose, most), remaining: Math.max(0, most - count), resetMs }
  }

  return {
    async look(scope) {
      const { requestsPerMinute, tokensPerMinute, parallel } = scope.limits
      return Promise.all([
        ...(requestsPerMinute === undefined ? [] : [stateOf('requests', scope, requestsPerMinute)]),
        ...(tokensPerMinute === undefined ? [] : [stateOf('tokens', scope, tokensPerMinute)]),
        ...(parallel === undefined ? [] : [{ limit: words.places(scope.whose, parallel) }]),
      ])
    },
    async admit(scopes, tell) {
      const outcomes = await Promise.all(scopes.flatMap(outcomesOf))
      for (const fact of tightest(outcomes)) tell(fact)
      const refused = outcomes.filter(({ refusal }) => refusal !== undefined)
      const [first] = refused
      if (first !== undefined) {
        for (const { undo } of outcomes) undo?.()
        throw tooMany(first.refusal ?? '', Math.max(...refused.map(({ resetMs }) => resetMs)))
      }
      const counting = [...scopes]
      return {
        join(scope) {
          counting.push(scope)
          if (scope.limits.requestsPerMinute !== undefined) void counters.add(`requests:${scope.name}`, 1)
        },
        settle(used) {
          for (const { name, limits } of scopes) if (limits.parallel !== undefined) counters.returnPlace(name)
          for (const { name, limits } of counting) {
            if (limits.tokensPerMinute !== undefined && used > 0) void counters.add(`tokens:${name}`, used)
          }
        },
      }
    },
  }
}

const factOf = (of: LimitFact['of'], limit: number, remaining: number, resetMs: number): LimitFact => ({
  type: 'limit',
  of,
  limit,
  remaining: Math.max(0, remaining),
  resetMs,
})

/** Of each kind the fact with the least left. */
function tightest(outcomes: readonly Outcome[]): readonly LimitFact[] {
  const found = new Map<LimitFact['of'], LimitFact>()
  for (const { fact } of outcomes) {
    const before = fact && found.get(fact.of)
    if (fact !== undefined && (before === undefined || fact.remaining < before.remaining)) found.set(fact.of, fact)
  }
  return [...found.values()]
}

function tooMany(refusal: string, resetMs: number) {
  const retryAfter = Math.max(1, Math.ceil(resetMs / 1_000))
  return gatewayError(
    'RATE_LIMITED',
    `${refusal}. Send this one again in ${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}, or ask an administrator for more.`,
    { retryable: true, retryAfter },
  )
}
