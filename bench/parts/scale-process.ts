import { setTimeout as pause } from 'node:timers/promises'
import type { Place } from '../suite/place.ts'
import { type Populated, QUIET_SHARE_OF_MANY } from '../suite/populated.ts'
import { drawn } from '../suite/population.ts'
import { cpuBetween, cpuTime, memory, settled } from '../suite/process-usage.ts'
import type { ScaleFigure } from '../suite/scale-figure.ts'
import { median } from '../suite/statistics.ts'
import { called } from './scale-calls.ts'

type Both = readonly [small: Populated, large: Populated]

/** Starts both some times, by turns, and leaves them running. */
export async function startFigures(both: Both, quick: boolean): Promise<ScaleFigure[]> {
  const starts = quick ? 1 : 3
  const times = [[] as number[], [] as number[]] as const
  const cpu = [[] as number[], [] as number[]] as const
  for (let start = 0; start < starts; start++) {
    for (const [index, side] of both.entries()) {
      if (start > 0) await side.gateway.stop()
      const gateway = await side.spawn()
      await gateway.ready()
      times[index]?.push(performance.now() - gateway.startedAt)
      cpu[index]?.push(cpuTime(gateway.pid).process / 1_000)
    }
  }
  const [few, many] = both
  const memories = both.map(({ gateway }) => memory(gateway.pid))
  const idle = await Promise.all([few, many].map(({ gateway }) => backgroundCpu(gateway.pid, quick ? 3 : 10)))
  return [
    { what: 'start until it is ready', unit: 'ms', small: median(times[0]), large: median(times[1]), flat: false },
    { what: 'CPU of a start', unit: 'ms', small: median(cpu[0]), large: median(cpu[1]), flat: false },
    { what: 'memory after the start', unit: 'MiB', small: memories[0] ?? 0, large: memories[1] ?? 0, flat: false },
    {
      what: 'CPU per second without calls, at first',
      unit: 'ms',
      small: idle[0] ?? 0,
      large: idle[1] ?? 0,
      flat: false,
    },
  ]
}

/** Milliseconds of CPU in each second in which nobody calls. */
async function backgroundCpu(pid: number, seconds: number): Promise<number> {
  const before = cpuTime(pid)
  await pause(seconds * 1_000)
  return cpuBetween(before, cpuTime(pid)).process / 1_000 / seconds
}

/** Has every agent called, and many keys call, and looks at what that takes. */
export async function memoryFigures(place: Place, both: Both, quick: boolean): Promise<ScaleFigure[]> {
  const keys = quick ? 2_000 : 20_000
  const agents: number[] = []
  const all: number[] = []
  for (const side of both) {
    const key = await side.gateway.createKey('all')
    await called(place, side, {
      callees: side.people.agents.map(({ name }) => ({ path: `/a2a/${name}`, key })),
      once: true,
    })
    await settled(side.gateway.pid, QUIET_SHARE_OF_MANY)
    agents.push(memory(side.gateway.pid))
    const callees = drawn(side.people.keys, Math.min(keys, side.people.keys.length)).map(({ secret, callable }) => {
      return { path: `/a2a/${callable[0]?.name ?? ''}`, key: secret }
    })
    await called(place, side, { callees, once: true })
    await settled(side.gateway.pid, QUIET_SHARE_OF_MANY)
    all.push(memory(side.gateway.pid))
  }
  const figure = (what: string, [small = 0, large = 0]: number[]): ScaleFigure => {
    return { what, unit: 'MiB', small, large, flat: false }
  }
  return [
    figure('memory once every agent was called', agents),
    figure(`memory once up to ${keys} keys have called, too`, all),
  ]
}
