import { STRATEGIES, type StrategyName } from '@gateway/router'
import { routingOverhead } from '../routing/overhead.ts'
import { simulate } from '../routing/simulation.ts'
import { table } from '../suite/table.ts'
import { atMost, TARGETS, type Verdict } from '../suite/target.ts'

const SEED = 20_260_101

function isStrategyName(name: string): name is StrategyName {
  return name in STRATEGIES
}

/** How each strategy spreads the same traffic over 200 upstreams, some of them slow or failing, and what a call costs. */
export async function routing(quick: boolean): Promise<{ readonly report: string; readonly verdicts: Verdict[] }> {
  const calls = quick ? 20_000 : 100_000
  const rows = [['strategy', 'failed', 'retries', 'p50 ms', 'p90 ms', 'p99 ms', 'max ms', 'to slow', 'most', 'µs/call']]
  const verdicts: Verdict[] = []
  for (const name of Object.keys(STRATEGIES).filter(isStrategyName)) {
    const { failed, retries, latencies, slowShare, most } = await simulate(name, calls, SEED)
    const added = await routingOverhead(name)
    const at = (share: number) => (latencies[Math.ceil(latencies.length * share) - 1] ?? 0).toFixed(0)
    rows.push([
      name,
      String(failed),
      `${(retries * 100).toFixed(2)} %`,
      at(0.5),
      at(0.9),
      at(0.99),
      at(1),
      `${(slowShare * 100).toFixed(1)} %`,
      `${most.toFixed(2)}×`,
      added.toFixed(2),
    ])
    verdicts.push(atMost(`added by routing over 100 upstreams, ${name}`, added, TARGETS.routingUs, 'µs'))
  }
  const title = `routing: ${calls} simulated calls (seed ${SEED}) over 200 upstreams, 10 eight times as slow, 10 away half of the time\n`
  return { report: title + table(rows), verdicts }
}
