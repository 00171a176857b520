import type { GatewayError } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { LiveUpstream } from './live-upstream.ts'

const seconds = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1000))
const time = (at: number) => new Date(at).toISOString()

/** Why none of them can be given a call. */
export function noUpstream(upstreams: readonly LiveUpstream[], now: number): GatewayError {
  const meant = upstreams.filter(({ open }) => open)
  if (meant.length === 0) {
    return gatewayError(
      'UNAVAILABLE',
      'No upstream of this agent takes new work: all are draining or have the weight 0. Give one of them a weight.',
    )
  }
  const up = meant.filter(({ breaker }) => breaker.admits(now))
  if (up.length > 0 && up.every((upstream) => upstream.spent(now))) {
    return gatewayError('RATE_LIMITED', 'Every upstream of this agent has been given its calls of this minute.', {
      retryable: true,
      retryAfter: 6,
    })
  }
  if (up.some((upstream) => !upstream.full && !upstream.spent(now))) {
    return gatewayError('UNAVAILABLE', 'No upstream of this agent that is up may be given this call.', {
      retryable: true,
    })
  }
  const until = Math.min(...meant.map(({ breaker }) => breaker.outage?.until ?? now))
  return gatewayError('UNAVAILABLE', `No upstream of this agent takes calls now. ${meant.map(told).join(' ')}`.trim(), {
    retryable: true,
    retryAfter: seconds(until - now),
  })
}

/** The upstream that holds the task or conversation gets no calls. */
export function holderDown({ name, breaker }: LiveUpstream, what: string, now: number): GatewayError {
  const { outage } = breaker
  const since = outage === undefined ? '' : ` since ${time(outage.since)}. ${outage.reason}`
  return gatewayError('UNAVAILABLE', `The upstream "${name}", which holds this ${what}, is down${since}`, {
    retryable: true,
    retryAfter: seconds((outage?.until ?? now) - now),
  })
}

/** The upstream that holds the task or conversation is not there any more. */
export function holderGone(name: string, what: string): GatewayError {
  return gatewayError(
    'UNAVAILABLE',
    `The upstream "${name}", which holds this ${what}, is not among the upstreams of this agent any more.`,
  )
}

function told({ name, breaker }: LiveUpstream): string {
  const { outage } = breaker
  return outage === undefined ? '' : `"${name}" is down since ${time(outage.since)}: ${outage.reason}`
}
