import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { GatewayProcess } from '../suite/gateway.ts'
import type { Place } from '../suite/place.ts'
import { type CompareOptions, compare } from './compare.ts'
import { comparisonReport } from './comparison-report.ts'
import { startUp } from './start-up.ts'

const AGENTS = 10_000
const KEYS = 100_000
const UNARY = { caller: '1.0', upstream: '1.0', shape: 'unary', connections: 32, main: false } as const

/** The same calls and starts with few and with many agents and keys registered: neither may cost more. */
export async function scaleReport(place: Place, options: CompareOptions): Promise<string> {
  const few = await compare(place, UNARY, options)
  const folder = place.folder()
  await fill(place, folder)
  const many = await compare(place, UNARY, { ...options, folder })
  const { report } = await startUp(place, 3, folder)
  return (
    `nothing registered but the agents in the file\n${comparisonReport(few)}\n` +
    `${AGENTS} agents and ${KEYS} keys registered\n${comparisonReport(many)}\n` +
    `${AGENTS} agents and ${KEYS} keys registered: ${report}`
  )
}

/** Copies of an agent and a key that the gateway has stored itself. */
async function fill(place: Place, folder: string): Promise<void> {
  const gateway = await GatewayProcess.start(folder, place)
  try {
    const { id } = await gateway.createAgent('stored', `${place.upstream.url}/burst`)
    await gateway.createKey([id])
  } finally {
    await gateway.stop()
  }
  const database = new DatabaseSync(join(folder, 'gateway.db'))
  const numbers = (count: number) =>
    `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${count})`
  database.exec('begin')
  database.exec(
    `${numbers(AGENTS)} insert into agents select id || '-' || n, name || '-' || n, definition, created_at, updated_at from agents, numbers`,
  )
  database.exec(
    `${numbers(KEYS)} insert into keys select id || '-' || n, name, alias, user_id, team_id, agents, blocked, expires_at, metadata, created_at, updated_at, created_by from keys, numbers`,
  )
  database.exec('commit')
  database.close()
}
