import { type Scenario, scenarioName } from '../suite/scenario.ts'
import { median } from '../suite/statistics.ts'
import { table } from '../suite/table.ts'
import { atLeast, atMost, TARGETS, type Verdict } from '../suite/target.ts'
import { EVENTS_PER_STREAM } from '../wire/versions.ts'
import type { Comparison, Measured, Pair } from './compare.ts'

const ms = (value: number) => `${value.toFixed(2)} ms`
const us = (value: number) => `${value.toFixed(value < 20 ? 2 : 0)} µs`
const streams = ({ shape }: Scenario) => shape !== 'unary'

function medianOf({ pairs }: Comparison, figure: (pair: Pair) => number): number {
  return median(pairs.map(figure))
}

const added = (comparison: Comparison, time: (measured: Measured) => number) =>
  medianOf(comparison, ({ gateway, yardstick }) => time(gateway) - time(yardstick))

/** The figures of one scenario: medians over its pairs. */
export function comparisonReport(comparison: Comparison): string {
  const { scenario, pairs, calls, records } = comparison
  const isStream = streams(scenario)
  const perEvent = isStream ? ['CPU/event', 'main/event'] : []
  const firstEvent = isStream ? ['first event'] : []
  const head = ['', 'calls/s', 'median', 'p99', ...firstEvent, 'CPU/call', 'main/call', ...perEvent]
  const row = (name: 'gateway' | 'yardstick') => {
    const of = (figure: (measured: Measured) => number) => medianOf(comparison, (pair) => figure(pair[name]))
    const cpu = of(({ cpuPerCall }) => cpuPerCall)
    const main = of(({ mainThreadPerCall }) => mainThreadPerCall)
    return [
      name,
      of((measured) => measured.calls / measured.seconds).toFixed(0),
      ms(of(({ latency }) => latency.p50)),
      ms(of(({ latency }) => latency.p99)),
      ...(isStream ? [ms(of((measured) => measured.firstEvent.p50))] : []),
      us(cpu),
      us(main),
      ...(isStream ? [us(cpu / EVENTS_PER_STREAM), us(main / EVENTS_PER_STREAM)] : []),
    ]
  }
  const busy = median(pairs.flatMap(({ gateway, yardstick }) => [gateway.othersBusy, yardstick.othersBusy]))
  const throughput = [
    `throughput ratio ${ratio(comparison).toFixed(2)} (${pairs.map((pair) => pairRatio(pair).toFixed(2)).join(' ')})`,
  ]
  const summary = [
    ...(scenario.pauseMs === undefined ? throughput : []),
    `added median ${ms(added(comparison, ({ latency }) => latency.p50))}`,
    `added p99 ${ms(added(comparison, ({ latency }) => latency.p99))}`,
    ...(isStream ? [`added to first event ${ms(added(comparison, (measured) => measured.firstEvent.p50))}`] : []),
  ]
  const stored = records === calls ? `all ${records} records stored` : `${records} OF ${calls} RECORDS STORED`
  return (
    `${scenarioName(scenario)}\n${table([head, row('yardstick'), row('gateway')])}` +
    `  ${summary.join(', ')}\n  ${stored}; other processes kept ${busy.toFixed(2)} cores busy\n`
  )
}

const pairRatio = ({ gateway, yardstick }: Pair) =>
  gateway.calls / gateway.seconds / (yardstick.calls / yardstick.seconds)
const ratio = (comparison: Comparison) => medianOf(comparison, pairRatio)

/** How the main scenarios stand against their targets. */
export function comparisonVerdicts(comparison: Comparison): Verdict[] {
  const { scenario } = comparison
  if (!scenario.main) return []
  const name = scenarioName(scenario)
  const hurried = scenario.pauseMs === undefined
  if (!streams(scenario)) {
    const latency = added(comparison, (measured) => measured.latency.p50)
    return [
      // Who pauses calls as often as the pauses let them, whatever stands between.
      ...(hurried ? [atLeast(`${name}: throughput ratio`, ratio(comparison), TARGETS.throughputRatio)] : []),
      atMost(`${name}: added median`, latency, TARGETS.addedMedianMs, 'ms'),
    ]
  }
  const firstEvent = added(comparison, (measured) => measured.firstEvent.p50)
  const perEvent = medianOf(comparison, ({ gateway }) => gateway.cpuPerCall / EVENTS_PER_STREAM)
  return [
    atMost(`${name}: added to first event`, firstEvent, TARGETS.addedFirstEventMs, 'ms'),
    ...(hurried ? [atMost(`${name}: CPU per event (whole process)`, perEvent, TARGETS.cpuPerEventUs, 'µs')] : []),
  ]
}
