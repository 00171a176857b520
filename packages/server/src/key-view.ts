import type { StoredKey } from '@gateway/core'
import { grantView } from './grant-view.ts'
import { limitsView } from './limits-body.ts'

/** A key as answers show it, by LiteLLM's field names. The key itself is never in it. */
export function keyView(key: StoredKey) {
  return {
    token: key.id,
    key_name: key.name,
    key_alias: key.alias ?? null,
    user_id: key.userId ?? null,
    team_id: key.teamId ?? null,
    expires: key.expiresAt ?? null,
    blocked: key.blocked,
    ...limitsView(key.limits),
    metadata: key.metadata ?? {},
    object_permission: grantView(key.agents),
    created_at: key.createdAt,
    updated_at: key.updatedAt,
    created_by: key.createdBy,
  }
}
