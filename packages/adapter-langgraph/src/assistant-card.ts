import { type AgentCard, gatewayError, isJsonObject } from '@gateway/core'
import { z } from 'zod'
import type { LangGraphClient } from './langgraph-client.ts'
import type { LangGraphSettings } from './settings.ts'
import { assistantAnswer, read } from './wire.ts'

const FILE_MODES = ['image/*', 'audio/*', 'application/pdf']

/** What the server knows of the assistant, as a card. Rejects with AGENT_CARD_NOT_FOUND when it knows no such assistant. */
export async function assistantCard(
  client: LangGraphClient,
  settings: LangGraphSettings,
  signal?: AbortSignal,
): Promise<AgentCard> {
  const { assistant, input = {}, output = {} } = settings
  const asked = signal === undefined ? {} : { signal }
  const found = z.uuid().safeParse(assistant).success
    ? await client.assistants.get(assistant, asked)
    : await defaultAssistant(client, assistant, asked)
  const { graph_id: graph, ...told } = read(assistantAnswer, found, 'an assistant')
  const name = told.name || graph
  const description = told.description || `The assistant ${name} of the LangGraph graph ${graph}.`
  const takesFiles = input.as !== 'text'
  return {
    name,
    description,
    version: String(told.version ?? 1),
    supportedInterfaces: [],
    capabilities: { streaming: true },
    defaultInputModes: ['text/plain', 'application/json', ...(takesFiles ? FILE_MODES : [])],
    defaultOutputModes: ['text/plain', ...(output.stateKeys === undefined ? [] : ['application/json'])],
    skills: [{ id: graph, name, description, tags: ['langgraph'] }],
  }
}

/** The assistant that a server makes for each graph. Its id differs between servers, so it is looked for. */
async function defaultAssistant(
  client: LangGraphClient,
  graphId: string,
  asked: { readonly signal?: AbortSignal },
): Promise<unknown> {
  const found = await client.assistants.search({ graphId, limit: 100, ...asked })
  const made = found.find(({ metadata }) => isJsonObject(metadata) && metadata.created_by === 'system') ?? found[0]
  if (made !== undefined) return made
  throw gatewayError(
    'AGENT_CARD_NOT_FOUND',
    'The LangGraph server has no assistant of this graph. Check settings.assistant.',
  )
}
