import { answerOf } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import type { Agent } from '../agents-query.ts'

/** An agent, and the tag by which a change of it is refused once somebody else has changed it. */
export interface TaggedAgent {
  readonly agent: Agent
  readonly etag: string | undefined
}

/** One agent by its name or id, as it is now. */
export async function readAgent(idOrName: string, signal?: AbortSignal): Promise<TaggedAgent> {
  const path = { agent: idOrName }
  const call = await api.GET('/v1/agents/{agent}', { params: { path }, ...(signal === undefined ? {} : { signal }) })
  const agent = await answerOf(Promise.resolve(call))
  return { agent, etag: call.response.headers.get('etag') ?? undefined }
}

export const agentQuery = (idOrName: string) =>
  queryOptions({
    queryKey: ['agents', 'one', idOrName],
    queryFn: ({ signal }) => readAgent(idOrName, signal),
    refetchInterval: 10_000,
  })
