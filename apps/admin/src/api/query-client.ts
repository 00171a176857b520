import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isApiError } from './is-api-error.ts'
import { type SessionState, sessionKey } from './session-state.ts'

const MOST_RETRIES = 3
const STALE_MS = 10_000

/** The answers of the gateway that are shown. One that says that nobody is signed in any more ends the session here, too. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: endOnRefusal }),
  mutationCache: new MutationCache({ onError: endOnRefusal }),
  defaultOptions: {
    queries: {
      // A gateway on this machine answers without a network.
      networkMode: 'always',
      staleTime: STALE_MS,
      retry: (failures, error) => failures < MOST_RETRIES && isWorthRetrying(error),
    },
    mutations: { networkMode: 'always' },
  },
})

/** What the gateway refuses it refuses again; what did not reach it, or came too early, may work later. */
function isWorthRetrying(error: unknown): boolean {
  return !isApiError(error) || error.status === 429 || error.status >= 502
}

function endOnRefusal(error: unknown): void {
  if (!isApiError(error) || error.status !== 401) return
  queryClient.setQueryData<SessionState>(sessionKey, (state) =>
    state?.kind === 'signed-in' ? { kind: 'signed-out', ended: true } : state,
  )
}
