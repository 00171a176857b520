import { useQuery } from '@tanstack/react-query'
import type { Session } from '../api/session-state.ts'
import { sessionQuery } from '../session/session-query.ts'

/** Who looks: `undefined` until that is known, `null` where nobody is signed in. A gateway that cannot tell shows what is public. */
export function useHubSession(): Session | null | undefined {
  const { data, error } = useQuery(sessionQuery)
  if (data?.kind === 'signed-in') return data.session
  return data === undefined && error === null ? undefined : null
}
