import { useEffect } from 'react'
import { SignInScreen } from '../session/sign-in-screen.tsx'
import { hubPath } from './hub-place.ts'
import { useHubSession } from './use-hub-session.ts'

/** Signs in, and goes on to the hub. */
export function HubSignIn() {
  const session = useHubSession()
  useEffect(() => {
    if (session) window.location.replace(hubPath({ page: 'list', search: {} }))
  }, [session])
  return session === null ? <SignInScreen ended={false} /> : null
}
