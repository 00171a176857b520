import { Gauge, type Registry } from 'prom-client'

/** How one upstream stands. */
export interface UpstreamGauge {
  readonly agent: string
  readonly upstream: string
  /** Its breaker: `closed` is well, `open` gets no calls, `half-open` is being tried again. */
  readonly state: 'closed' | 'open' | 'half-open'
  readonly active: number
}

/** How the records of one sink stand. `dropped` is since the start. */
export interface SinkGauge {
  readonly sink: string
  readonly waiting: number
  readonly spilled: number
  readonly dropped: number
}

/** What is read at the moment somebody looks, and at no other. Each is left out where it is not given. */
export interface GaugeSources {
  readonly activeCalls?: () => number
  readonly activeStreams?: () => number
  readonly agents?: () => number
  /** Of the agents that are counted by name, which `counted` tells. */
  readonly upstreams?: (counted: (agent: string) => boolean) => Iterable<UpstreamGauge>
  /** Calls that wait for room at their agents' upstreams. */
  readonly waitingCalls?: (
    counted: (agent: string) => boolean,
  ) => Iterable<{ readonly agent: string; readonly waiting: number }>
  readonly sinks?: () => Iterable<SinkGauge>
}

const STATES = { closed: 1, 'half-open': 0.5, open: 0 } as const

/** Gauges that are read at a scrape. `counted`: whether an agent has a label of its own, so that there are only so many. */
export function addGauges(registry: Registry, sources: GaugeSources, counted: (agent: string) => boolean): void {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: (() => Iterable<readonly [Partial<Record<Label, string>>, number]>) | undefined,
  ) => {
    if (read === undefined) return
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        // What is gone is to be gone here too.
        this.reset()
        for (const [labels, value] of read()) this.set(labels, value)
      },
    })
  }
  const number = (name: string, help: string, read: (() => number) | undefined) =>
    gauge(name, help, [], read && (() => [[{}, read()] as const]))
  number('gateway_active_calls', 'Calls under way.', sources.activeCalls)
  number('gateway_active_streams', 'Calls under way that are answered by a stream.', sources.activeStreams)
  number('gateway_agents', 'Agents that are registered.', sources.agents)

  const { upstreams, sinks } = sources
  const ofUpstreams = (name: string, help: string, read: (of: UpstreamGauge) => number) =>
    gauge(
      name,
      help,
      ['agent', 'upstream'],
      upstreams &&
        function* () {
          for (const each of upstreams(counted)) {
            yield [{ agent: each.agent, upstream: each.upstream }, read(each)] as const
          }
        },
    )
  ofUpstreams(
    'gateway_upstream_health',
    '1: gets calls; 0.5: is being tried again; 0: gets none. Of upstreams that a router chooses among.',
    ({ state }) => STATES[state],
  )
  ofUpstreams('gateway_upstream_active_calls', 'Calls that an upstream works at.', ({ active }) => active)
  const { waitingCalls } = sources
  gauge(
    'gateway_waiting_calls',
    'Calls that wait for room at upstreams.',
    ['agent'],
    waitingCalls &&
      function* () {
        for (const { agent, waiting } of waitingCalls(counted)) yield [{ agent }, waiting] as const
      },
  )

  const ofSinks = (name: string, help: string, read: (of: SinkGauge) => number) =>
    gauge(
      name,
      help,
      ['sink'],
      sinks &&
        function* () {
          for (const each of sinks()) yield [{ sink: each.sink }, read(each)] as const
        },
    )
  ofSinks('gateway_sink_waiting_records', 'Records that wait in memory for a sink.', ({ waiting }) => waiting)
  ofSinks('gateway_sink_spilled_records', 'Records that wait on disk for a sink.', ({ spilled }) => spilled)
  ofSinks('gateway_sink_dropped_records', 'Records that a sink never gets, since the start.', ({ dropped }) => dropped)
}
