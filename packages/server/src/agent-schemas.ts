import { isJsonObject, type JsonObject } from '@gateway/core'
import { z } from 'zod'
import { agentMembers } from './agent-view.ts'

const any = z.record(z.string(), z.unknown())
const limit = z.int().nullable().optional()

/** What LiteLLM's clients send; the members of a definition may stand beside these. */
const litellmAgent = z
  .looseObject({
    agent_name: z.string().optional().describe('Its name in addresses.'),
    agent_card_params: any.nullable().optional().describe('Its card; `url` in it is where a native agent is.'),
    litellm_params: z
      .looseObject({
        custom_llm_provider: z.string().optional().describe('langgraph, azure_ai, bedrock, pydantic_ai_agents or a2a.'),
        model: z.string().optional().describe('The agent, such as langgraph/agent or bedrock/agentcore/<ARN>.'),
        api_base: z.string().optional().describe('The vendor’s address.'),
        is_public: z.boolean().nullable().optional().describe('Whether it is in the public hub.'),
      })
      .nullable()
      .optional()
      .describe('What stands behind it: one upstream.'),
    static_headers: z.record(z.string(), z.string()).nullable().optional().describe('Sent to the agent.'),
    extra_headers: z.array(z.string()).nullable().optional().describe('Names of headers that are handed on to it.'),
    rpm_limit: limit.describe('Messages in a minute.'),
    tpm_limit: limit.describe('Tokens in a minute.'),
    max_parallel_requests: limit.describe('Messages at the same time.'),
    session_rpm_limit: limit.describe('Messages in a minute of one conversation.'),
    session_tpm_limit: limit.describe('Tokens in a minute of one conversation.'),
    url: z.string().optional().describe('Shorthand for one native A2A upstream.'),
  })
  .meta({
    id: 'LitellmAgent',
    description: 'An agent in LiteLLM’s words. Members of a definition may stand beside them, also those of an answer.',
  })

/** How agents are described where they are sent and answered. The registry is who checks them. */
export interface AgentSchemas {
  /** Of a route that registers an agent, or puts another definition in its place. */
  readonly body: z.ZodType<unknown>
  /** Of a route that changes members of a definition. */
  readonly change: z.ZodType<unknown>
  readonly answer: ReturnType<typeof answerOf>
}

/** With the members of a definition as the registry describes it (`AgentDirectory.definitionSchema`). */
export function agentSchemas(definition: JsonObject): AgentSchemas {
  const members = isJsonObject(definition.properties) ? definition.properties : {}
  const { required: _all, ...changed } = definition
  const changes = Object.entries(members).map(([name, member]) => [name, { anyOf: [member ?? {}, { type: 'null' }] }])
  return {
    body: z.union([
      described('AgentDefinition', {
        ...definition,
        description:
          'An agent. `settings` of an upstream are as `GET /v1/adapters` describes those of its adapter; a secret that was masked in an answer may be sent back.',
      }),
      litellmAgent,
    ]),
    change: z.union([
      described('AgentChange', {
        ...changed,
        properties: Object.fromEntries(changes),
        description: 'Members of a definition; `null` takes one away that may be absent.',
      }),
      litellmAgent,
    ]),
    answer: answerOf(members),
  }
}

/** What the registry checks, and tells in words of its own what is wrong with. */
const described = (id: string, schema: JsonObject) => z.unknown().meta({ ...schema, id })

function answerOf(members: JsonObject) {
  const shown: Record<string, z.ZodType<unknown>> = {}
  for (const [name, member] of Object.entries(members)) {
    shown[name] = z
      .unknown()
      .meta(isJsonObject(member) ? member : {})
      .optional()
  }
  return z.object({ ...shown, ...agentMembers }).meta({
    id: 'Agent',
    description: 'Administrators also see how it is registered: the members of its definition, secrets masked.',
  })
}
