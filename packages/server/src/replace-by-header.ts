import type { Caller } from '@gateway/core'

/** Until when the key of a call works on, where its holder has to replace it or it has been replaced: ISO 8601. */
export const REPLACE_BY_HEADER = 'x-gateway-key-replace-by'

/** The header, from when the key is due. */
export function replaceByHeader({ secret }: Caller): Record<string, string> {
  if (secret === undefined || secret.replaceFrom > Date.now()) return {}
  return { [REPLACE_BY_HEADER]: new Date(secret.endsAt).toISOString() }
}
