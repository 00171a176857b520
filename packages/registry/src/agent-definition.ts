import { z } from 'zod'
import { agentName } from './agent-name.ts'
import { budgetDefinition } from './budget-definition.ts'
import { cardOverrides } from './card-overrides.ts'
import { costDefinition } from './cost-definition.ts'
import { agentLimitsDefinition } from './limits-definition.ts'
import { routingDefinition } from './routing-definition.ts'
import { type UpstreamDefinition, upstreamDefinition } from './upstream-definition.ts'

const MOST_UPSTREAMS = 256

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
      .array(upstreamDefinition)
      .min(1, 'needs one upstream, such as { "url": "http://127.0.0.1:10001" }')
      .max(MOST_UPSTREAMS, `must be at most ${MOST_UPSTREAMS}`)
      .meta({ description: 'Where the agent runs: one place, or several that calls are spread over.' }),
    routing: routingDefinition.exactOptional(),
    public: z
      .boolean()
      .meta({
        description:
          'true: its card is shown in the public hub, to anyone. Who may call it does not change. Default false.',
      })
      .exactOptional(),
    strictVersion: z.boolean().default(false).meta({
      description:
        'true: a request without A2A-Version is 0.3, as specified. false: its method name tells the version.',
    }),
    contexts: z.enum(['isolate', 'pass']).default('isolate').meta({
      description:
        'isolate: two owners with the same contextId never share a conversation. pass: it goes to the agent as it is.',
    }),
    stayAttached: z
      .boolean()
      .meta({
        description:
          'true: the gateway keeps the tasks of an agent that keeps its own, event by event: they go on when their callers leave, and streams are joined without a gap, also after a restart. Default false.',
      })
      .exactOptional(),
    records: z
      .strictObject({
        content: z
          .boolean()
          .meta({ description: 'Whether call records keep what was sent and answered. Default true.' })
          .exactOptional(),
      })
      .exactOptional(),
    limits: agentLimitsDefinition.exactOptional(),
    cost: costDefinition.exactOptional(),
    budget: budgetDefinition.exactOptional(),
  })
  .meta({ description: 'One agent.' })

type Checked = z.output<typeof agentDefinition>

/** A definition that was checked: names and defaults filled in, `url` moved into `settings`. It is itself a valid definition. */
export type AgentDefinitionInput = Readonly<Omit<Checked, 'upstreams'>> & {
  readonly upstreams: readonly UpstreamDefinition[]
}
