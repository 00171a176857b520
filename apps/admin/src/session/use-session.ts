import { useQuery } from '@tanstack/react-query'
import type { Session } from '../api/session-state.ts'
import { sessionQuery } from './session-query.ts'

/** Whoever is signed in. Only below the session gate, where somebody is. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (data?.kind !== 'signed-in') throw new Error('Nobody is signed in: this belongs below the session gate.')
  return data.session
}

/** Whether whoever is signed in may do something to everything: the names are those of `may` of `GET /v1/session`. */
export function useMay(): (action: string) => boolean {
  const { may } = useSession()
  return (action) => may.includes(action)
}
