import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { StartupError } from './startup-error.ts'

const USAGE =
  'Usage: import-litellm FILE [--url http://127.0.0.1:4000] [--dry-run] [--empty-means-all], with the admin key in GATEWAY_MASTER_KEY: see docs/guide/migrate-from-litellm.md.'

const KINDS = ['agents', 'users', 'teams', 'keys'] as const
type Kind = (typeof KINDS)[number]

/** The most rows that a request may have, and how many are sent of a file that has more. */
const MOST_ROWS = 1_000
const PAGE_ROWS = 240

const rows = z.array(z.record(z.string(), z.unknown()), 'must be a list of rows').nullable().default([])
const exported = z.object({ agents: rows, users: rows, teams: rows, keys: rows, object_permissions: rows })
type Row = Readonly<Record<string, unknown>>
type Rows = Readonly<Record<Kind | 'object_permissions', readonly Row[]>>

const row = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  result: z.enum(['created', 'exists', 'refused']),
  reason: z.string().optional(),
  notes: z.array(z.string()),
  not_carried: z.array(z.string()),
})
const answered = z.object({
  agents: z.array(row),
  users: z.array(row),
  teams: z.array(row),
  keys: z.array(row),
  agent_ids: z.record(z.string(), z.string()),
})
const failed = z.object({ error: z.object({ message: z.string() }) })

export interface ImportCommand {
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Takes the lines that tell what became of the rows. */
  readonly print: (line: string) => void
}

/** Sends what was exported of LiteLLM's database to a gateway that runs. Resolves with how many rows were refused. */
export async function importLitellm(args: readonly string[], { variables, print }: ImportCommand): Promise<number> {
  const { file, url, key, ...asked } = optionsOf(args, variables)
  const whole = readExport(file)
  const counts = new Map<string, number>()
  let agentIds: Readonly<Record<string, string>> = {}
  for (const { kinds, sent } of pagesOf(whole, asked.dry_run)) {
    const answer = await post(`${url}/v1/import/litellm`, key, { ...sent, ...asked, agent_ids: agentIds })
    agentIds = answer.agent_ids
    for (const kind of kinds) {
      for (const { id, name, result, reason, notes, not_carried } of answer[kind]) {
        counts.set(`${kind} ${result}`, (counts.get(`${kind} ${result}`) ?? 0) + 1)
        const told = [
          ...(reason === undefined ? [] : [reason]),
          ...notes,
          ...(not_carried.length === 0 ? [] : [`not carried over: ${not_carried.join(', ')}`]),
        ]
        if (told.length > 0) print(printable(`${kind} ${name ?? id ?? '?'}: ${result}. ${told.join(' ')}`))
      }
    }
  }
  for (const [what, count] of counts) print(`${what}: ${count}${asked.dry_run ? ' (nothing was written)' : ''}`)
  return KINDS.reduce((sum, kind) => sum + (counts.get(`${kind} refused`) ?? 0), 0)
}

function optionsOf(args: readonly string[], variables: ImportCommand['variables']) {
  const { file, url, ...flags } = parsed(args)
  const key = variables.GATEWAY_MASTER_KEY
  if (key === undefined) throw new StartupError(`GATEWAY_MASTER_KEY is not set. ${USAGE}`)
  return {
    file,
    url: (url ?? `http://127.0.0.1:${variables.PORT ?? 4000}`).replace(/\/$/, ''),
    key,
    dry_run: flags.dryRun,
    empty_means_all: flags.emptyMeansAll,
  }
}

function parsed(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: { type: 'string' }, 'dry-run': flag, 'empty-means-all': flag },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new StartupError(USAGE)
    return { file, url: values.url, dryRun: values['dry-run'], emptyMeansAll: values['empty-means-all'] }
  } catch {
    throw new StartupError(USAGE)
  }
}

function readExport(file: string): Rows {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new StartupError(`${file}: cannot be read as JSON. ${USAGE}`)
  }
  const result = exported.safeParse(json)
  if (!result.success) throw new StartupError(`${file}: ${z.prettifyError(result.error)}`)
  const { agents, users, teams, keys, object_permissions } = result.data
  return {
    agents: agents ?? [],
    users: users ?? [],
    teams: teams ?? [],
    keys: keys ?? [],
    object_permissions: object_permissions ?? [],
  }
}

interface Page {
  /** Of which rows it tells. */
  readonly kinds: readonly Kind[]
  readonly sent: Rows
}

/** All at once where it fits, else one kind after the other. */
function* pagesOf(whole: Rows, dryRun: boolean): Generator<Page> {
  const total = KINDS.reduce((sum, kind) => sum + whole[kind].length, 0)
  if (total <= MOST_ROWS) {
    yield { kinds: KINDS, sent: whole }
    return
  }
  const none: Rows = { agents: [], users: [], teams: [], keys: [], object_permissions: [] }
  for (const kind of KINDS) {
    for (let from = 0; from < whole[kind].length; from += PAGE_ROWS) {
      const part = whole[kind].slice(from, from + PAGE_ROWS)
      const named = kind === 'keys' ? owners(whole, part, dryRun) : {}
      const sent = { ...none, ...named, [kind]: part }
      yield {
        kinds: [kind],
        sent: {
          ...sent,
          object_permissions: permissionsOf(
            whole,
            KINDS.flatMap((each) => sent[each]),
          ),
        },
      }
    }
  }
}

/**
 * What the rows of keys name: what LiteLLM says of users and agents bounds what their keys may do here. A dry run has made
 * nothing of the pages before, and is told of the teams again as well.
 */
function owners({ agents, users, teams }: Rows, keys: readonly Row[], dryRun: boolean): Partial<Rows> {
  const named = (column: string) => new Set(keys.map((key) => key[column]))
  const [agentIds, userIds, teamIds] = [named('agent_id'), named('user_id'), named('team_id')]
  return {
    agents: agents.filter(({ agent_id }) => agentIds.has(agent_id)),
    users: users.filter(({ user_id }) => userIds.has(user_id)),
    ...(dryRun ? { teams: teams.filter(({ team_id }) => teamIds.has(team_id)) } : {}),
  }
}

function permissionsOf({ object_permissions }: Rows, of: readonly Row[]): readonly Row[] {
  const ids = new Set(of.map(({ object_permission_id }) => object_permission_id))
  return object_permissions.filter(({ object_permission_id }) => ids.has(object_permission_id))
}

/** Names are what somebody chose in LiteLLM: nothing in them steers a terminal. */
const printable = (line: string) => line.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')

async function post(url: string, key: string, body: object): Promise<z.infer<typeof answered>> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    // The key and the credentials in the body are for this gateway alone.
    redirect: 'error',
  }).catch(() => {
    throw new StartupError(`No gateway answers at ${url}. Start it, or say where it is with --url.`)
  })
  const json: unknown = await answer.json().catch(() => undefined)
  const result = answered.safeParse(json)
  if (answer.ok && result.success) return result.data
  const told = failed.safeParse(json)
  throw new StartupError(`HTTP ${answer.status}: ${told.success ? told.data.error.message : 'is this a gateway?'}`)
}
