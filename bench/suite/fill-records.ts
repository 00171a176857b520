import { z } from 'zod'
import { shortHash } from '../../packages/store/src/short-hash.ts'
import type { BulkDatabase } from './bulk-database.ts'
import { type RecordTimes, recordStatements } from './record-sql.ts'

const AT_ONCE = 250_000
const named = z.object({ name: z.string(), sql: z.string() })
const IDS = {
  requestId: 'request',
  taskId: 'task',
  contextId: 'context',
  sessionId: 'session',
  traceId: 'trace',
} as const
const hashed = z.object({
  id: z.string(),
  record: z.string(),
  request_hash: z.coerce.number(),
  task_hash: z.coerce.number(),
  context_hash: z.coerce.number(),
  session_hash: z.coerce.number(),
  trace_hash: z.coerce.number(),
})

/** A record among the many, by whose ids it is asked for. */
export type Probe = Readonly<Record<'id' | keyof typeof IDS, string>>

/**
 * Fills `records` and `record_contents` of a gateway that is stopped and has recorded one call, whose copies they are. The
 * indexes are made after, as they were. Days' sums are left alone: what is measured does not look at them.
 */
export async function fillRecords(
  database: BulkDatabase,
  times: RecordTimes,
  print: (text: string) => void,
): Promise<readonly Probe[]> {
  const [template] = await database.run(
    `select records.*, request, response from records join record_contents on record_contents.id = records.id limit 1`,
  )
  if (template === undefined) throw new Error('The gateway has recorded no call with its content.')
  const indexes = z.array(named).parse(await database.run(INDEXES[database.kind]))
  for (const statement of BEFORE[database.kind]) await database.run(statement)
  for (const { name } of indexes) await database.run(`drop index ${name}`)
  await database.run('delete from records')
  await database.run('delete from record_contents')
  const start = performance.now()
  const told = (what: string) => print(`  ${what} after ${((performance.now() - start) / 1_000).toFixed(0)} s`)
  for (let from = 0; from < times.count; from += AT_ONCE) {
    const to = Math.min(times.count, from + AT_ONCE)
    for (const statement of recordStatements(database.kind, template, times, { from, to }))
      await database.run(statement)
    if (to % 2_000_000 === 0 || to === times.count) told(`${to} records`)
  }
  for (const { sql } of indexes) await database.run(sql)
  for (const statement of AFTER[database.kind]) await database.run(statement)
  told(`${indexes.length} indexes`)
  const probes = await probesOf(database, times)
  await database.settle()
  told('all')
  return probes
}

const INDEXES = {
  sqlite: `select name, sql from sqlite_master where type = 'index' and tbl_name = 'records' and sql is not null`,
  postgres: `select indexname as name, indexdef as sql from pg_indexes where tablename = 'records' and indexname not like '%pkey'`,
} as const

const BEFORE = {
  sqlite: ['pragma synchronous = off', 'pragma cache_size = -200000'],
  postgres: ['alter table records disable trigger user'],
} as const

const AFTER = {
  sqlite: [],
  postgres: ['alter table records enable trigger user'],
} as const

const PROBES = 60

/** Gives those that are asked for by an id the number that the store makes of it: the database cannot make it. */
async function probesOf(database: BulkDatabase, { first, apart, count }: RecordTimes): Promise<readonly Probe[]> {
  const probes: Probe[] = []
  for (let probe = 0; probe < PROBES; probe++) {
    const n = Math.floor(((probe + 0.5) / PROBES) * (count / 10)) * 10
    const made = Math.floor(first + n * apart)
      .toString(16)
      .padStart(12, '0')
    const [row] = await database.run(
      `select * from records where id >= '${made.slice(0, 8)}-${made.slice(8)}-' and session_hash is not null order by id limit 1`,
    )
    const { id, record, ...hashes } = hashed.parse(row)
    const ids = z
      .object({
        requestId: z.string(),
        taskId: z.string(),
        contextId: z.string(),
        sessionId: z.string(),
        traceId: z.string(),
      })
      .parse(JSON.parse(record))
    for (const [member, name] of Object.entries(IDS)) {
      const column = `${name}_hash` as const
      const hash = shortHash(z.record(z.string(), z.string()).parse(ids)[member] ?? '')
      await database.run(`update records set ${column} = ${hash} where ${column} = ${hashes[column]}`)
    }
    probes.push({ id, ...ids })
  }
  return probes
}
