import type { StoredKey } from '@gateway/core'
import { z } from 'zod'
import { budgetAnswer, budgetView } from './budget-body.ts'
import { grantAnswer, grantView } from './grant-view.ts'
import { scopesAnswer, scopesView } from './key-scope-body.ts'
import { limitsAnswer, limitsView } from './limits-body.ts'
import { rotationAnswer, rotationView } from './rotation-body.ts'
import { spendAnswer } from './spend-view.ts'
import { metadataAnswer, time } from './view-members.ts'

/** The members of `keyView`. */
export const keyMembers = {
  token: z
    .string()
    .describe('The id of the key: the SHA-256 hash of its first secret, and the same when that is replaced.'),
  key_name: z.string().describe('Its last characters, to recognise it.'),
  key_alias: z.string().nullable(),
  user_id: z.string().nullable(),
  team_id: z.string().nullable(),
  agent_id: z.string().nullable().describe('The agent that calls with it.'),
  tags: z.array(z.string()),
  expires: time.nullable().describe('`null`: never.'),
  blocked: z.boolean(),
  ...limitsAnswer,
  ...rotationAnswer,
  ...budgetAnswer,
  ...spendAnswer,
  ...scopesAnswer,
  metadata: metadataAnswer,
  object_permission: grantAnswer,
  created_at: time,
  updated_at: time,
  created_by: z.string(),
}

/** What `keyView` makes. */
export const keyAnswer = z.object(keyMembers).meta({ id: 'Key' })

/** A key that has just been made: the one answer that has the key itself. */
export const newKeyAnswer = z
  .object({ key: z.string().describe('The key itself. It is shown this once.'), ...keyMembers })
  .meta({ id: 'NewKey' })

/** A key as answers show it, by LiteLLM's field names. The key itself is never in it. */
export function keyView(key: StoredKey) {
  return {
    token: key.id,
    key_name: key.name,
    key_alias: key.alias ?? null,
    user_id: key.userId ?? null,
    team_id: key.teamId ?? null,
    agent_id: key.agentId ?? null,
    tags: key.tags ?? [],
    expires: key.expiresAt ?? null,
    blocked: key.blocked,
    ...limitsView(key.limits),
    ...rotationView(key.rotation),
    ...budgetView(key.budget),
    ...scopesView(key.scopes),
    metadata: key.metadata ?? {},
    object_permission: grantView(key.agents),
    created_at: key.createdAt,
    updated_at: key.updatedAt,
    created_by: key.createdBy,
  }
}

/** What tells two states of a key apart, as its view has it. */
export const keyVersion = (key: { readonly token: string; readonly updated_at: string }) => ({
  id: key.token,
  updatedAt: key.updated_at,
})
