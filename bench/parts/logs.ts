import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { z } from 'zod'
import { startPostgres } from '../../packages/store/src/embedded-postgres.fixture.ts'
import { type BulkDatabase, bulkPostgres, bulkSqlite } from '../suite/bulk-database.ts'
import { fillRecords } from '../suite/fill-records.ts'
import { databaseUrl, GatewayProcess, MASTER_KEY } from '../suite/gateway.ts'
import { agentName, type Place } from '../suite/place.ts'
import { settled } from '../suite/process-usage.ts'
import { recordTimes } from '../suite/record-sql.ts'
import { median, quantile } from '../suite/statistics.ts'
import { table } from '../suite/table.ts'
import { atMost, TARGETS, type Verdict } from '../suite/target.ts'
import { type LogQuestion, logQuestions } from './log-questions.ts'
import type { DatabaseName } from './scale.ts'

const NAME = 'logs'
/** Callers that pause: a gateway that is in use, on a machine that has time left. */
const CALLERS = { connections: 32, pauseMs: 60 }
const CALLS_ALONE_SECONDS = 5
/** Records of calls are written within this. */
const WRITTEN_MS = 1_000

const answered = z.looseObject({ logs: z.array(z.unknown()).optional(), next_cursor: z.string().nullable().optional() })

export interface LogsOptions {
  readonly records: number
  readonly times: number
  readonly print: (text: string) => void
}

/** `GET /v1/logs` over many records, question after question, while calls are made and recorded. */
export async function logs(
  place: Place,
  database: DatabaseName,
  { records, times, print }: LogsOptions,
): Promise<readonly Verdict[]> {
  await using server = database === 'postgres' ? await startPostgres() : undefined
  const folder = place.folder()
  const url = server === undefined ? databaseUrl(folder) : await server.createDatabase(NAME)
  const start = { ...place, database: url }
  const open = (): BulkDatabase =>
    server === undefined ? bulkSqlite(join(folder, 'gateway.db')) : bulkPostgres(server, NAME)
  print(`logs on ${database}: ${records} records of 30 days, content of the last 7`)
  const first = await GatewayProcess.start(folder, start)
  await call(place, first, await first.createKey('all'), { connections: 1, seconds: 0.1 })
  await pause(WRITTEN_MS)
  await first.stop()
  const filled = recordTimes(records)
  const probes = await (async () => {
    await using bulk = open()
    return await fillRecords(bulk, filled, print)
  })()
  const gateway = await GatewayProcess.start(folder, start)
  try {
    const key = await gateway.createKey('all')
    await settled(gateway.pid)
    await call(place, gateway, key, { connections: 32, seconds: 2 })
    const alone = await call(place, gateway, key, { ...CALLERS, seconds: CALLS_ALONE_SECONDS })
    const questions = logQuestions(filled, probes)
    const asking = new AbortController()
    const beside = callsUntil(asking.signal, () => call(place, gateway, key, { ...CALLERS, seconds: 2 }))
    const figures = await ask(gateway, questions, times).finally(() => asking.abort())
    const runs = await beside
    print(table([['', 'median', 'p95', 'records', 'more'], ...figures.map(({ row }) => row)]))
    const asked = median(runs.map(({ latency }) => latency.p50))
    const worst = median(runs.map(({ latency }) => latency.p99))
    const rate = median(runs.map(({ calls, seconds }) => calls / seconds))
    print(
      `  calls meanwhile: ${rate.toFixed(0)} a second, median ${asked.toFixed(2)} ms, p99 ${worst.toFixed(2)} ms; without questions ${(alone.calls / alone.seconds).toFixed(0)} a second, ${alone.latency.p50.toFixed(2)} ms, ${alone.latency.p99.toFixed(2)} ms\n`,
    )
    return figures
      .filter(({ question }) => question.indexed)
      .map(({ question, p95 }) => atMost(`${database}: logs, ${question.what}, p95`, p95, TARGETS.logQueryMs, 'ms'))
  } finally {
    await gateway.stop()
  }
}

interface Calling {
  readonly connections: number
  readonly seconds: number
  readonly pauseMs?: number
}

const call = (place: Place, gateway: GatewayProcess, key: string, calling: Calling) =>
  place.load.run({
    kind: 'calls',
    target: { origin: gateway.url, path: `/a2a/${agentName('burst', '1.0')}`, key, version: '1.0' },
    streaming: false,
    ...calling,
  })

async function callsUntil<Result>(end: AbortSignal, run: () => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = []
  do results.push(await run())
  while (!end.aborted)
  return results
}

async function ask(gateway: GatewayProcess, questions: readonly LogQuestion[], times: number) {
  const pool = new Pool(gateway.url, { connections: 1 })
  const figures: { question: LogQuestion; p95: number; row: readonly string[] }[] = []
  for (const question of questions) {
    const taken: number[] = []
    const found: number[] = []
    let more = 0
    for (let time = 0; time < (question.indexed ? times : Math.ceil(times / 8)); time++) {
      const start = performance.now()
      const path = question.ask()
      const answer = await pool.request({ method: 'GET', path, headers: { authorization: `Bearer ${MASTER_KEY}` } })
      const text = await answer.body.text()
      taken.push(performance.now() - start)
      if (answer.statusCode !== 200) throw new Error(`GET ${path} was answered ${answer.statusCode}: ${text}`)
      const page = answered.parse(JSON.parse(text))
      found.push(page.logs?.length ?? 1)
      if (typeof page.next_cursor === 'string') more += 1
    }
    const p95 = quantile(taken, 0.95)
    const shown = [median(taken), p95].map((ms) => `${ms.toFixed(1)} ms`)
    figures.push({ question, p95, row: [question.what, ...shown, String(median(found)), `${more} of ${taken.length}`] })
  }
  await pool.close()
  return figures
}
