import { z } from 'zod'

/** Timers end at 2³¹ milliseconds; a greater limit would end at once. */
export const seconds = z.number().max(2_147_483, 'must be at most 2147483 seconds')
const secondsOrNone = seconds.nonnegative('must not be less than 0 seconds (0: no limit)')
const bytes = z.int().positive('must be at least 1 byte')

/** What a call may take. Seconds and bytes; what is absent has its default. */
export const limitsDefinition = z.strictObject({
  connectSeconds: seconds
    .positive('must be more than 0 seconds')
    .meta({ description: 'Until the connection to the agent stands. Default 5.' })
    .exactOptional(),
  firstEventSeconds: secondsOrNone
    .meta({ description: 'Until the first event or the answer. 0: no limit (default).' })
    .exactOptional(),
  idleSeconds: secondsOrNone
    .meta({ description: 'Between two events of a stream. 0: no limit. Default 600.' })
    .exactOptional(),
  totalSeconds: secondsOrNone.meta({ description: 'For a whole call. 0: no limit. Default 86400.' }).exactOptional(),
  eventBytes: bytes.meta({ description: 'Largest answer or event. Default 10 MiB.' }).exactOptional(),
})

const amount = z.int('must be a whole number').positive('must be at least 1')

const rateLimits = z.strictObject({
  requestsPerMinute: amount
    .meta({ description: 'Messages that may be sent in a minute. Default: any number.' })
    .exactOptional(),
  tokensPerMinute: amount
    .meta({ description: 'Tokens that may be used in a minute, as the agent reports them. Default: any number.' })
    .exactOptional(),
  parallel: amount
    .meta({ description: 'Messages that may be worked on at the same time. Default: any number.' })
    .exactOptional(),
})

/** The same for an agent, whose requests are read before an upstream is chosen; and how much all its callers may ask of it. */
export const agentLimitsDefinition = limitsDefinition.extend({
  bodyBytes: bytes.meta({ description: 'Largest request body. Default 10 MiB.' }).exactOptional(),
  ...rateLimits.shape,
  session: rateLimits.meta({ description: 'The same for each conversation of a caller.' }).exactOptional(),
})

/** Limits of one agent; what is absent has the default of design. Seconds and bytes. */
export type AgentLimits = z.output<typeof agentLimitsDefinition>
