import { queryClient } from './query-client.ts'
import { type SessionState, sessionKey } from './session-state.ts'

/** What requests that change something have to carry, of whoever is signed in. */
export function csrfToken(): string | undefined {
  const state = queryClient.getQueryData<SessionState>(sessionKey)
  return state?.kind === 'signed-in' ? state.session.csrf_token : undefined
}
