import type { RoutingDefinition, UpstreamDefinition } from '@gateway/registry'
import type { RouterOptions, UpstreamSettings } from '@gateway/router'

/** Callers say by this header that a message may be carried out twice. */
const MAY_REPEAT_HEADER = 'x-gateway-may-repeat'

/** What a definition says of an upstream, in the router's words. `cost`: what the next message would cost there. */
export function upstreamSettings(
  { weight, priority, draining, limits }: UpstreamDefinition,
  cost: () => number | undefined,
): UpstreamSettings {
  return {
    weight,
    priority,
    draining,
    parallel: limits?.parallel,
    requestsPerMinute: limits?.requestsPerMinute,
    cost,
  }
}

/** What a router keeps for its life; another value makes a new router. `alone`: there is nothing to choose among. */
export function lastingOptions(
  routing: RoutingDefinition | undefined,
  alone: boolean,
): Pick<RouterOptions, 'whenDown' | 'retry' | 'health' | 'queue' | 'queueSeconds'> {
  const { whenDown, retries, retryBudget, hedgeSeconds, health, queue, queueSeconds } = routing ?? {}
  const { checkSeconds: _checkSeconds, ...breaker } = health ?? {}
  return {
    whenDown,
    queue,
    queueSeconds,
    // One that stands alone fails its own calls, not those of others.
    health: { ...breaker, takesOut: routing !== undefined || !alone },
    retry: {
      retries,
      budget: retryBudget,
      hedgeMs: hedgeSeconds === undefined ? undefined : hedgeSeconds * 1_000,
      mayRepeat: (_request, { headers }) => headers[MAY_REPEAT_HEADER] === 'true',
    },
  }
}
