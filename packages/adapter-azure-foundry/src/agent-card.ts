import { type ConnectionPool, createHttpClient, guardUrl } from '@gateway/adapter-kit'
import { type AgentCard, gatewayError, isGatewayError } from '@gateway/core'
import { z } from 'zod'
import { credentialOf, SCOPE } from './credential.ts'
import type { AzureFoundrySettings } from './settings.ts'

const description = z.string().nullish()
const agentAnswer = z.looseObject({
  name: z.string(),
  agent_card: z.looseObject({ description, version: z.string().nullish() }).nullish(),
  versions: z
    .looseObject({ latest: z.looseObject({ description, version: z.coerce.string().nullish() }).nullish() })
    .nullish(),
})

/** What the project knows of the agent, as a card. Rejects with AGENT_CARD_NOT_FOUND when it does not say. */
export async function agentCard(
  settings: AzureFoundrySettings,
  pool: ConnectionPool,
  signal: AbortSignal | undefined,
): Promise<AgentCard> {
  const client = createHttpClient({ pool, limits: { totalMs: 10_000, bodyBytes: 1024 * 1024 } })
  const address = `${settings.url.replace(/\/+$/, '')}/agents/${settings.agent}?api-version=v1`
  const { token } = await (await credentialOf(settings.auth)).getToken(SCOPE)
  const answer = await client.get(guardUrl(address, { field: 'url' }), {
    headers: { accept: 'application/json', authorization: `Bearer ${token}` },
    ...(signal === undefined ? {} : { signal }),
  })
  if (answer.status !== 200) {
    answer.discard()
    throw notFound(`HTTP ${answer.status}`)
  }
  const read = agentAnswer.safeParse(await json(answer.text()))
  if (!read.success) throw notFound('an answer that cannot be read')
  const { name, agent_card, versions } = read.data
  const latest = versions?.latest
  return {
    name,
    description: agent_card?.description ?? latest?.description ?? '',
    version: settings.version ?? agent_card?.version ?? latest?.version ?? '',
    supportedInterfaces: [],
    capabilities: { streaming: true },
    defaultInputModes: ['text/plain', 'application/json', 'image/*', 'application/pdf'],
    defaultOutputModes: ['text/plain', 'image/png', 'application/octet-stream'],
    skills: [],
  }
}

async function json(text: Promise<string>): Promise<unknown> {
  try {
    return JSON.parse(await text)
  } catch (error) {
    if (isGatewayError(error)) throw error
    return undefined
  }
}

const notFound = (why: string) =>
  gatewayError(
    'AGENT_CARD_NOT_FOUND',
    `Azure AI Foundry did not describe the agent (${why}). Check settings.agent and settings.auth; the agent may be called all the same.`,
  )
