import { z } from 'zod'

const DEPTH = 'must be a whole number from 1 to 24'

/** `chains:` of `gateway.yaml`. */
export const chainSettings = z.strictObject({
  maxDepth: z.int(DEPTH).min(1, DEPTH).max(24, DEPTH).default(8).meta({
    description: 'How many agents there may be in a chain of agents that call one another through the gateway.',
  }),
  sameAgent: z.enum(['refuse', 'allow'], 'must be refuse or allow').default('refuse').meta({
    description: 'What becomes of a message to an agent that is in its chain already, which may have no end.',
  }),
})
