import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ownerOf, selfTimes } from '../suite/cpu-profile.ts'
import { GatewayProcess } from '../suite/gateway.ts'
import { agentName, type Place } from '../suite/place.ts'
import { cpuByThread, settled } from '../suite/process-usage.ts'
import { table } from '../suite/table.ts'
import { EVENTS_PER_STREAM } from '../wire/versions.ts'

const OWNERS_SHOWN = 14
const FUNCTIONS_SHOWN = 45

/** Where the gateway's main thread spends its time: unary calls, streams written at once, streams one by one. */
export async function profileReport(place: Place, seconds: number): Promise<string> {
  const unary = await profiled(place, 'burst', false, seconds)
  const burst = await profiled(place, 'burst', true, seconds)
  const single = await profiled(place, 'single', true, seconds)
  return [
    section('unary, 1.0 → 1.0, per call', unary, unary.calls),
    section('stream written at once, 1.0 → 1.0, per event', burst, burst.calls * EVENTS_PER_STREAM),
    section('stream written one by one, 1.0 → 1.0, per event', single, single.calls * EVENTS_PER_STREAM),
  ].join('\n')
}

async function profiled(place: Place, path: 'burst' | 'single', streaming: boolean, seconds: number) {
  const folder = place.folder()
  const profiles = join(folder, 'profiles')
  const gateway = await GatewayProcess.start(folder, place, [
    '--cpu-prof',
    '--cpu-prof-interval=250',
    `--cpu-prof-dir=${profiles}`,
  ])
  let calls: number
  let threads: readonly [string, number][]
  try {
    const agent = agentName(path, '1.0')
    const key = await gateway.createKey([agent])
    const target = { origin: gateway.url, path: `/a2a/${agent}`, key, version: '1.0' as const }
    const result = await place.load.run({ kind: 'calls', target, streaming, connections: 32, seconds })
    calls = result.calls
    await settled(gateway.pid)
    threads = cpuByThread(gateway.pid)
  } finally {
    await gateway.stop()
  }
  // The name of a profile ends with the number of its thread, a count and the extension; the main thread has the 0.
  const file = readdirSync(profiles).find((name) => name.split('.').at(-3) === '0')
  if (file === undefined) throw new Error('The gateway wrote no profile.')
  const times = selfTimes(join(profiles, file))
  // The profiler counts time in which another process had the core; the kernel does not.
  const cpu = threads.find(([name]) => name === 'main')?.[1] ?? 0
  const share = cpu / times.reduce((sum, { microseconds }) => sum + microseconds, 0)
  return { calls, threads, times: times.map((time) => ({ ...time, microseconds: time.microseconds * share })) }
}

type Profiled = Awaited<ReturnType<typeof profiled>>

function section(title: string, { times, threads }: Profiled, count: number): string {
  const per = (microseconds: number) => (microseconds / count).toFixed(2)
  const owners = new Map<string, number>()
  for (const { place, microseconds } of times) {
    const owner = ownerOf(place)
    owners.set(owner, (owners.get(owner) ?? 0) + microseconds)
  }
  const byOwner = [...owners].sort(([, one], [, other]) => other - one).slice(0, OWNERS_SHOWN)
  return (
    `${title}, start included, ${count} measured\n` +
    table([['by thread', 'µs'], ...threads.map(([name, taken]) => [name, per(taken)])]) +
    table([['main thread by package', 'µs'], ...byOwner.map(([owner, taken]) => [owner, per(taken)])]) +
    table([
      ['main thread by function (self time)', 'µs', ''],
      ...times.slice(0, FUNCTIONS_SHOWN).map(({ name, place, microseconds }) => [name, per(microseconds), place]),
    ])
  )
}
