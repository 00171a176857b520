import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ownerOf, type SelfTime, selfTimes } from '../suite/cpu-profile.ts'
import { GatewayProcess } from '../suite/gateway.ts'
import { agentName, type Place } from '../suite/place.ts'
import { cpuTime, settled } from '../suite/process-usage.ts'
import { table } from '../suite/table.ts'
import { EVENTS_PER_STREAM } from '../wire/versions.ts'

const FUNCTIONS_SHOWN = 45

/** Where the gateway's main thread spends its time: unary calls, streams written at once, streams one by one. */
export async function profileReport(place: Place, seconds: number): Promise<string> {
  const unary = await profiled(place, 'burst', false, seconds)
  const burst = await profiled(place, 'burst', true, seconds)
  const single = await profiled(place, 'single', true, seconds)
  return [
    section('unary, 1.0 → 1.0, per call', unary.times, unary.calls),
    section('stream written at once, 1.0 → 1.0, per event', burst.times, burst.calls * EVENTS_PER_STREAM),
    section('stream written one by one, 1.0 → 1.0, per event', single.times, single.calls * EVENTS_PER_STREAM),
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
  let cpu: number
  try {
    const agent = agentName(path, '1.0')
    const key = await gateway.createKey([agent])
    const target = { origin: gateway.url, path: `/a2a/${agent}`, key, version: '1.0' as const }
    const result = await place.load.run({ kind: 'calls', target, streaming, connections: 32, seconds })
    calls = result.calls
    await settled(gateway.pid)
    cpu = cpuTime(gateway.pid).mainThread
  } finally {
    await gateway.stop()
  }
  // The threads that own the database write profiles of their own; the main thread's has the number 0.
  const file = readdirSync(profiles).find((name) => name.split('.').at(-3) === '0')
  if (file === undefined) throw new Error('The gateway wrote no profile.')
  // The profiler counts time in which another process had the core; the kernel does not.
  const times = selfTimes(join(profiles, file))
  const share = cpu / times.reduce((sum, { microseconds }) => sum + microseconds, 0)
  return { times: times.map((time) => ({ ...time, microseconds: time.microseconds * share })), calls }
}

function section(title: string, times: readonly SelfTime[], count: number): string {
  const per = (microseconds: number) => (microseconds / count).toFixed(2)
  const owners = new Map<string, number>()
  for (const { place, microseconds } of times) {
    const owner = ownerOf(place)
    owners.set(owner, (owners.get(owner) ?? 0) + microseconds)
  }
  const all = times.reduce((sum, { microseconds }) => sum + microseconds, 0)
  const byOwner = [...owners].sort(([, one], [, other]) => other - one).slice(0, 14)
  return (
    `${title}: ${per(all)} µs of the main thread, start included (${count} measured)\n` +
    table([['by package', 'µs'], ...byOwner.map(([owner, taken]) => [owner, per(taken)])]) +
    table([
      ['by function (self time)', 'µs', ''],
      ...times.slice(0, FUNCTIONS_SHOWN).map(({ name, place, microseconds }) => [name, per(microseconds), place]),
    ])
  )
}
