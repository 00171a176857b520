import { createClient } from '@gateway/client'
import { csrfToken } from './csrf-token.ts'

/** The admin API of the gateway that this page came from, as whoever is signed in with this browser. */
export const api = createClient({ url: window.location.origin, csrfToken })
