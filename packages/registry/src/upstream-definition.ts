import type { JsonObject } from '@gateway/core'
import { z } from 'zod'
import { costDefinition } from './cost-definition.ts'
import { limitsDefinition } from './limits-definition.ts'

const limits = limitsDefinition.extend({
  parallel: z
    .int()
    .positive('must be at least 1')
    .meta({ description: 'Calls that it works on at once; more wait (`routing.queue`). Default: no limit.' })
    .exactOptional(),
  requestsPerMinute: z
    .int()
    .positive('must be at least 1')
    .meta({
      description:
        'Calls that it is good for in a minute; strategy `rate` compares what is used of it. Default: no limit.',
    })
    .exactOptional(),
})

const check = z.strictObject({
  type: z.enum(['card', 'path', 'ping']).meta({
    description:
      'card: its agent card is read. path: a GET of `path` at its origin answers 2xx. ping: a message is sent, with the text of `message`.',
  }),
  path: z
    .string()
    .regex(/^\/(?![\\/])\S*$/, 'must begin with one "/"')
    .meta({ description: 'For type: path. Default /health.' })
    .exactOptional(),
  message: z
    .string()
    .min(1, 'must not be empty')
    .meta({ description: 'For type: ping. Default "ping".' })
    .exactOptional(),
})

/** One place where an agent runs, as it is written. */
export const upstreamDefinition = z.strictObject({
  name: z
    .string()
    .min(1, 'must not be empty')
    .max(128, 'must have at most 128 characters')
    .meta({ description: 'How records and health name it. Default `upstream-1` and so on.' })
    .exactOptional(),
  adapter: z
    .string()
    .min(1, 'must not be empty')
    .default('a2a')
    .meta({ description: 'Which kind of agent it is: the name of an adapter.' }),
  url: z.string().meta({ description: 'Shorthand for settings.url.' }).exactOptional(),
  settings: z.record(z.string(), z.json()).meta({ description: "The adapter's own settings." }).exactOptional(),
  weight: z
    .number()
    .nonnegative('must not be less than 0')
    .max(1_000_000, 'must be at most 1000000')
    .meta({ description: 'Its share of new conversations, compared with the others. 0: none. Default 1.' })
    .exactOptional(),
  priority: z
    .int()
    .nonnegative('must not be less than 0')
    .meta({ description: 'For strategy: priority. Those with the lowest number go first. Default 0.' })
    .exactOptional(),
  draining: z
    .boolean()
    .meta({ description: 'true: no new conversations; those that it holds go on. Default false.' })
    .exactOptional(),
  limits: limits.exactOptional(),
  cost: costDefinition.exactOptional(),
  check: check.exactOptional(),
})

type Written = z.output<typeof upstreamDefinition>

/** One place where an agent runs. `settings` are as written (their `url` included): the adapter's schema reads them when it connects. */
export type UpstreamDefinition = Readonly<Omit<Written, 'name' | 'url' | 'settings'>> & {
  readonly name: string
  readonly settings: JsonObject
}
