import { loadavg } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { compare } from './parts/compare.ts'
import { comparisonReport, comparisonVerdicts } from './parts/comparison-report.ts'
import { logs } from './parts/logs.ts'
import { openStreamsReport } from './parts/open-streams.ts'
import { profileReport } from './parts/profile.ts'
import { routing } from './parts/routing.ts'
import { type DatabaseName, scale } from './parts/scale.ts'
import { startUp } from './parts/start-up.ts'
import { taskLog } from './parts/task-log.ts'
import { BUILT } from './suite/gateway.ts'
import { openPlace } from './suite/place.ts'
import { bridged, type Scenario, sameVersion, unhurried } from './suite/scenario.ts'
import { table } from './suite/table.ts'
import type { Verdict } from './suite/target.ts'

const USAGE = `pnpm bench [options]   What a call through the gateway costs, next to a bare pass-through.

  --quick        one minute: fewer scenarios, fewer and shorter pairs
  --unary        only these parts (any of --unary, --streams, --bridged, --memory, --start-up,
  --streams        --task-log); without any of them, all six
  --bridged
  --memory
  --start-up
  --task-log     a stream of a runner's task: what a chunk costs of 400, and of 4,000
  --scale        what grows with the number of keys, agents and teams: 100, 10 and 5 of them next to 100,000, 10,000
                   and 1,000, on SQLite and on PostgreSQL
  --logs         how long GET /v1/logs takes over a million records on SQLite and ten million on PostgreSQL
  --records N    with --logs: so many records instead
  --database D   with --scale or --logs: only on sqlite, or only on postgres
  --routing      how each strategy of @gateway/router spreads simulated traffic, and what it costs
  --profile      where the gateway's main thread spends its time, unary and streaming
  --pairs N      pairs of yardstick and gateway for each scenario (5)
  --seconds N    length of each half of a pair (3)
  --gateway FILE another built gateway, to compare two of them

The gateway must be built: pnpm turbo run build --filter @gateway/app
`

const flag = { type: 'boolean', default: false } as const

function options() {
  try {
    return parseArgs({
      options: {
        quick: flag,
        unary: flag,
        streams: flag,
        bridged: flag,
        memory: flag,
        'start-up': flag,
        'task-log': flag,
        scale: flag,
        logs: flag,
        profile: flag,
        routing: flag,
        help: flag,
        pairs: { type: 'string' },
        seconds: { type: 'string' },
        gateway: { type: 'string' },
        database: { type: 'string' },
        records: { type: 'string' },
      },
    }).values
  } catch {
    return undefined
  }
}

function databasesOf(given: string | undefined): readonly DatabaseName[] {
  if (given === undefined) return ['sqlite', 'postgres']
  return given === 'postgres' ? ['postgres'] : ['sqlite']
}

async function main(): Promise<void> {
  const values = options()
  if (values === undefined || values.help) {
    process.stdout.write(USAGE)
    process.exitCode = values === undefined ? 2 : 0
    return
  }
  const { quick } = values
  const chosen = [values.unary, values.streams, values.bridged, values.memory, values['start-up'], values['task-log']]
  const all = ![...chosen, values.scale, values.logs, values.profile, values.routing].includes(true)
  const pairing = {
    pairs: Number(values.pairs ?? (quick ? 2 : 5)),
    seconds: Number(values.seconds ?? (quick ? 1 : 3)),
    warmUpSeconds: quick ? 1 : 2,
  }
  const scenarios: Scenario[] = [
    ...(all || values.unary ? sameVersion('unary', [1, 32], '1.0') : []),
    ...((all && !quick) || values.unary ? sameVersion('unary', [1, 32], '0.3') : []),
    ...(all || values.streams ? sameVersion('burst', quick ? [32] : [1, 32], '1.0') : []),
    ...((all && !quick) || values.streams ? sameVersion('single', [1, 32], '1.0') : []),
    ...((all && !quick) || values.streams ? sameVersion('burst', [1, 32], '0.3') : []),
    ...((all && !quick) || values.unary ? [unhurried('unary', 20)] : []),
    ...((all && !quick) || values.streams ? [unhurried('burst', 200), unhurried('single', 200)] : []),
    ...((all && !quick) || values.bridged ? [...bridged('unary', [1, 32]), ...bridged('burst', [32])] : []),
  ]
  const verdicts: Verdict[] = []
  const print = (text: string) => process.stdout.write(`${text}\n`)
  const loadAverage = () => `load average ${loadavg()[0]?.toFixed(2)}`

  print(`Node ${process.version}; ${loadAverage()}; ${pairing.pairs} pairs of ${pairing.seconds} s for each scenario`)
  print('CPU/call, CPU/event: all threads of the process, records written; main: the thread with the event loop.\n')
  await using place = await openPlace(resolve(values.gateway ?? BUILT))
  for (const scenario of scenarios) {
    const comparison = await compare(place, scenario, pairing)
    print(comparisonReport(comparison))
    verdicts.push(...comparisonVerdicts(comparison))
  }
  if (all || values.memory) print(await openStreamsReport(place, quick ? 1 : 5))
  if (all || values['start-up']) {
    const { report, verdicts: ofStart } = await startUp(place, quick ? 3 : 7)
    print(report)
    verdicts.push(...ofStart)
  }
  if (all || values['task-log']) {
    const { report, verdicts: ofLog } = await taskLog(place, quick ? 2 : 7)
    print(report)
    verdicts.push(...ofLog)
  }
  if (values.routing) {
    const { report, verdicts: ofRouting } = await routing(quick)
    print(report)
    verdicts.push(...ofRouting)
  }
  for (const database of values.scale ? databasesOf(values.database) : []) {
    verdicts.push(...(await scale(place, database, { quick, print })))
  }
  for (const database of values.logs ? databasesOf(values.database) : []) {
    const records = Number(values.records ?? (database === 'sqlite' ? 1_000_000 : 10_000_000))
    verdicts.push(...(await logs(place, database, { records, times: quick ? 12 : 60, print })))
  }
  if (values.profile) print(await profileReport(place, quick ? 3 : 8))
  if (verdicts.length > 0) {
    const rows = verdicts.map(({ what, figure, target, met }) => [what, figure, target, met ? 'met' : 'MISSED'])
    print(`targets (${loadAverage()})\n${table(rows)}`)
  }
}

await main()
