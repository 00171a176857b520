import type { CallRecord } from '@gateway/core'
import { Counter, Histogram, type Registry } from 'prom-client'
import { createBoundedNames } from './bounded-names.ts'

/** From what a fast agent takes to what a long run takes, in seconds. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
/** From what the gateway is to take to what it must not, in seconds. */
const OVERHEAD_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1]

export interface CallCounts {
  add(records: readonly CallRecord[]): void
  /** The label that an agent has, or is to have. */
  agentLabel(name: string | undefined): string
}

/** Counters and histograms of calls. `agents`: how many agents have labels of their own; the rest together is `other`. */
export function createCallCounts(registry: Registry, agents: number): CallCounts {
  const registers = [registry]
  const agentNames = createBoundedNames(agents)
  const upstreamNames = createBoundedNames(agents * 4)
  const calls = new Counter({
    name: 'gateway_calls_total',
    help: 'Calls that are over, by how they ended.',
    labelNames: ['agent', 'operation', 'status'] as const,
    registers,
  })
  const errors = new Counter({
    name: 'gateway_call_errors_total',
    help: 'Calls that failed or were refused, by error code.',
    labelNames: ['agent', 'error'] as const,
    registers,
  })
  const attempts = new Counter({
    name: 'gateway_upstream_attempts_total',
    help: 'Requests to upstreams that a router made, by their error code; "none": they were answered.',
    labelNames: ['agent', 'upstream', 'error'] as const,
    registers,
  })
  const durations = new Histogram({
    name: 'gateway_call_duration_seconds',
    help: 'How long calls took, until the end of their streams.',
    labelNames: ['agent', 'streaming'] as const,
    buckets: SECONDS,
    registers,
  })
  const firstEvents = new Histogram({
    name: 'gateway_first_event_seconds',
    help: 'How long until the answer, or the first event of a stream, was ready.',
    labelNames: ['agent'] as const,
    buckets: SECONDS,
    registers,
  })
  const overheads = new Histogram({
    name: 'gateway_overhead_seconds',
    help: 'Time that the gateway itself took until the answer or the first event.',
    buckets: OVERHEAD_SECONDS,
    registers,
  })
  const tokens = new Counter({
    name: 'gateway_tokens_total',
    help: 'Tokens that agents say their work took, and those that are guessed where they say nothing.',
    labelNames: ['agent', 'type', 'estimated'] as const,
    registers,
  })
  const cost = new Counter({
    name: 'gateway_cost_dollars_total',
    help: 'What calls cost, in US dollars.',
    labelNames: ['agent'] as const,
    registers,
  })

  const addCall = (record: CallRecord, agent: string) => {
    const { status, firstEventMs, overheadMs } = record
    calls.inc({ agent, operation: record.operation ?? 'none', status })
    if (record.errorCode !== undefined) errors.inc({ agent, error: record.errorCode })
    durations.observe({ agent, streaming: String(record.streaming) }, record.totalMs / 1_000)
    if (firstEventMs !== undefined) firstEvents.observe({ agent }, firstEventMs / 1_000)
    if (overheadMs !== undefined) overheads.observe(overheadMs / 1_000)
    for (const attempt of record.attempts ?? []) {
      const upstream = agent === record.agentName ? upstreamNames.of(attempt.upstream) : 'other'
      attempts.inc({ agent, upstream, error: attempt.error ?? 'none' })
    }
  }
  const addUse = ({ usage, cost: dollars }: CallRecord, agent: string) => {
    const estimated = String(usage?.estimated === true)
    if (usage?.inputTokens !== undefined) tokens.inc({ agent, type: 'input', estimated }, usage.inputTokens)
    if (usage?.outputTokens !== undefined) tokens.inc({ agent, type: 'output', estimated }, usage.outputTokens)
    if (dollars !== undefined && dollars > 0) cost.inc({ agent }, dollars)
  }
  return {
    add(records) {
      for (const record of records) {
        const agent = agentNames.of(record.agentName)
        // Copies and runs whose caller had left are no calls, but what they took was taken.
        if (record.kind === undefined) addCall(record, agent)
        addUse(record, agent)
      }
    },
    agentLabel: (name) => agentNames.of(name),
  }
}
