import type { StoredUser } from '@gateway/core'
import { z } from 'zod'
import { budgetAnswer, budgetView } from './budget-body.ts'
import { grantAnswer, grantView } from './grant-view.ts'
import { limitsAnswer, limitsView } from './limits-body.ts'
import { spendAnswer } from './spend-view.ts'
import { userRole } from './user-body.ts'
import { metadataAnswer, time } from './view-members.ts'

/** The members of `userView`. */
export const userMembers = {
  user_id: z.string(),
  user_alias: z.string().nullable(),
  user_email: z.string().nullable(),
  user_role: userRole,
  blocked: z.boolean(),
  object_permission: grantAnswer,
  ...limitsAnswer,
  ...budgetAnswer,
  ...spendAnswer,
  metadata: metadataAnswer,
  models: z.array(z.never()),
  created_at: time,
  updated_at: time,
  created_by: z.string(),
}

/** What `userView` makes. */
export const userAnswer = z.object(userMembers).meta({ id: 'User' })

/** A user as answers show it, by LiteLLM's field names. */
export function userView(user: StoredUser) {
  return {
    user_id: user.id,
    user_alias: user.alias ?? null,
    user_email: user.email ?? null,
    user_role: user.role,
    blocked: user.blocked ?? false,
    object_permission: grantView(user.agents),
    ...limitsView(user.limits),
    ...budgetView(user.budget),
    metadata: user.metadata ?? {},
    models: [],
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    created_by: user.createdBy,
  }
}

/** What tells two states of a user apart, as its view has it. */
export const userVersion = (user: { readonly user_id: string; readonly updated_at: string }) => ({
  id: user.user_id,
  updatedAt: user.updated_at,
})
