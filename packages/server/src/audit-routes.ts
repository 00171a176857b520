import type { AuditStore, TeamAdministration } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { requireAllowed } from './allowed-actions.ts'
import { queryTime } from './query-time.ts'

const LIMIT = 'must be a whole number from 1 to 200'
const text = z.string().min(1).max(256).optional()

export const auditQuery = z.strictObject({
  actor: text.describe('Key id, key alias or user id of who acted; `file`, `gateway`, `anonymous`.'),
  action: text.describe('The action, or its kind alone: `key` finds `key.create`.'),
  outcome: z.enum(['done', 'refused'], { error: 'must be done or refused' }).optional(),
  target_kind: text,
  target: text.describe('Id or name of what was changed.'),
  team_id: text.describe('The team that the target belongs to. Admins of a team give theirs.'),
  from: queryTime.optional(),
  to: queryTime.optional(),
  text: text.describe('What stands anywhere in the entry.'),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50),
  cursor: z.uuid('take it from next_cursor of the page before').optional(),
})

const json = z.record(z.string(), z.unknown())

export const auditAnswer = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      time: z.string(),
      actor: z.looseObject({ kind: z.enum(['caller', 'file', 'gateway', 'anonymous']) }),
      address: z.string().optional(),
      requestId: z.string().optional(),
      action: z.string(),
      target: z.object({
        kind: z.string(),
        id: z.string(),
        name: z.string().optional(),
        teamId: z.string().optional(),
      }),
      before: json.optional(),
      after: json.optional(),
      outcome: z.enum(['done', 'refused']),
      reason: z.string().optional(),
    }),
  ),
  next_cursor: z.string().nullable(),
})

export interface AuditRoutesOptions {
  readonly audit: Pick<AuditStore, 'list'>
  readonly teams?: Pick<TeamAdministration, 'find'> | undefined
}

/** `GET /v1/audit`: who changed what, newest first. Administrators see all, admins of a team what concerns it. */
export const auditRoute = ({ audit, teams }: AuditRoutesOptions): Route =>
  adminRoute({
    method: 'GET',
    path: '/v1/audit',
    operationId: 'listAudit',
    summary: 'List who changed what, newest first',
    description: 'Administrators see every entry, admins of a team those of its `team_id`.',
    tags: ['Audit'],
    may: { inTeam: 'see the audit log' },
    query: auditQuery,
    answer: auditAnswer,
    async serve({ caller, query }) {
      const team = query.team_id === undefined ? undefined : await teams?.find(query.team_id)
      requireAllowed(caller, 'see the audit log', team)
      const { target_kind: targetKind, team_id: teamId, cursor: before, limit, ...rest } = query
      const found = await audit.list({ ...given({ ...rest, targetKind, teamId, before }), limit: limit + 1 })
      const entries = found.slice(0, limit)
      return { entries, next_cursor: found.length > limit ? (entries.at(-1)?.id ?? null) : null }
    },
  })

/** The members that are there. */
function given<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  const found: { [Name in keyof Members]?: Exclude<Members[Name], undefined> } = {}
  return Object.assign(found, Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)))
}
