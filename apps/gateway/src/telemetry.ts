import type { Sink, SinkState } from '@gateway/core'
import { openTelemetrySettings, openTelemetrySink, sampledTraces } from '@gateway/logging-otel'
import { createPrometheusMetrics, type UpstreamGauge } from '@gateway/logging-prometheus'
import type { Registry } from '@gateway/registry'
import type { ActiveCalls, MetricsRouteOptions } from '@gateway/server'
import type { ConfigFile } from './config-file.ts'
import type { Environment } from './environment.ts'
import { openTelemetryOf } from './open-telemetry-variables.ts'
import type { ReadSink } from './read-sinks.ts'
import type { AgentRouting } from './routing/agent-routing.ts'
import { StartupError } from './startup-error.ts'

interface TelemetryOptions {
  readonly config: Pick<ConfigFile, 'metrics' | 'openTelemetry' | 'sinks'>
  readonly environment: Pick<Environment, 'METRICS_KEY'>
  readonly variables: Readonly<Record<string, string | undefined>>
}

/** What tells others how the gateway does: Prometheus, which asks, and an OpenTelemetry collector, which is told. */
interface Telemetry {
  /** Counts records for Prometheus. */
  readonly counting: Sink
  /** Those of the configuration, with that of `openTelemetry` or the variables. */
  readonly sinks: readonly ReadSink[]
  readonly routes: MetricsRouteOptions
  /** Whether a trace that begins here is kept. Absent: every one is. */
  readonly samples: ((traceId: string) => boolean) | undefined
  /** Reads these at every scrape. */
  watch(parts: WatchedParts): void
}

interface WatchedParts {
  readonly activeCalls: ActiveCalls
  readonly registry: Pick<Registry, 'list'>
  readonly routing: Pick<AgentRouting, 'state'>
  readonly sinkStates: () => readonly SinkState[]
}

export function telemetryOf({ config, environment, variables }: TelemetryOptions): Telemetry {
  const metrics = createPrometheusMetrics({ agents: config.metrics.agents })
  const sinks = withCollector(config, variables)
  const collector = sinks.find(({ definition }) => definition === openTelemetrySink)
  return {
    counting: metrics.sink,
    sinks,
    samples: collector && sampledTraces(openTelemetrySettings.parse(collector.settings)),
    routes: { metrics, metricsKey: environment.METRICS_KEY, openMetrics: config.metrics.open },
    watch({ activeCalls, registry, routing, sinkStates }) {
      metrics.watch({
        activeCalls: () => activeCalls.count,
        activeStreams: () => streamsOf(activeCalls),
        agents: () => registry.list().length,
        *upstreams(counted) {
          for (const agent of registry.list())
            if (counted(agent.name)) yield* upstreamsOf(agent.name, routing.state(agent))
        },
        *waitingCalls(counted) {
          for (const agent of registry.list()) {
            const state = counted(agent.name) ? routing.state(agent) : undefined
            if (state !== undefined && 'waiting' in state && typeof state.waiting === 'number') {
              yield { agent: agent.name, waiting: state.waiting }
            }
          }
        },
        sinks: () =>
          sinkStates().map(({ name: sink, waiting, spilled, dropped }) => ({ sink, waiting, spilled, dropped })),
      })
    },
  }
}

/** The sinks of the file, and the collector that it names under `openTelemetry`, or the variables where it names none. */
function withCollector(
  { sinks, openTelemetry }: TelemetryOptions['config'],
  variables: TelemetryOptions['variables'],
): readonly ReadSink[] {
  const { name } = openTelemetrySink
  const declared = sinks.some(({ definition }) => definition === openTelemetrySink)
  const settings = declared ? openTelemetry : openTelemetryOf(openTelemetry, variables)
  if (settings === undefined) return sinks
  if (sinks.some((sink) => sink.name === name)) {
    throw new StartupError(
      `A sink of the configuration is called '${name}', as the one is that openTelemetry: or the OTEL_ variables make. Give it another name, or leave one of them out.`,
    )
  }
  return [...sinks, { name, definition: openTelemetrySink, settings }]
}

function streamsOf(activeCalls: ActiveCalls): number {
  let streams = 0
  activeCalls.each(({ asked }) => {
    if (asked?.operation === 'streamMessage' || asked?.operation === 'subscribeToTask') streams += 1
  })
  return streams
}

/** Of an upstream that nothing is chosen among, nothing is known. */
function* upstreamsOf(agent: string, { upstreams }: ReturnType<AgentRouting['state']>): Iterable<UpstreamGauge> {
  for (const each of upstreams) {
    if ('state' in each) yield { agent, upstream: each.name, state: each.state, active: each.active }
  }
}
