import type { CallContext } from './call-context.ts'
import { type RandomDigits, randomDigits } from './random-digits.ts'

/** The W3C `traceparent` of a caller: its trace, and the span in it that made the call. */
export interface TraceParent {
  /** 32 hexadecimal digits. */
  readonly traceId: string
  /** 16 hexadecimal digits. */
  readonly spanId: string
  /** 2 hexadecimal digits; `01`: what belongs to the trace is kept. */
  readonly flags: string
}

/** The place of a call in a trace (W3C Trace Context). */
export interface CallTrace {
  readonly traceId: string
  /** Of the call itself, known before it goes on to an upstream. */
  readonly spanId: string
  /** Of the caller, as it says, or as is known of it. */
  readonly parentSpanId?: string | undefined
  /** Of the call through the gateway that caused this one, also where spans of the agent lie between. */
  readonly causeSpanId?: string | undefined
  readonly flags: string
}

const TRACE_PARENT = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(-.*)?$/
/** Who follows the decision of its caller keeps its part of the trace. */
const KEPT = '01'
/** Digits of a span that its call and its attempts have in common. */
const COMMON = 14
const SPAN_BYTES = COMMON / 2
const TRACE_BYTES = 16

/** Reads a `traceparent` (W3C Trace Context, level 1). One that is not as it must be counts as none, as the rules have it. */
export function parseTraceParent(header: string | undefined): TraceParent | undefined {
  if (header === undefined) return undefined
  const [, version, traceId, spanId, flags, more] = TRACE_PARENT.exec(header.trim()) ?? []
  // What comes after the flags is for versions that are not there yet.
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  if (version === '00' && more !== undefined) return undefined
  return { traceId, spanId, flags }
}

/** Whether who sent it keeps its part of the trace. */
export const isSampled = ({ flags }: Pick<TraceParent, 'flags'>): boolean => (Number.parseInt(flags, 16) & 1) === 1

/**
 * The place of a call that its caller says this of: in the caller's trace, else in one that begins here. `digits`: where
 * ids come from, for who begins many.
 */
export function beginTrace(parent: TraceParent | undefined, digits: RandomDigits = randomDigits): CallTrace {
  const random = digits(parent === undefined ? TRACE_BYTES + SPAN_BYTES : SPAN_BYTES)
  return {
    spanId: `${random.slice(0, COMMON)}00`,
    traceId: parent?.traceId ?? random.slice(COMMON),
    parentSpanId: parent?.spanId,
    flags: parent?.flags ?? KEPT,
  }
}

/** The span of the call that made this one: the last two digits count the attempts at upstreams, `00` is the call itself. */
export const callSpanOf = (spanId: string): string => `${spanId.slice(0, COMMON)}00`

/** The span of an attempt at an upstream, counted from 1: what the upstream does is in it, and it is in that of the call. */
export const attemptSpanOf = (spanId: string, attempt: number): string =>
  `${spanId.slice(0, COMMON)}${(attempt % 256).toString(16).padStart(2, '0')}`

/** What a further attempt sends on in the place of the first one's, which is in the context already. */
export function traceOfAttempt({ trace }: Pick<CallContext, 'trace'>, attempt: number): Pick<CallContext, 'trace'> {
  const parent = attempt === 1 ? undefined : parseTraceParent(trace?.traceparent)
  if (trace === undefined || parent === undefined) return {}
  return {
    trace: { ...trace, traceparent: traceParentOf({ ...parent, spanId: attemptSpanOf(parent.spanId, attempt) }) },
  }
}

/** A `traceparent` of this place, for who is called from there. */
export const traceParentOf = ({ traceId, spanId, flags }: TraceParent): string => `00-${traceId}-${spanId}-${flags}`
