import type {
  AuditTarget,
  EntryStore,
  JsonObject,
  KeyStore,
  Store,
  StoredAccessGroup,
  StoredEntry,
  StoredKey,
  StoredTeam,
  StoredUser,
} from '@gateway/core'
import type { AuditTrail } from './audit-trail.ts'
import { keyTarget } from './key-target.ts'

export type ViewOf<Entry> = (entry: Entry) => JsonObject

export interface EntryViews {
  readonly key: ViewOf<StoredKey>
  readonly team: ViewOf<StoredTeam>
  readonly user: ViewOf<StoredUser>
  readonly accessGroup: ViewOf<StoredAccessGroup>
}

const KEYS_AT_ONCE = 500

interface Kind<Entry> {
  readonly name: string
  readonly view: ViewOf<Entry>
  readonly target: (entry: Entry) => Omit<AuditTarget, 'kind' | 'id'>
  /** The keys that go with an entry that is deleted. */
  readonly keysOf?: (id: string) => Promise<readonly StoredKey[]>
}

/** Teams, users and access groups, each change of which is in the audit log. */
export function auditedEntries(
  { teams, users, accessGroups, keys }: Store,
  trail: AuditTrail,
  views: EntryViews,
): Pick<Store, 'teams' | 'users' | 'accessGroups'> {
  const named = (name: string | undefined) => (name === undefined ? {} : { name })
  const audited = <Entry extends StoredEntry>(entries: EntryStore<Entry>, kind: Kind<Entry>) =>
    auditedKind(entries, trail, views.key, kind)
  return {
    teams: audited(teams, {
      name: 'team',
      view: views.team,
      target: ({ id, alias }) => ({ ...named(alias), teamId: id }),
      keysOf: (teamId) => keysOf(keys, { teamId }),
    }),
    users: {
      ...audited(users, {
        name: 'user',
        view: views.user,
        target: ({ alias, email }) => named(alias ?? email),
        keysOf: (userId) => keysOf(keys, { userId }),
      }),
      wasDeleted: (id) => users.wasDeleted(id),
    },
    accessGroups: audited(accessGroups, {
      name: 'access-group',
      view: views.accessGroup,
      target: ({ name }) => ({ name }),
    }),
  }
}

async function keysOf(keys: KeyStore, owner: { teamId: string } | { userId: string }): Promise<readonly StoredKey[]> {
  const all: StoredKey[] = []
  for (;;) {
    const page = await keys.list({ ...owner, offset: all.length, limit: KEYS_AT_ONCE })
    all.push(...page.keys)
    if (page.keys.length < KEYS_AT_ONCE) return all
  }
}

function auditedKind<Entry extends StoredEntry>(
  entries: EntryStore<Entry>,
  trail: AuditTrail,
  keyView: ViewOf<StoredKey>,
  { name, view, target, keysOf }: Kind<Entry>,
): EntryStore<Entry> {
  const targetOf = (entry: Entry) => ({ kind: name, id: entry.id, ...target(entry) })
  return {
    get: (id) => entries.get(id),
    list: (page) => entries.list(page),
    insert: (entry) =>
      trail.during([{ action: `${name}.create`, target: targetOf(entry), after: view(entry) }], () =>
        entries.insert(entry),
      ),
    update: (entry, before) =>
      trail.during(
        [{ action: `${name}.update`, target: targetOf(before), before: view(before), after: view(entry) }],
        () => entries.update(entry, before),
      ),
    async delete(id, expected) {
      const before = expected ?? (await entries.get(id))
      if (before === undefined) return entries.delete(id)
      const gone = (await keysOf?.(id)) ?? []
      const changes = [
        { action: `${name}.delete`, target: targetOf(before), before: view(before) },
        ...gone.map((key) => ({ action: 'key.delete', target: keyTarget(key), before: keyView(key) })),
      ]
      return trail.during(changes, () => entries.delete(id, expected))
    },
  }
}
