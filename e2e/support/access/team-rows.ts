import { ADMINS, ALL, type Person, READERS, type Row } from './row.ts'

const IN_CREW: readonly Person[] = [
  'a key of the team',
  'a viewer',
  'a member',
  'an admin of the team',
  'a token in the team',
]
/** Teams by name: who sees one, and who manages its members. */
const TEAMS: Record<string, { readonly sees: readonly Person[]; readonly manages: readonly Person[] }> = {
  crew: { sees: [...READERS, ...IN_CREW], manages: [...ADMINS, 'an admin of the team'] },
  free: { sees: [...READERS, 'a trusted member'], manages: ADMINS },
  others: { sees: [...READERS, 'an admin of another team'], manages: [...ADMINS, 'an admin of another team'] },
}

const ofEachTeam = Object.entries(TEAMS).flatMap(([team_id, { sees, manages }]): Row[] => {
  const of = `the team ${team_id}`
  return [
    { operation: 'getTeam', of, allowed: sees, ask: () => ({ query: { team_id } }) },
    { operation: 'getTeamMemberPermissions', of, allowed: sees, ask: () => ({ query: { team_id } }) },
    {
      operation: 'updateTeamMemberPermissions',
      of,
      allowed: manages,
      // What it has already: the others of this table go by it.
      ask: async ({ gateway }) => {
        const { team_member_permissions } = await gateway.json(`/team/permissions_list?team_id=${team_id}`)
        return { body: { team_id, team_member_permissions } }
      },
    },
    {
      operation: 'addTeamMembers',
      of,
      allowed: manages,
      ask: ({ fresh }) => ({ body: { team_id, member: { user_id: fresh('joins'), role: 'user' } } }),
    },
    ...['updateTeamMember', 'removeTeamMember'].map(
      (operation): Row => ({
        operation,
        of,
        allowed: manages,
        ask: async ({ gateway, fresh }) => {
          const user_id = fresh('joined')
          await gateway.json('/team/member_add', { body: { team_id, member: { user_id } } })
          return { body: { team_id, user_id, ...(operation === 'updateTeamMember' ? { role: 'admin' } : {}) } }
        },
      }),
    ),
  ]
})

export const TEAM_ROWS: readonly Row[] = [
  ...ofEachTeam,
  { operation: 'listTeams', allowed: ALL, ask: () => ({}) },
  { operation: 'createTeam', allowed: ADMINS, ask: ({ fresh }) => ({ body: { team_alias: fresh('made') } }) },
  ...['updateTeam', 'blockTeam', 'unblockTeam'].map(
    (operation): Row => ({
      operation,
      allowed: ADMINS,
      ask: async ({ newTeam, gateway, userOf }, who) => {
        const team_id = await newTeam()
        // Also who is an admin of the team may not.
        const user_id = userOf(who)
        if (user_id !== undefined) {
          await gateway.json('/team/member_add', { body: { team_id, member: { user_id, role: 'admin' } } })
        }
        return { body: { team_id, ...(operation === 'updateTeam' ? { object_permission: { agents: 'all' } } : {}) } }
      },
    }),
  ),
  {
    operation: 'deleteTeams',
    allowed: ADMINS,
    ask: async ({ newTeam }) => ({ body: { team_ids: [await newTeam()] } }),
  },
]

export const USER_ROWS: readonly Row[] = [
  { operation: 'createUser', allowed: ADMINS, ask: ({ fresh }) => ({ body: { user_id: fresh('made') } }) },
  { operation: 'listUsers', allowed: READERS, ask: () => ({}) },
  {
    operation: 'getUser',
    of: 'somebody else',
    allowed: READERS,
    ask: async ({ newUser }) => ({ query: { user_id: await newUser() } }),
  },
  {
    operation: 'getUser',
    of: 'the member',
    allowed: [...READERS, 'a member'],
    ask: () => ({ query: { user_id: 'mia' } }),
  },
  {
    operation: 'updateUser',
    of: 'somebody else',
    allowed: ADMINS,
    ask: async ({ newUser }) => ({ body: { user_id: await newUser(), user_role: 'internal_user_viewer' } }),
  },
  {
    operation: 'updateUser',
    of: 'the member',
    allowed: ADMINS,
    ask: () => ({ body: { user_id: 'mia', user_alias: 'Mia' } }),
  },
  {
    operation: 'deleteUsers',
    allowed: ADMINS,
    ask: async ({ newUser }) => ({ body: { user_ids: [await newUser()] } }),
  },
]
