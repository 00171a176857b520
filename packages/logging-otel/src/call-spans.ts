import type { CallRecord } from '@gateway/core'
import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, type Tracer, trace } from '@opentelemetry/api'
import type { Resource } from '@opentelemetry/resources'
import { ParentBasedSampler, type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace'
import { attemptSpans } from './attempt-spans.ts'
import { callAttributes, invokesAgent, methodOf } from './call-attributes.ts'
import { beganAt, timeAt } from './call-time.ts'
import { rootSampler, type SamplingSettings } from './sampling.ts'

/** Makes spans of records: one of the call, and one for each request to an upstream. */
export interface CallSpans {
  /** Those of the records whose traces are sampled. */
  of(records: readonly CallRecord[]): ReadableSpan[]
}

export interface CallSpansOptions {
  readonly resource: Resource
  readonly settings: SamplingSettings
}

/** The kind of what made a record: a call that was served, or work that nobody waits for. */
const kindOf = ({ kind }: CallRecord) => (kind === undefined ? SpanKind.SERVER : SpanKind.INTERNAL)

/**
 * Spans of calls that are over, with the ids that their records have: what was sent on to upstreams names them. Nothing is
 * made while a call runs.
 */
export function createCallSpans({ resource, settings }: CallSpansOptions): CallSpans {
  const ended: ReadableSpan[] = []
  // The SDK asks for the ids of a span as it begins, which is where they are handed over.
  const ids = { traceId: '', spanId: '' }
  const root = rootSampler(settings)
  const provider = new TracerProvider({
    resource,
    sampler: settings.parentBased ? new ParentBasedSampler({ root }) : root,
    idGenerator: { generateTraceId: () => ids.traceId, generateSpanId: () => ids.spanId },
    spanProcessors: [
      {
        onStart: () => {},
        onEnd: (span) => void ended.push(span),
        forceFlush: async () => {},
        shutdown: async () => {},
      },
    ],
  })
  const tracer = provider.getTracer('@gateway/logging-otel')
  const add = (record: CallRecord) => {
    const { traceId, spanId } = record
    if (traceId === undefined || spanId === undefined) return
    ids.traceId = traceId
    ids.spanId = spanId
    addSpans(tracer, record, traceId, (id) => {
      ids.spanId = id
    })
  }
  return {
    of(records) {
      for (const record of records) add(record)
      return ended.splice(0)
    },
  }
}

function addSpans(tracer: Tracer, record: CallRecord, traceId: string, nextId: (id: string) => void): void {
  const began = beganAt(record)
  const { parentSpanId, traceSampled = true, firstEventMs, agentName = 'unknown agent' } = record
  const traceFlags = traceSampled ? TraceFlags.SAMPLED : TraceFlags.NONE
  const parent = { traceId, spanId: parentSpanId ?? '', traceFlags, isRemote: true }
  const above = parentSpanId === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent)
  const call = tracer.startSpan(
    `${methodOf(record) ?? 'call'} ${agentName}`,
    { kind: kindOf(record), startTime: timeAt(began), attributes: callAttributes(record) },
    above,
  )
  // Refusals are the caller's matter: a server's span has failed where the server has.
  if (record.status === 'error') call.setStatus(failed(record.errorMessage))
  if (record.streaming && firstEventMs !== undefined) call.addEvent('first event', {}, timeAt(began + firstEventMs))
  if (call.isRecording()) {
    const within = trace.setSpan(context.active(), call)
    for (const { spanId, upstream, start, end, error } of attemptSpans(record)) {
      nextId(spanId)
      const attempt = tracer.startSpan(
        `${invokesAgent(record) ? 'invoke_agent' : (methodOf(record) ?? 'call')} ${agentName}`,
        {
          kind: SpanKind.CLIENT,
          startTime: timeAt(began + start),
          attributes: {
            'gen_ai.operation.name': invokesAgent(record) ? 'invoke_agent' : undefined,
            'gen_ai.agent.id': record.agentId,
            'gen_ai.agent.name': record.agentName,
            'gen_ai.conversation.id': record.contextId,
            'a2a.method.name': methodOf(record),
            'a2a.protocol.version': record.upstreamVersion,
            'a2a.protocol.binding': record.upstreamBinding,
            'gateway.upstream': upstream,
            'error.type': error,
          },
        },
        within,
      )
      if (error !== undefined) attempt.setStatus(failed(error))
      attempt.end(timeAt(began + end))
    }
  }
  call.end(timeAt(began + record.totalMs))
}

const failed = (message: string | undefined) => ({
  code: SpanStatusCode.ERROR,
  ...(message === undefined ? {} : { message }),
})
