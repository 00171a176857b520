import { isGatewayError, isJsonObject, type JsonObject } from '@gateway/core'
import { cardOverridesOf } from '@gateway/registry'
import { agentDefinitionOf } from '@gateway/server'
import { z } from 'zod'

/** An agent of the file in LiteLLM's words, for editors: `agentDefinitionOf` of the server is the judge. */
const litellmEntry = z.looseObject({
  agent_name: z.string().meta({ description: 'Its name, unique; served under /a2a/{name}.' }).optional(),
  agent_card_params: z
    .looseObject({ url: z.string().meta({ description: 'Where a native A2A agent is.' }).optional() })
    .meta({ description: 'Members of the served card, and the URL.' })
    .optional(),
  litellm_params: z
    .looseObject({
      custom_llm_provider: z.string().meta({ description: 'langgraph, azure_ai, bedrock, pydantic_ai_agents or a2a.' }),
      model: z.string().meta({ description: 'The agent, such as langgraph/agent or bedrock/agentcore/<ARN>.' }),
      api_base: z.string().meta({ description: "The vendor's address." }),
    })
    .partial()
    .meta({ description: 'What stands behind the agent.' })
    .optional(),
  static_headers: z
    .record(z.string(), z.string())
    .meta({ description: 'Headers sent to the agent with every call.' })
    .optional(),
  extra_headers: z
    .array(z.string())
    .meta({ description: "Names of the caller's headers that go on to the agent." })
    .optional(),
})

const WORDS = Object.keys(litellmEntry.shape)

/** What tells in a JSON Schema that an entry is in LiteLLM's words, and its schema. */
export const litellmEntrySchema: { readonly if: JsonObject; readonly then: JsonObject } = {
  if: { anyOf: WORDS.map((word) => ({ required: [word] })) },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: jsonSchemaOf(litellmEntry),
}

/** What is wrong with an entry, and where. */
export interface EntryIssue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** An entry of `agents:` as a definition, where it is in LiteLLM's words; any other as it is. */
export function definitionOfEntry(entry: unknown): { readonly definition: unknown; readonly issue?: EntryIssue } {
  if (!isJsonObject(entry) || !WORDS.some((word) => word in entry)) return { definition: entry }
  try {
    return { definition: agentDefinitionOf(entry, { cardOverrides: cardOverridesOf }) }
  } catch (error) {
    if (!isGatewayError(error)) throw error
    const path = error.field?.split('.') ?? []
    // The place is told once, before the message.
    return { definition: entry, issue: { path, message: error.message.replace(`${error.field}: `, '') } }
  }
}

function jsonSchemaOf(schema: z.ZodType): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  const json: unknown = JSON.parse(JSON.stringify(rest))
  return isJsonObject(json) ? json : {}
}
