import type { JsonObject } from '@gateway/core'
import { z } from 'zod'
import { agentName } from './agent-name.ts'
import { cardOverrides } from './card-overrides.ts'

/** Timers end at 2³¹ milliseconds; a greater limit would end at once. */
const seconds = z.number().max(2_147_483, 'must be at most 2147483 seconds')
const secondsOrNone = seconds.nonnegative('must not be less than 0 seconds (0: no limit)')
const bytes = z.int().positive('must be at least 1 byte')

const limits = z.strictObject({
  bodyBytes: bytes.meta({ description: 'Largest request body. Default 10 MiB.' }).exactOptional(),
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

const dollars = z.number().nonnegative('must not be less than 0 dollars')

const cost = z
  .strictObject({
    perCall: dollars.meta({ description: 'For each message that the agent takes up.' }).exactOptional(),
    perInputToken: dollars.meta({ description: 'For each token that the agent reports to have read.' }).exactOptional(),
    perOutputToken: dollars
      .meta({ description: 'For each token that the agent reports to have made.' })
      .exactOptional(),
  })
  .meta({ description: 'What its work is charged with, in US dollars.' })

const upstream = z.strictObject({
  name: z
    .string()
    .min(1, 'must not be empty')
    .max(128, 'must have at most 128 characters')
    .meta({ description: 'How records name it. Default `upstream-1`.' })
    .exactOptional(),
  adapter: z
    .string()
    .min(1, 'must not be empty')
    .default('a2a')
    .meta({ description: 'Which kind of agent it is: the name of an adapter.' }),
  url: z.string().meta({ description: 'Shorthand for settings.url.' }).exactOptional(),
  settings: z.record(z.string(), z.json()).meta({ description: "The adapter's own settings." }).exactOptional(),
})

/** An agent as it is written in the configuration file and sent to the API. An adapter checks its own settings (`parseAgentDefinition`). */
export const agentDefinition = z
  .strictObject({
    name: agentName,
    description: z
      .string()
      .trim()
      .min(1, 'must not be empty')
      .meta({ description: "For the card, as long as the agent's own gives none." })
      .exactOptional(),
    card: cardOverrides.exactOptional(),
    upstreams: z
      .array(upstream)
      .min(1, 'needs one upstream, such as { "url": "http://127.0.0.1:10001" }')
      .max(1, 'several upstreams need load balancing, which this version does not have yet; give one')
      .meta({ description: 'Where the agent runs: exactly one.' }),
    strictVersion: z.boolean().default(false).meta({
      description:
        'true: a request without A2A-Version is 0.3, as specified. false: its method name tells the version.',
    }),
    contexts: z.enum(['isolate', 'pass']).default('isolate').meta({
      description:
        'isolate: two owners with the same contextId never share a conversation. pass: it goes to the agent as it is.',
    }),
    records: z
      .strictObject({
        content: z
          .boolean()
          .meta({ description: 'Whether call records keep what was sent and answered. Default true.' })
          .exactOptional(),
      })
      .exactOptional(),
    limits: limits.exactOptional(),
    cost: cost.exactOptional(),
  })
  .meta({ description: 'One agent.' })

type Checked = z.output<typeof agentDefinition>

/** Limits of one agent; what is absent has the default of design. Seconds and bytes. */
export type AgentLimits = z.output<typeof limits>

/** One place where an agent runs. `settings` are as written (their `url` included): the adapter's schema reads them when it connects. */
export interface UpstreamDefinition {
  readonly name: string
  readonly adapter: string
  readonly settings: JsonObject
}

/** A definition that was checked: names and defaults filled in, `url` moved into `settings`. It is itself a valid definition. */
export type AgentDefinitionInput = Readonly<Omit<Checked, 'upstreams'>> & {
  readonly upstreams: readonly UpstreamDefinition[]
}
