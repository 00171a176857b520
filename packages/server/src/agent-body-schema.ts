import { z } from 'zod'

const settings = z.record(z.string(), z.unknown())
const limit = z.int().nullable().optional()

/**
 * What `agentDefinitionOf` takes, for the API's description: it and the registry are who checks it. The settings of an
 * upstream are those of its adapter (`GET /v1/adapters`).
 */
const described = z.looseObject({
  name: z.string().optional().describe('Its name in addresses; LiteLLM’s `agent_name` is taken too.'),
  description: z.string().nullable().optional(),
  url: z.string().optional().describe('Shorthand for one native A2A upstream.'),
  upstreams: z
    .array(
      z.looseObject({ name: z.string().optional(), adapter: z.string().optional(), settings: settings.optional() }),
    )
    .optional()
    .describe('Where it runs; settings as `GET /v1/adapters` describes them.'),
  card: settings.nullable().optional().describe('Members of its card that replace those of its own.'),
  routing: settings.nullable().optional(),
  limits: settings.nullable().optional(),
  records: settings.nullable().optional(),
  cost: settings.nullable().optional(),
  agent_name: z.string().optional(),
  agent_card_params: settings.nullable().optional().describe('LiteLLM’s form of the card; its `url` is one upstream.'),
  litellm_params: settings.nullable().optional().describe('LiteLLM’s form of one upstream.'),
  static_headers: z.record(z.string(), z.string()).nullable().optional(),
  extra_headers: z.array(z.string()).nullable().optional(),
  rpm_limit: limit,
  tpm_limit: limit,
  max_parallel_requests: limit,
})

/** The body of a route that registers or changes an agent. */
export const agentBody = z.unknown().meta({ ...z.toJSONSchema(described, { io: 'input' }), $schema: undefined })
