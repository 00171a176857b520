import { answerOf } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod/mini'
import { api } from '../../api/client.ts'
import { csrfToken } from '../../api/csrf-token.ts'
import { type ListedConversation, listedConversations } from './conversation/listed-conversations.ts'
import { answerOfAgent } from './wire/call-agent.ts'
import { readTasks } from './wire/read-event.ts'

const cardSchema = z.object({
  description: z.optional(z.string()),
  capabilities: z.optional(z.object({ streaming: z.optional(z.boolean()) })),
  supportedInterfaces: z.optional(z.array(z.object({ url: z.string() }))),
  skills: z.optional(
    z.array(
      z.object({ name: z.string(), description: z.optional(z.string()), examples: z.optional(z.array(z.string())) }),
    ),
  ),
})

/** What the playground takes from the card of an agent. */
export interface PlaygroundCard {
  readonly description: string | undefined
  readonly streaming: boolean
  /** The served address. */
  readonly url: string | undefined
  readonly skills: readonly { readonly name: string; readonly description?: string | undefined }[]
  readonly examples: readonly string[]
}

/** The card of an agent as the gateway serves it to whoever is signed in. */
export const cardQuery = (agent: string) =>
  queryOptions({
    queryKey: ['playground', 'card', agent],
    async queryFn({ signal }): Promise<PlaygroundCard> {
      const path = '/a2a/{agent}/.well-known/agent-card.json'
      const headers = { 'a2a-version': '1.0' }
      const card = cardSchema.parse(await answerOf(api.GET(path, { signal, headers, params: { path: { agent } } })))
      const skills = card.skills ?? []
      return {
        description: card.description,
        streaming: card.capabilities?.streaming ?? false,
        url: card.supportedInterfaces?.[0]?.url,
        skills,
        examples: skills.flatMap(({ examples = [] }) => examples),
      }
    },
  })

const MOST_TASKS = 100

/** Whoever is signed in's own conversations with an agent, newest first, as far as its last 100 tasks know them. */
export const conversationsQuery = (agent: string) =>
  queryOptions({
    queryKey: ['playground', 'conversations', agent],
    async queryFn({ signal }): Promise<readonly ListedConversation[]> {
      const params = { pageSize: MOST_TASKS }
      const call = { agent, version: '1.0', operation: 'list', params, signal, csrfToken: csrfToken() } as const
      return listedConversations(readTasks(await answerOfAgent(call)))
    },
  })
