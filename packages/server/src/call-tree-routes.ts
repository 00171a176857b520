import type { Caller, CallRecord, RecordMatch, RecordStore, TeamAdministration } from '@gateway/core'
import { gatewayError, MOST_TRACES } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { isAllowed, requireAllowed } from './allowed-actions.ts'
import { callTreeAnswer, callTreeView } from './call-tree-view.ts'
import { noRecord, seesRecord, seesTeam } from './seen-records.ts'

export interface CallTreeOptions {
  readonly records: RecordStore
  /** Writes what waits, so that a call that has just ended is in the tree. */
  readonly flush: () => Promise<void>
  readonly teams?: Pick<TeamAdministration, 'find'> | undefined
}

/** The calls of one answer. */
const MOST_CALLS = 1_000
const tags = ['Records']
const may = 'anyone with a credential'

/**
 * `GET /v1/logs/sessions/{id}` and `GET /v1/logs/{id}/trace`: calls and those that they caused, as trees. Whoever may see
 * one of the calls sees of the others only what it may see.
 */
export const callTreeRoutes = (options: CallTreeOptions): readonly Route[] => [
  adminRoute({
    method: 'GET',
    path: '/v1/logs/sessions/{id}',
    operationId: 'getLogSession',
    summary: 'Show the calls of a conversation or trace, and those that they caused, as trees',
    description: `At most ${MOST_CALLS} calls, the latest. Calls that the caller may not see are there only where they caused some that it may, and without what they were.`,
    tags,
    may,
    params: z.object({
      id: z
        .string()
        .min(1)
        .max(512)
        .describe('A context, a session (`x-litellm-trace-id`, `x-litellm-session-id`) or a trace.'),
    }),
    query: z.strictObject({
      team: z.string().min(1).max(512).optional().describe('Id. Admins of a team give theirs, to see its calls too.'),
    }),
    answer: callTreeAnswer,
    async serve({ caller, params: { id }, query: { team } }) {
      if (team !== undefined) requireAllowed(caller, 'see records', await options.teams?.find(team))
      await flushed(options)
      const sight = sightOf(caller, team, options)
      const [session, context, trace] = await Promise.all(
        [{ sessionId: id }, { contextId: id }, { traceIds: [id] }].map(sight.find),
      )
      const found = joined(session, context, trace)
      if (found.records.length === 0) throw noSession(id)
      return treeOf(found, sight, options)
    },
  }),
  adminRoute({
    method: 'GET',
    path: '/v1/logs/{id}/trace',
    operationId: 'getLogTrace',
    summary: 'Show the calls of the trace that a call belongs to, as trees',
    description: `As \`GET /v1/logs/sessions/{id}\` of the trace of this call, without what else belongs to its conversation.`,
    tags,
    may,
    params: z.object({ id: z.string() }),
    answer: callTreeAnswer,
    async serve({ caller, params: { id } }) {
      await flushed(options)
      const record = await options.records.get(id)
      const isOfTeam = await seesTeam(caller, record?.teamId, options.teams)
      const sight = sightOf(caller, isOfTeam ? record?.teamId : undefined, options)
      if (record === undefined || !sight.sees(record)) throw noRecord(id)
      const { request: _request, response: _response, ...shown } = record
      return treeOf({ records: [shown], isCut: false }, sight, options)
    },
  }),
]

/** What a sink that is away has not taken is not there; that is no reason to keep the rest. */
const flushed = ({ flush }: CallTreeOptions) => flush().catch(() => {})

/** Records, and whether there are more than those. */
interface Found {
  readonly records: readonly CallRecord[]
  readonly isCut: boolean
}

type Find = (match: RecordMatch) => Promise<Found>

const findIn =
  ({ records }: CallTreeOptions): Find =>
  async (match) => {
    const page = await records.page({ ...match, limit: MOST_CALLS })
    return { records: page.records, isCut: page.next !== undefined }
  }

/** What a caller may see. */
interface Sight {
  readonly everything: boolean
  sees(record: CallRecord): boolean
  /** Finds that alone, so that others cannot put theirs before it. */
  readonly find: Find
}

/** `team`: one whose records the caller may see. */
function sightOf(caller: Caller, team: string | undefined, options: CallTreeOptions): Sight {
  const find = findIn(options)
  if (isAllowed(caller, 'see every record')) return { everything: true, sees: () => true, find }
  const owners = [{ keyId: caller.keyId }, ...(team === undefined ? [] : [{ teamId: team }])]
  return {
    everything: false,
    sees: (record) => seesRecord(caller, record) || (team !== undefined && record.teamId === team),
    find: async (match) => joined(...(await Promise.all(owners.map((owner) => find({ ...match, ...owner }))))),
  }
}

/** Each record once, the latest first. */
function joined(...found: readonly (Found | undefined)[]): Found {
  const records = new Map(found.flatMap((each) => each?.records ?? []).map((record) => [record.id, record]))
  return {
    records: [...records.values()].toSorted((left, right) => (left.id < right.id ? 1 : -1)),
    isCut: found.some((each) => each?.isCut),
  }
}

/** The trees of the traces of these calls. */
async function treeOf(begun: Found, { everything, sees, find }: Sight, options: CallTreeOptions) {
  const traceIds = [...new Set(begun.records.flatMap(({ traceId }) => traceId ?? []))].slice(0, MOST_TRACES)
  const own = joined(begun, await find({ traceIds }))
  const shown = own.records.slice(0, MOST_CALLS)
  // What lies between them, of others.
  const others = everything ? [] : (await findIn(options)({ traceIds })).records.filter((record) => !sees(record))
  const isCut = own.isCut || own.records.length > MOST_CALLS
  return callTreeView(
    [...shown, ...others],
    sees,
    isCut ? `There are more than these ${shown.length} calls, which are the latest.` : undefined,
  )
}

const noSession = (id: string) =>
  gatewayError(
    'NOT_FOUND',
    `There is no call of a context, session or trace '${id}' that this key may see. GET /v1/logs lists calls with the ids of theirs.`,
  )
