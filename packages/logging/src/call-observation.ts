import type {
  CallArrival,
  CallAttempt,
  Caller,
  CallObservation,
  CallOutcome,
  CallRecord,
  CallStatus,
  CallSubject,
  CallTrace,
  Fact,
  GatewayError,
  ProtocolVersion,
  StreamResponse,
  TaskState,
  Usage,
} from '@gateway/core'
import { addUsage, beginTrace, dialects, isSampled, parseTraceParent, placeOf } from '@gateway/core'
import { EventLog } from './event-log.ts'
import { asksForNoContent, recordedHeaders } from './recorded-headers.ts'

export interface ObservationOptions {
  /** Whether request and answer are kept. */
  readonly content: boolean
  /** How many characters of a stream's events are kept one by one; 0: none. */
  readonly eventLimit: number
  /** Names of request headers that are kept, in lower case. */
  readonly headers: readonly string[]
  readonly recordId: () => string
  /** Takes the record, which is not redacted yet. */
  readonly done: (record: CallRecord) => void
}

/** How many waits are kept. A call asks its upstream a few times before its first event. */
const MOST_WAITS = 64

const rounded = (milliseconds: number) => Math.round(milliseconds * 1_000) / 1_000

/**
 * One call while it runs. Collects what is learnt in plain fields: it is on the path of every call. Its record has
 * everything whole, secrets included: it is redacted before anybody gets it.
 */
export class Observation implements CallObservation {
  readonly #arrival: CallArrival
  readonly #options: ObservationOptions
  readonly #time = new Date()
  #caller: Caller | undefined
  #agent: { readonly id: string; readonly name: string; readonly content: boolean } | undefined
  #tags: readonly string[] | undefined
  #trace: CallTrace | undefined
  #subject: CallSubject | undefined
  #upstream: string | undefined
  #attempts: CallAttempt[] | undefined
  #upstreamVersion: ProtocolVersion | undefined
  #upstreamBinding: string | undefined
  #askedAt: number | undefined
  #taskId: string | undefined
  #contextId: string | undefined
  #taskState: TaskState | undefined
  #usage: Usage | undefined
  #cost: number | undefined
  #assembly: Extract<Fact, { type: 'assembly' }>['result'] | undefined
  #events: EventLog | undefined
  /** Since when and until when each request to the upstream was waited for. */
  readonly #waits: { readonly since: number; readonly until: number }[] = []
  #waitingSince: number | undefined
  #ended = false

  constructor(arrival: CallArrival, options: ObservationOptions) {
    this.#arrival = arrival
    this.#options = options
  }

  caller(caller: Caller): void {
    this.#caller = caller
  }

  trace(trace: CallTrace): void {
    this.#trace = trace
  }

  tags(tags: readonly string[]): void {
    this.#tags = tags
  }

  agent(agent: { readonly id: string; readonly name: string; readonly content: boolean }): void {
    this.#agent = agent
  }

  subject(subject: CallSubject): void {
    this.#subject = subject
  }

  observe(fact: Fact): void {
    switch (fact.type) {
      case 'upstream':
        this.#upstream = fact.name
        break
      case 'upstream-request':
        this.#upstreamVersion = fact.version ?? this.#upstreamVersion
        this.#upstreamBinding = fact.binding ?? this.#upstreamBinding
        this.#askedAt ??= fact.at
        // A request that got no answer was waited for until the next one went out.
        this.#waited(fact.at)
        this.#waitingSince = fact.at
        break
      case 'upstream-response':
        this.#waited(fact.at)
        break
      case 'task':
        this.#taskId = fact.taskId ?? this.#taskId
        this.#contextId = fact.contextId ?? this.#contextId
        this.#taskState = fact.state ?? this.#taskState
        break
      case 'assembly':
        this.#assembly = fact.result
        break
      case 'usage':
        if (fact.usage !== undefined) this.#usage = addUsage(this.#usage ?? {}, fact.usage)
        if (fact.cost !== undefined) this.#cost = (this.#cost ?? 0) + fact.cost
        break
      case 'attempt': {
        const { upstream, error } = fact
        this.#attempts ??= []
        this.#attempts.push({ upstream, ms: rounded(fact.ms), ...(error === undefined ? {} : { error }) })
        break
      }
      case 'repair':
      case 'mirror':
      case 'limit':
        break
    }
  }

