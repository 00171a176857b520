import type { AgentCard } from '@gateway/core'
import { z } from 'zod'
import type { ResponsesClient } from './foundry-client.ts'
import type { AgentInProject } from './target.ts'
import { read } from './wire.ts'

const text = z.string().nullish().catch(undefined)
const texts = z.array(z.string()).nullish().catch(undefined)

const agentAnswer = z.looseObject({
  name: z.string(),
  versions: z.looseObject({ latest: z.looseObject({ version: text, description: text }) }),
  agent_card: z
    .looseObject({
      version: text,
      description: text,
      skills: z
        .array(z.looseObject({ id: z.string(), name: z.string(), description: text, tags: texts, examples: texts }))
        .catch([]),
    })
    .nullish()
    .catch(undefined),
})

/** What the project knows of the agent, as a card: its description, and the skills that were given for its own A2A endpoint. */
export async function agentCard(
  project: ResponsesClient,
  base: string,
  agent: AgentInProject,
  signal: AbortSignal,
): Promise<AgentCard> {
  // The SDK's own `agents.get` has an HTTP client of its own, which knows neither guards nor limits.
  const found: unknown = await project.get(`${base}/agents/${agent.name}`, { query: { 'api-version': 'v1' }, signal })
  const { name, versions, agent_card: card } = read(agentAnswer, found, 'an agent')
  const description = card?.description || versions.latest.description || `The agent ${name} of Azure AI Foundry.`
  const skills = (card?.skills ?? []).map(({ id, name, description, tags, examples }) => ({
    id,
    name,
    description: description || name,
    tags: tags ?? [],
    ...(examples ? { examples } : {}),
  }))
  return {
    name,
    description,
    version: agent.version ?? card?.version ?? versions.latest.version ?? '1',
    supportedInterfaces: [],
    capabilities: { streaming: true },
    defaultInputModes: ['text/plain', 'application/json', 'image/*', 'application/pdf'],
    defaultOutputModes: ['text/plain'],
    skills: skills.length > 0 ? skills : [{ id: name, name, description, tags: ['azure-foundry'] }],
  }
}
