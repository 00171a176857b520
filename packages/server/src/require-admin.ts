import type { Caller } from '@gateway/core'
import { gatewayError } from '@gateway/core'

/** Throws PERMISSION_DENIED unless the caller may manage the gateway. */
export function requireAdmin(caller: Caller): void {
  if (caller.role === 'admin') return
  throw gatewayError(
    'PERMISSION_DENIED',
    'This key may not manage the gateway. Use the admin key (GATEWAY_MASTER_KEY).',
  )
}
