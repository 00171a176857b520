import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { Failure } from '../components/failure.tsx'
import { sessionQuery } from './session-query.ts'

const SignInScreen = lazy(async () => ({ default: (await import('./sign-in-screen.tsx')).SignInScreen }))

/**
 * Shows its children to whoever is signed in, and to others how to sign in: at the same address, so that whoever has
 * signed in sees what they asked for.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch } = useQuery(sessionQuery)
  if (data?.kind === 'signed-in') return children
  if (data !== undefined) {
    return (
      <Suspense>
        <SignInScreen ended={data.ended} />
      </Suspense>
    )
  }
  return error === null ? null : <Failure error={error} retry={() => refetch()} />
}
