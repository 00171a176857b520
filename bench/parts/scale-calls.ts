import type { Place } from '../suite/place.ts'
import { type Populated, QUIET_SHARE_OF_MANY } from '../suite/populated.ts'
import { type Callee, callees } from '../suite/population.ts'
import { cpuBetween, cpuTime, settled } from '../suite/process-usage.ts'
import type { ScaleFigure } from '../suite/scale-figure.ts'
import { median } from '../suite/statistics.ts'

type Both = readonly [small: Populated, large: Populated]

/** Pairs of key and agent that call again and again: many, so that nothing is at hand only because it was just used. */
const WARM = 1_000
const FIRST = 80

interface Asked {
  readonly callees: readonly Callee[]
  readonly once?: boolean
  readonly connections?: number
  readonly seconds?: number
}

/** Calls of one of the gateways; with the CPU time of its main thread for each call, in microseconds. */
export async function called(place: Place, { gateway }: Populated, asked: Asked) {
  const { callees: whom, once = false, connections = 32, seconds = 1 } = asked
  const before = cpuTime(gateway.pid)
  const result = await place.load.run({
    kind: 'calls',
    target: { origin: gateway.url, path: '/', key: '', version: '1.0' },
    streaming: false,
    connections: Math.min(connections, whom.length),
    seconds,
    callees: [...whom],
    once,
  })
  const { mainThread } = cpuBetween(before, cpuTime(gateway.pid))
  return { ...result, mainThread: mainThread / result.calls }
}

/** Random keys that call random agents: for the first time, again, and all at once. */
export async function callFigures(place: Place, both: Both, quick: boolean): Promise<ScaleFigure[]> {
  const figures: ScaleFigure[] = []
  const [few, many] = both
  const first = (side: Populated) =>
    called(place, side, { callees: callees(side.people, quick ? 40 : FIRST), once: true, connections: 1 })
  // The code is warm before anything is measured: with keys and agents that are not used later.
  for (const side of both) {
    const key = await side.gateway.createKey('all')
    const path = `/a2a/${side.people.agents.at(-1)?.name ?? ''}`
    await called(place, side, { callees: [{ path, key }], seconds: quick ? 1 : 3 })
    await settled(side.gateway.pid, QUIET_SHARE_OF_MANY)
  }
  const [small, large] = [await first(few), await first(many)]
  figures.push(
    {
      what: 'first call of a key to an agent',
      unit: 'ms',
      small: small.latency.p50,
      large: large.latency.p50,
      flat: false,
    },
    { what: 'its main thread', unit: 'µs', small: small.mainThread, large: large.mainThread, flat: false },
  )
  const warm = new Map(both.map((side) => [side, callees(side.people, WARM)]))
  for (const side of both) {
    await called(place, side, { callees: warm.get(side) ?? [], once: true })
    await called(place, side, { callees: warm.get(side) ?? [], seconds: 1 })
    await settled(side.gateway.pid, QUIET_SHARE_OF_MANY)
  }
  for (const connections of [1, 32]) {
    const runs = new Map(both.map((side) => [side, [] as Awaited<ReturnType<typeof called>>[]]))
    for (let pair = 0; pair < (quick ? 2 : 3); pair++) {
      for (const side of pair % 2 === 0 ? both : both.toReversed()) {
        const asked = { callees: warm.get(side) ?? [], seconds: quick ? 0.7 : 1.5, connections }
        runs.get(side)?.push(await called(place, side, asked))
        await settled(side.gateway.pid, QUIET_SHARE_OF_MANY)
      }
    }
    const of = (side: Populated, read: (run: Awaited<ReturnType<typeof called>>) => number) =>
      median(runs.get(side)?.map(read) ?? [])
    const figure = (what: string, unit: 'ms' | 'µs', read: (run: Awaited<ReturnType<typeof called>>) => number) =>
      figures.push({ what, unit, small: of(few, read), large: of(many, read), flat: true })
    const where = connections === 1 ? '1 connection' : `${connections} connections`
    figure(`call, ${where}`, 'ms', ({ latency }) => latency.p50)
    figure(`call, ${where}, main thread`, 'µs', ({ mainThread }) => mainThread)
  }
  return figures
}
