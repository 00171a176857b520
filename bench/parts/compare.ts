import { GatewayProcess, storedRecords } from '../suite/gateway.ts'
import { agentName, type Place } from '../suite/place.ts'
import { cpuBetween, cpuTime, machineBusy, settled } from '../suite/process-usage.ts'
import type { Scenario } from '../suite/scenario.ts'
import type { JobResult } from '../wire/job.ts'
import type { ProtocolVersion } from '../wire/protocol-version.ts'

export interface Measured extends JobResult {
  /** Microseconds of CPU for each call: of the whole process, and of the thread with its event loop. */
  readonly cpuPerCall: number
  readonly mainThreadPerCall: number
  /** Cores that processes outside the benchmark kept busy meanwhile. */
  readonly othersBusy: number
}

export interface Pair {
  readonly yardstick: Measured
  readonly gateway: Measured
}

export interface Comparison {
  readonly scenario: Scenario
  readonly pairs: readonly Pair[]
  readonly calls: number
  readonly records: number
}

interface Side {
  readonly pid: number
  readonly url: string
  readonly key: string
  /** The yardstick passes through, so its caller and its upstream always speak the same version. */
  readonly agent: string
}

export interface CompareOptions {
  readonly pairs: number
  readonly seconds: number
  readonly warmUpSeconds: number
  /** Where a database lies already; a new one without it. */
  readonly folder?: string
}

/** Measures the yardstick and the gateway by turns; a new gateway for each scenario, warmed up first. */
export async function compare(place: Place, scenario: Scenario, options: CompareOptions): Promise<Comparison> {
  const folder = options.folder ?? place.folder()
  const gateway = await GatewayProcess.start(folder, place)
  await settled(gateway.pid)
  let calls = 0
  const pairs: Pair[] = []
  try {
    const path = scenario.shape === 'single' ? 'single' : 'burst'
    const name = (version: ProtocolVersion) => agentName(path, version)
    const key = await gateway.createKey(place.agents.map((agent) => agent.name))
    const ours: Side = { pid: gateway.pid, url: gateway.url, key, agent: name(scenario.upstream) }
    const theirs: Side = { ...place.yardstick, key, agent: name(scenario.caller) }
    const measureOurs = async (seconds: number) => {
      const measured = await measure(place, ours, scenario, seconds)
      calls += measured.calls
      return measured
    }
    const measureTheirs = (seconds: number) => measure(place, theirs, scenario, seconds)
    await measureTheirs(options.warmUpSeconds)
    await measureOurs(options.warmUpSeconds)
    for (let index = 0; index < options.pairs; index++) {
      // Whoever comes second meets a machine that is warmer or more tired: they take turns in that too.
      if (index % 2 === 0) {
        const yardstick = await measureTheirs(options.seconds)
        pairs.push({ yardstick, gateway: await measureOurs(options.seconds) })
      } else {
        const measured = await measureOurs(options.seconds)
        pairs.push({ yardstick: await measureTheirs(options.seconds), gateway: measured })
      }
    }
  } finally {
    await gateway.stop()
  }
  return { scenario, pairs, calls, records: storedRecords(folder) }
}

async function measure(place: Place, side: Side, scenario: Scenario, seconds: number): Promise<Measured> {
  const pids = [side.pid, place.load.pid, place.upstream.pid]
  const ownBusy = () => pids.reduce((sum, pid) => sum + cpuTime(pid).process, cpuTime(process.pid).process)
  const before = { cpu: cpuTime(side.pid), machine: machineBusy(), own: ownBusy(), at: performance.now() }
  const result = await place.load.run({
    kind: 'calls',
    target: { origin: side.url, path: `/a2a/${side.agent}`, key: side.key, version: scenario.caller },
    streaming: scenario.shape !== 'unary',
    connections: scenario.connections,
    seconds,
    pauseMs: scenario.pauseMs,
  })
  const othersBusy =
    (machineBusy() - before.machine - (ownBusy() - before.own)) / 1000 / (performance.now() - before.at)
  // Records are written after the answers: what that costs belongs to the calls.
  await settled(side.pid)
  const used = cpuBetween(before.cpu, cpuTime(side.pid))
  return {
    ...result,
    cpuPerCall: used.process / result.calls,
    mainThreadPerCall: used.mainThread / result.calls,
    othersBusy: Math.max(0, othersBusy),
  }
}
