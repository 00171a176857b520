import { z } from 'zod'
import { agentName } from './agent-name.ts'
import { seconds } from './limits-definition.ts'

const share = z.number().nonnegative('must not be less than 0').max(1, 'must be at most 1')
const positiveSeconds = seconds.positive('must be more than 0 seconds')
const atLeastOne = z.int().positive('must be at least 1')
const orNone = z.int().nonnegative('must not be less than 0')

/** Names of the strategies, as `@gateway/router` has them. */
export const STRATEGIES = [
  'two-choices',
  'round-robin',
  'weighted',
  'least-busy',
  'lowest-latency',
  'lowest-cost',
  'rate',
  'priority',
  'consistent-hash',
] as const

const health = z
  .strictObject({
    consecutiveFailures: atLeastOne
      .meta({ description: 'Failures in a row that take it out. Default 5.' })
      .exactOptional(),
    failureRate: share
      .meta({ description: 'Share of failures within windowSeconds that takes it out. Default 0.5.' })
      .exactOptional(),
    windowSeconds: positiveSeconds.meta({ description: 'Default 30.' }).exactOptional(),
    minimumCalls: atLeastOne
      .meta({ description: 'Calls within the window below which a share says nothing. Default 20.' })
      .exactOptional(),
    cooldownSeconds: positiveSeconds
      .meta({
        description:
          'For how long it gets no calls the first time; twice as long each time that it fails again. Default 5.',
      })
      .exactOptional(),
    longestCooldownSeconds: positiveSeconds
      .meta({ description: 'The longest that it is left alone; its own Retry-After may be longer. Default 30.' })
      .exactOptional(),
    probes: atLeastOne
      .meta({ description: 'Calls that find out whether it is back, and must be answered. Default 2.' })
      .exactOptional(),
    slowStartSeconds: seconds
      .nonnegative('must not be less than 0 seconds')
      .meta({ description: 'How long it takes after its return until it has its whole share. 0: none. Default 10.' })
      .exactOptional(),
    panicBelow: share
      .meta({ description: 'Below this share of upstreams that are well, all are tried. Default 0.3.' })
      .exactOptional(),
    checkSeconds: seconds
      .min(1, 'must be at least 1 second')
      .meta({ description: 'Between two checks of the upstreams that have a `check`. Default 15.' })
      .exactOptional(),
    slowFactor: z
      .number()
      .min(1.5, 'must be at least 1.5')
      .meta({
        description:
          'Takes one out whose time to the first event is so many times the median of the others. Default: none is.',
      })
      .exactOptional(),
  })
  .meta({ description: 'When an upstream is taken out, and how it comes back.' })

/** How an agent with several upstreams chooses among them, as it is written. */
export const routingDefinition = z
  .strictObject({
    strategy: z
      .enum(STRATEGIES)
      .meta({ description: 'How the upstream of a new conversation is chosen. Default two-choices.' })
      .exactOptional(),
    retries: orNone
      .max(10, 'must be at most 10')
      .meta({ description: 'Other upstreams that a call is tried on when one had not begun with it. Default 2.' })
      .exactOptional(),
    retryBudget: share
      .meta({ description: 'Share of the calls that may be tried again, so that retries cannot pile up. Default 0.2.' })
      .exactOptional(),
    hedgeSeconds: positiveSeconds
      .meta({
        description:
          'Seconds without an answer after which a message whose caller lets it be carried out twice (x-gateway-may-repeat) is given to a second upstream too; the first answer counts. Default: never.',
      })
      .exactOptional(),
    fallbacks: z
      .array(agentName)
      .max(10, 'must be at most 10 agents')
      .meta({ description: 'Agents that are called in this order when no upstream could begin.' })
      .exactOptional(),
    whenDown: z
      .enum(['fail', 'move'])
      .meta({
        description:
          'A message in a conversation whose upstream is down. fail: an error that says since when (default). move: another upstream gets it, which knows nothing of what was said. Messages to a task are never moved.',
      })
      .exactOptional(),
    queue: orNone
      .meta({ description: 'Calls that may wait for an upstream that is busy (limits.parallel). Default 100.' })
      .exactOptional(),
    queueSeconds: positiveSeconds.meta({ description: 'For how long one may wait. Default 10.' }).exactOptional(),
    mirror: z
      .strictObject({
        upstream: z.string().min(1, 'must not be empty').meta({ description: 'Name of one of the upstreams.' }),
        share: share.meta({ description: 'Share of the new messages. Default 1.' }).exactOptional(),
      })
      .meta({ description: 'A second upstream that gets a copy of new messages; what it answers is thrown away.' })
      .exactOptional(),
    health: health.exactOptional(),
  })
  .meta({ description: 'How calls are spread over several upstreams.' })

export type RoutingDefinition = z.output<typeof routingDefinition>
