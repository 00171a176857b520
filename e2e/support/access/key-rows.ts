import { ADMINS, ALL, type Person, READERS, type Row } from './row.ts'
import type { World } from './world.ts'

/** Keys by whose they are: who may see one, and who may change it. */
const KEYS: Record<
  string,
  {
    readonly owners: object
    readonly sees: readonly Person[]
    readonly changes: readonly Person[]
    readonly replaces?: readonly Person[]
  }
> = {
  'a key of nobody': { owners: {}, sees: READERS, changes: ADMINS },
  'a key of an agent': { owners: { agent_id: 'caller' }, sees: READERS, changes: ADMINS },
  'a key of an agent in the team': {
    owners: { team_id: 'crew', agent_id: 'caller' },
    sees: [...READERS, 'an admin of the team'],
    changes: [...ADMINS, 'an admin of the team'],
    // Whoever has the secret of a key calls as its agent.
    replaces: ADMINS,
  },
  'a key of the team': {
    owners: { team_id: 'crew' },
    sees: [...READERS, 'an admin of the team'],
    changes: [...ADMINS, 'an admin of the team'],
  },
  'a key of a member': {
    owners: { team_id: 'crew', user_id: 'mia' },
    sees: [...READERS, 'an admin of the team', 'a member'],
    changes: [...ADMINS, 'an admin of the team'],
    // Whoever has the secret of a key acts as its user.
    replaces: ADMINS,
  },
  'a key of a trusted member': {
    owners: { team_id: 'free', user_id: 'fay' },
    sees: [...READERS, 'a trusted member'],
    changes: [...ADMINS, 'a trusted member'],
  },
  'a key of somebody else in the team of the trusted member': {
    owners: { team_id: 'free', user_id: 'finn' },
    sees: READERS,
    changes: ADMINS,
  },
  'a key of another team': {
    owners: { team_id: 'others' },
    sees: [...READERS, 'an admin of another team'],
    changes: [...ADMINS, 'an admin of another team'],
  },
}

/** What changes one key, by the body that it takes beside the key. */
const CHANGES: Readonly<Record<string, (token: string, world: World) => object>> = {
  updateKey: (key, { fresh }) => ({ key, key_alias: fresh('alias'), metadata: { team: 'x' } }),
  deleteKeys: (key) => ({ keys: [key] }),
  regenerateKey: (key) => ({ key, grace_period: '1h' }),
  blockKey: (key) => ({ key }),
  unblockKey: (key) => ({ key }),
}

const ofEachKey = Object.entries(KEYS).flatMap(([of, { owners, sees, changes, replaces = changes }]): Row[] => [
  {
    operation: 'getKey',
    of,
    allowed: sees,
    ask: async ({ newKey }) => ({ query: { key: (await newKey(owners)).token } }),
  },
  {
    operation: 'regenerateNamedKey',
    of,
    allowed: replaces,
    ask: async ({ newKey }) => ({ path: { key: (await newKey(owners)).token }, body: {} }),
  },
  ...Object.entries(CHANGES).map(
    ([operation, body]): Row => ({
      operation,
      of,
      allowed: operation === 'regenerateKey' ? replaces : changes,
      ask: async (world) => ({ body: body((await world.newKey(owners)).token, world) }),
    }),
  ),
])

/** Keys that are made, by whose they are to be. */
const MADE: Record<string, { readonly body: object; readonly allowed: readonly Person[] }> = {
  'for nobody': { body: {}, allowed: ADMINS },
  'for the team': { body: { team_id: 'crew' }, allowed: [...ADMINS, 'an admin of the team'] },
  'for an agent': { body: { agent_id: 'caller' }, allowed: ADMINS },
  'for an agent in the team': { body: { team_id: 'crew', agent_id: 'caller' }, allowed: ADMINS },
  'for a member': { body: { team_id: 'crew', user_id: 'mia' }, allowed: ADMINS },
  'for the admin of the team': {
    body: { team_id: 'crew', user_id: 'tess' },
    allowed: [...ADMINS, 'an admin of the team'],
  },
  'in the team of the trusted member': { body: { team_id: 'free' }, allowed: [...ADMINS, 'a trusted member'] },
  'for somebody else in that team': { body: { team_id: 'free', user_id: 'finn' }, allowed: ADMINS },
  'for another team': { body: { team_id: 'others' }, allowed: [...ADMINS, 'an admin of another team'] },
}

const serviceAccounts: Record<string, readonly Person[]> = {
  crew: [...ADMINS, 'an admin of the team'],
  free: [...ADMINS, 'a trusted member'],
  others: [...ADMINS, 'an admin of another team'],
}

const listed = (of: string, query: Record<string, string>, allowed: readonly Person[]): Row => ({
  operation: 'listKeys',
  of,
  allowed,
  ask: () => ({ query }),
})

export const KEY_ROWS: readonly Row[] = [
  ...ofEachKey,
  {
    operation: 'resetKeySpend',
    allowed: ADMINS,
    ask: async ({ newKey }) => ({ path: { key: (await newKey({ team_id: 'crew' })).token } }),
  },
  { operation: 'listAlerts', allowed: READERS, ask: () => ({}) },
  { operation: 'testAlerts', allowed: ADMINS, ask: () => ({}) },
  { operation: 'getBudget', allowed: READERS, ask: () => ({ query: { team_id: 'crew' } }) },
  ...Object.entries(MADE).map(
    ([of, { body, allowed }]): Row => ({ operation: 'generateKey', of, allowed, ask: () => ({ body }) }),
  ),
  ...Object.entries(serviceAccounts).map(
    ([team_id, allowed]): Row => ({
      operation: 'generateServiceAccountKey',
      of: `for the team ${team_id}`,
      allowed,
      ask: () => ({ body: { team_id } }),
    }),
  ),
  {
    operation: 'getKey',
    of: 'itself',
    allowed: ALL,
    // They are kept nowhere, and have to say which key they mean.
    except: { 'the admin key': 400, 'a token in the team': 403, 'a token of an administrator': 404 },
    ask: () => ({}),
  },
  {
    operation: 'rotateKey',
    allowed: ALL,
    // Only a holder does it, with the key itself; the admin key is replaced elsewhere.
    except: {
      'the admin key': 403,
      'a token in the team': 403,
      'a token of an administrator': 403,
      'a browser of a proxy admin': 403,
      'a browser of a member': 403,
    },
    ask: async ({ newKey, ownersOf }, who) => {
      const holdsKey = ALL.some((person) => person === who) && who !== 'the admin key' && !who.startsWith('a token')
      if (!holdsKey) return { body: {} }
      const { key } = await newKey({ ...ownersOf(who), auto_rotate: true, rotation_interval: '30d' })
      return { body: {}, key }
    },
  },
  listed('of everybody', {}, [...READERS, 'a trusted member']),
  listed('of the team', { team_id: 'crew' }, [...READERS, 'an admin of the team']),
  listed('of another team', { team_id: 'others' }, [...READERS, 'an admin of another team']),
  listed('of the team of the trusted member', { team_id: 'free' }, [...READERS, 'a trusted member']),
]