  event(event: StreamResponse): void {
    if (this.#events === undefined) {
      // What has a place is in the log of its task.
      if (this.#options.eventLimit === 0 || placeOf(event) !== undefined || !this.#keepsContent()) return
      this.#events = new EventLog(this.#options.eventLimit)
    }
    this.#events.add(event, rounded(performance.now() - this.#arrival.at))
  }

  overhead(now: number): number {
    let overhead = now - this.#arrival.at
    for (const { since, until } of this.#waits) overhead -= Math.max(0, Math.min(until, now) - since)
    if (this.#waitingSince !== undefined) overhead -= Math.max(0, now - this.#waitingSince)
    return Math.max(0, overhead)
  }

  /** Polling goes on for as long as a task runs; what is asked for is the time to the first event, so the first waits are enough. */
  #waited(until: number): void {
    if (this.#waitingSince !== undefined && this.#waits.length < MOST_WAITS) {
      this.#waits.push({ since: this.#waitingSince, until })
    }
    this.#waitingSince = undefined
  }

  end(outcome: CallOutcome): void {
    if (this.#ended) return
    this.#ended = true
    const now = performance.now()
    const content = this.#content(outcome)
    const trace = this.#trace ?? beginTrace(parseTraceParent(this.#arrival.headers?.traceparent))
    const answeredAt = outcome.firstEventAt ?? now
    const overhead = this.overhead(answeredAt)
    this.#options.done({
      id: this.#options.recordId(),
      kind: this.#arrival.kind,
      replayOf: this.#arrival.replayOf,
      requestId: this.#arrival.requestId,
      time: this.#time.toISOString(),
      keyId: this.#caller?.keyId,
      keyAlias: this.#caller?.keyAlias,
      userId: this.#caller?.userId,
      teamId: this.#caller?.teamId,
      callerAgentId: this.#caller?.agentId,
      tags: this.#tags ?? this.#caller?.tags,
      ip: this.#arrival.ip,
      agentId: this.#agent?.id,
      agentName: this.#agent?.name,
      upstream: this.#upstream,
      attempts: this.#attempts,
      operation: this.#subject?.operation,
      binding: this.#subject?.binding,
      version: this.#subject?.version,
      upstreamVersion: this.#upstreamVersion,
      upstreamBinding: this.#upstreamBinding,
      taskId: this.#taskId,
      contextId: this.#contextId,
      sessionId: this.#arrival.sessionId ?? this.#contextId,
      traceId: trace.traceId,
      spanId: trace.spanId,
      parentSpanId: trace.parentSpanId,
      causeSpanId: trace.causeSpanId,
      traceSampled: trace.parentSpanId === undefined ? undefined : isSampled(trace),
      headers: recordedHeaders(this.#options.headers, this.#arrival.headers),
      taskState: this.#taskState,
      usage: this.#usage,
      cost: this.#cost,
      errorCode: outcome.error?.code,
      jsonRpcCode: outcome.error?.jsonRpcCode,
      errorMessage: outcome.error?.message,
      firstEventMs: outcome.firstEventAt === undefined ? undefined : rounded(outcome.firstEventAt - this.#arrival.at),
      streaming: this.#subject?.streaming ?? false,
      status: this.#status(outcome.error),
      httpStatus: outcome.httpStatus,
      totalMs: rounded(now - this.#arrival.at),
      // A stream waits for its upstream between events: only the way to the first one is the gateway's.
      overheadMs: rounded(overhead),
      queueMs: this.#askedAt === undefined ? undefined : rounded(Math.max(0, this.#askedAt - this.#arrival.at)),
      upstreamMs:
        this.#askedAt === undefined ? undefined : rounded(Math.max(0, answeredAt - this.#arrival.at - overhead)),
      requestBytes: outcome.requestBytes,
      responseBytes: outcome.responseBytes,
      events: outcome.events ?? 0,
      request: content?.request,
      response: content?.response,
      eventLog: this.#events?.text(),
      contentTruncated: undefined,
    })
  }

  /** An error is `refused` when the gateway found it in the request, before any upstream was asked. */
  #status(error: GatewayError | undefined): CallStatus {
    if (error === undefined) return 'ok'
    if (error.code === 'CANCELED') return 'canceled'
    const reached = this.#askedAt !== undefined
    return reached || error.status >= 500 ? 'error' : 'refused'
  }

  #keepsContent(): boolean {
    if (!this.#options.content || this.#agent?.content === false || this.#caller?.content === false) return false
    if (asksForNoContent(this.#arrival.headers)) return false
    // Without a known caller nothing of what was sent is kept. Of a mirrored message it was known, if not as its owner.
    return this.#caller !== undefined || this.#arrival.kind === 'mirror'
  }

  #content(outcome: CallOutcome) {
    if (!this.#keepsContent()) return undefined
    return { request: this.#subject?.text, response: outcome.response ?? this.#assembled() }
  }

  /** What was streamed, put together, in the words of its caller's version. */
  #assembled(): string | undefined {
    const assembled = this.#assembly?.()
    if (assembled === undefined) return undefined
    return JSON.stringify(dialects[this.#subject?.version ?? '1.0'].encodeResponse('sendMessage', assembled))
  }
}
