import type { StoredUser } from '@gateway/core'
import { grantView } from './grant-view.ts'
import { limitsView } from './limits-body.ts'

/** A user as answers show it, by LiteLLM's field names. */
export function userView(user: StoredUser) {
  return {
    user_id: user.id,
    user_alias: user.alias ?? null,
    user_email: user.email ?? null,
    user_role: user.role,
    object_permission: grantView(user.agents),
    ...limitsView(user.limits),
    metadata: user.metadata ?? {},
    models: [],
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    created_by: user.createdBy,
  }
}
