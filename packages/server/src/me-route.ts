import type { Caller } from '@gateway/core'
import { grants } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { agentsWithin } from './agents-within.ts'
import { effectiveGrantView, grantAnswer } from './grant-view.ts'
import type { AgentDirectory } from './ports.ts'

const ROLES = {
  admin: 'proxy_admin',
  'admin-viewer': 'proxy_admin_viewer',
  member: 'internal_user',
  viewer: 'internal_user_viewer',
} as const satisfies Record<Caller['role'], string>

const meAnswer = z
  .object({
    key_id: z
      .string()
      .describe(
        'The hash of the key; of a token the same for every token of its subject; of who is signed in without a key, `user:` and their id.',
      ),
    key_alias: z.string().nullable(),
    credential: z.enum(['admin_key', 'key', 'token', 'session']),
    issuer: z.string().nullable().describe('Whose token it is.'),
    expires: z.string().nullable().describe('When the token or sign-in ends. Of keys: GET /key/info.'),
    user_id: z.string().nullable(),
    user_role: z.enum(Object.values(ROLES)),
    team_id: z.string().nullable(),
    agent_id: z.string().nullable().describe('The agent that calls, where the key is one’s.'),
    object_permission: grantAnswer.describe('What is reached in the end.'),
    agents: z
      .array(z.object({ agent_id: z.string(), agent_name: z.string() }))
      .describe('The agents there are of those.'),
  })
  .meta({ id: 'Me' })

/** `GET /v1/me`: who the gateway takes the caller for, and what they reach. */
export const meRoute = ({ agents }: { readonly agents: Pick<AgentDirectory, 'list' | 'find'> }): Route =>
  adminRoute({
    method: 'GET',
    path: '/v1/me',
    operationId: 'showMe',
    summary: 'Tell who the caller is and what they reach',
    tags: ['Access groups'],
    may: 'anyone with a credential',
    answer: meAnswer,
    serve: ({ caller }) => meView(caller, agents),
  })

function meView(caller: Caller, agents: Pick<AgentDirectory, 'list' | 'find'>) {
  const { keyId, keyAlias, userId, teamId, agentId, role, token, session } = caller
  const credential = keyId === 'master' ? 'admin_key' : token ? 'token' : session ? 'session' : 'key'
  return {
    key_id: keyId,
    key_alias: keyAlias ?? null,
    credential,
    issuer: token?.issuer ?? null,
    expires: (token ?? session)?.expiresAt ?? null,
    user_id: userId ?? null,
    user_role: ROLES[role],
    team_id: teamId ?? null,
    agent_id: agentId ?? null,
    object_permission: effectiveGrantView(caller.agents),
    agents: agentsWithin(agents, caller.agents)
      .filter(({ id }) => grants(caller.agents, id))
      .map(({ id, name }) => ({ agent_id: id, agent_name: name })),
  } as const
}
