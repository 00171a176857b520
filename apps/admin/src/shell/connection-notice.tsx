import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { isApiError } from '../api/is-api-error.ts'
import { Notice } from '../components/notice.tsx'

/** Says that the gateway does not answer, while what is shown is as old as its last answer. */
export function ConnectionNotice() {
  const cache = useQueryClient().getQueryCache()
  const subscribe = useCallback((onChange: () => void) => cache.subscribe(onChange), [cache])
  const away = useSyncExternalStore(subscribe, () =>
    cache.getAll().some((query) => {
      const reason = query.state.fetchFailureReason
      return query.isActive() && query.state.data !== undefined && reason !== null && !isApiError(reason)
    }),
  )
  return away ? (
    <Notice tone="waiting">The gateway does not answer. What is shown may be old; trying again.</Notice>
  ) : null
}
