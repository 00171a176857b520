import { createClient } from '@gateway/client'
import { queryClient } from './query-client.ts'
import { type SessionState, sessionKey } from './session-state.ts'

/** The admin API of the gateway that this page came from, as whoever is signed in with this browser. */
export const api = createClient({
  url: window.location.origin,
  csrfToken: () => {
    const state = queryClient.getQueryData<SessionState>(sessionKey)
    return state?.kind === 'signed-in' ? state.session.csrf_token : undefined
  },
})
