import type { KeyStore, StoredKey } from '@gateway/core'

const PAGE = 1_000

/** Every key of a team or of a user, newest first. */
export async function allKeys(
  keys: KeyStore,
  owner: { readonly teamId: string } | { readonly userId: string },
): Promise<readonly StoredKey[]> {
  const found: StoredKey[] = []
  for (;;) {
    const page = await keys.list({ ...owner, offset: found.length, limit: PAGE })
    found.push(...page.keys)
    if (page.keys.length < PAGE) return found
  }
}
