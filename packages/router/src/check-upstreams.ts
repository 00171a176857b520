import { gatewayError, isGatewayError } from '@gateway/core'
import type { LiveUpstream } from './live-upstream.ts'
import type { Routing } from './routing.ts'

/** How long a check may take, in milliseconds. */
const LONGEST_CHECK_MS = 5_000

/** Runs the check of every upstream that has one, all at once, and takes out or brings back what they show. */
export async function checkUpstreams(routing: Routing, longestMs = LONGEST_CHECK_MS): Promise<void> {
  await Promise.all([...routing.upstreams, ...routing.fallbacks].map((upstream) => check(routing, upstream, longestMs)))
}

async function check(routing: Routing, upstream: LiveUpstream, longestMs: number): Promise<void> {
  if (upstream.check === undefined) return
  const { breaker } = upstream
  const late = gatewayError('AGENT_TIMEOUT', `The health check was not answered within ${longestMs / 1000} s.`)
  const timeout = new AbortController()
  const given = routing.clock.sleep(longestMs, timeout.signal)
  try {
    const stop = new AbortController()
    await Promise.race([
      upstream.check(stop.signal),
      given.then(() => {
        stop.abort(late)
        throw late
      }),
    ])
    const now = routing.clock.now()
    // What it asked for itself is kept; else it may be tried at once.
    if (breaker.outage !== undefined && !(breaker.outage.asked && breaker.state(now) === 'open')) {
      breaker.answeredCheck(now)
    }
  } catch (error) {
    const reason = isGatewayError(error) ? error.message : 'The health check failed.'
    upstream.failed(routing.clock.now(), reason)
    breaker.failed(routing.clock.now(), `Health check: ${reason}`)
  } finally {
    timeout.abort()
  }
}
