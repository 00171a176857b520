import { gatewayError, isGatewayError } from '@gateway/core'
import { type Counted, type LimitCounters, shareOf } from './limit-counters.ts'

/** Attempts to sign in that fail, of a minute. */
const FAILURES_OF_ADDRESS = 10
const FAILURES_IN_ALL = 300

/** Runs an attempt to sign in, unless too many have failed. */
export type SignInAttempt = <Value>(address: string | undefined, work: () => Promise<Value>) => Promise<Value>

/** What is one household or machine: of IPv6, the first 64 bits. */
function networkOf(address: string | undefined): string {
  if (address === undefined) return 'unknown'
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('%', 1).join('').split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const whole =
    tail === undefined ? first : [...first, ...Array(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last]
  return whole.slice(0, 4).join(':')
}

/**
 * Counts attempts that fail by address and in all, together with the other gateways where counters are shared. An attempt
 * is counted before it is made, so that many at once cannot slip through, and taken back when it does not fail.
 */
export function createSignInAttempts(counters: LimitCounters): SignInAttempt {
  const over = ({ count, share }: Counted, limit: number) => count > shareOf(limit, share)
  return async (address, work) => {
    const names = [`sign-in of ${networkOf(address)}`, 'sign-in'] as const
    const [ofAddress, inAll] = await Promise.all(names.map((name) => counters.add(name, 1)))
    const takeBack = () => Promise.all(names.map((name) => counters.add(name, -1)))
    const full = [
      ...(ofAddress && over(ofAddress, FAILURES_OF_ADDRESS) ? [ofAddress] : []),
      ...(inAll && over(inAll, FAILURES_IN_ALL) ? [inAll] : []),
    ]
    if (full.length > 0) {
      // One that was not made does not count.
      await takeBack()
      throw gatewayError('RATE_LIMITED', 'Too many attempts to sign in have failed. Wait a minute, then try again.', {
        retryable: true,
        retryAfter: Math.max(1, Math.ceil(Math.max(...full.map(({ resetMs }) => resetMs)) / 1_000)),
      })
    }
    try {
      const value = await work()
      await takeBack()
      return value
    } catch (error) {
      const failed = isGatewayError(error) && (error.code === 'UNAUTHENTICATED' || error.code === 'PERMISSION_DENIED')
      if (!failed) await takeBack()
      throw error
    }
  }
}
