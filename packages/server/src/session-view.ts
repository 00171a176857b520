import type { Caller, SignedIn, StoredSignIn, StoredTeam } from '@gateway/core'
import { z } from 'zod'
import { allowedActions } from './allowed-actions.ts'

export const sessionAnswer = z
  .object({
    id: z.string(),
    signed_in_with: z.enum(['key', 'oidc']),
    user_id: z.string().optional(),
    team_id: z.string().optional().describe('The team that it acts for.'),
    teams: z
      .array(z.object({ team_id: z.string(), team_alias: z.string().optional() }))
      .describe('Those to choose from with PATCH /v1/session.'),
    key_alias: z.string().optional(),
    role: z.enum(['admin', 'admin-viewer', 'member', 'viewer']),
    may: z.array(z.string()).describe('What this role may do to everything; in teams of their own people may do more.'),
    csrf_token: z.string().describe('To be sent as `x-csrf-token` with whatever changes something.'),
    created_at: z.string(),
    idle_until: z.string().describe('When it ends unless it is used.'),
    expires_at: z.string().describe('When it ends at the latest.'),
  })
  .meta({ id: 'Session' })

export const signInAnswer = z.object({
  id: z.string(),
  signed_in_with: z.enum(['key', 'oidc']),
  address: z.string().optional(),
  user_agent: z.string().optional(),
  created_at: z.string(),
  seen_at: z.string(),
  expires_at: z.string(),
})

/** Somebody who is signed in, as their own pages see it. */
export function sessionView({ signIn, caller, csrfToken, idleUntil }: SignedIn, teams: readonly StoredTeam[]) {
  const { keyAlias, userId, teamId } = caller
  return {
    id: signIn.id,
    signed_in_with: signIn.way,
    ...(userId === undefined ? {} : { user_id: userId }),
    ...(teamId === undefined ? {} : { team_id: teamId }),
    teams: teams.map(({ id, alias }) => ({ team_id: id, ...(alias === undefined ? {} : { team_alias: alias }) })),
    ...(keyAlias === undefined ? {} : { key_alias: keyAlias }),
    role: caller.role,
    may: allowedActions(caller),
    csrf_token: csrfToken,
    created_at: signIn.createdAt,
    idle_until: idleUntil,
    expires_at: signIn.expiresAt,
  }
}

/** One of several sign-ins, for its owner to recognise. */
export function signInView({ id, way, address, userAgent, createdAt, seenAt, expiresAt }: StoredSignIn) {
  return {
    id,
    signed_in_with: way,
    ...(address === undefined ? {} : { address }),
    ...(userAgent === undefined ? {} : { user_agent: userAgent }),
    created_at: createdAt,
    seen_at: seenAt,
    expires_at: expiresAt,
  }
}

/** Whose sign-ins a caller's are. */
export const ownerOfSignIns = ({ userId, keyId }: Caller) => (userId === undefined ? `key:${keyId}` : `user:${userId}`)
