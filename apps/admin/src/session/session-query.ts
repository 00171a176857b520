import { answerOf } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { isApiError } from '../api/is-api-error.ts'
import { type SessionState, sessionKey } from '../api/session-state.ts'

const STALE_MS = 60_000

/** Who is signed in with this browser. Nobody is an answer, too. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: STALE_MS,
  async queryFn({ client, signal }): Promise<SessionState> {
    try {
      return { kind: 'signed-in', session: await answerOf(api.GET('/v1/session', { signal })) }
    } catch (error) {
      if (!isApiError(error) || error.status !== 401) throw error
      const before = client.getQueryData<SessionState>(sessionKey)
      return { kind: 'signed-out', ended: before?.kind === 'signed-in' || (before?.ended ?? false) }
    }
  },
})
