import { answerOf } from '@gateway/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { type HubCard, readCard } from './hub-card.ts'
import type { HubSearch } from './hub-place.ts'

/** An agent of the hub. */
export interface HubAgent {
  /** Its name in its address. */
  readonly name: string
  readonly card: HubCard
  /** Whether whoever is signed in may call it; undefined where nobody is. */
  readonly callable: boolean | undefined
}

interface HubPage {
  readonly agents: readonly HubAgent[]
  readonly next: string | undefined
}

const PAGE = 50

/** The agents that fit, page by page: all that are public, and for whoever is signed in also those that they may call. */
export const hubQuery = (search: HubSearch & { readonly agent?: string }, signedIn: boolean) =>
  infiniteQueryOptions({
    queryKey: ['hub', signedIn, search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }): Promise<HubPage> => {
      const query = { ...search, limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) }
      return signedIn ? entitled(query, signal) : published(query, signal)
    },
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ agents }) => agents),
  })

type PageQuery = HubSearch & { readonly agent?: string; readonly limit: number; readonly cursor?: string }

async function entitled(query: PageQuery, signal: AbortSignal): Promise<HubPage> {
  const { agents, next_cursor } = await answerOf(api.GET('/v1/hub', { params: { query }, signal }))
  return {
    agents: agents.map(({ agent_name: name, card, callable }) => ({ name, card: readCard(card), callable })),
    next: next_cursor ?? undefined,
  }
}

async function published(query: PageQuery, signal: AbortSignal): Promise<HubPage> {
  const asked = api.GET('/public/agent_hub', { params: { query }, signal })
  const [cards, { response }] = await Promise.all([answerOf(asked), asked])
  return {
    agents: cards.map((each) => {
      const card = readCard(each)
      return { name: nameIn(card.url), card, callable: undefined }
    }),
    next: response.headers.get('x-next-cursor') ?? undefined,
  }
}

/** The name of an agent from its served address, `…/a2a/{name}`. */
function nameIn(url: string): string {
  const segment = url.replace(/\/+$/, '').split('/').at(-1) ?? ''
  return decodeURIComponent(segment)
}
