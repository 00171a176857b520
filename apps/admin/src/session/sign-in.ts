import { answerOf } from '@gateway/client'
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { type SessionState, sessionKey } from '../api/session-state.ts'

/** The ways to sign in that this gateway offers. */
export const useSignInWays = () =>
  useQuery({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/sign-in', { signal })),
    select: ({ ways }) => ways,
  })

/** Signs in with a key. What was shown to whoever was here before is forgotten. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (key: string) => answerOf(api.POST('/v1/session', { body: { key } })),
    onSuccess(session) {
      become(client, { kind: 'signed-in', session })
    },
  })
}

/** Signs out here, and where the identity provider offers it, there. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/v1/session')),
    onSuccess({ end_session_url: provider }) {
      if (provider !== undefined) window.location.assign(provider)
      become(client, { kind: 'signed-out', ended: false })
    },
  })
}

/** Forgets all that was shown to somebody else. The session stays where the session gate looks at it. */
function become(client: QueryClient, state: SessionState): void {
  const [session] = sessionKey
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session })
  client.setQueryData<SessionState>(sessionKey, state)
}
