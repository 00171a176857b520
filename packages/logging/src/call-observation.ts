import type {
  CallArrival,
  CallAttempt,
  Caller,
  CallObservation,
  CallOutcome,
  CallRecord,
  CallStatus,
  CallSubject,
  Fact,
  GatewayError,
  ProtocolVersion,
  TaskState,
  Usage,
} from '@gateway/core'
import { addUsage, dialects } from '@gateway/core'
import { clipText } from './clip-text.ts'
import { redactContent } from './redact-content.ts'

export interface ObservationOptions {
  /** Whether request and answer are kept. */
  readonly content: boolean
  /** The longest content that is kept of each, in characters. */
  readonly contentLimit: number
  readonly recordId: () => string
  readonly done: (record: CallRecord) => void
}

/** How many waits are kept. A call asks its upstream a few times before its first event. */
const MOST_WAITS = 64

const rounded = (milliseconds: number) => Math.round(milliseconds * 1_000) / 1_000

/** One call while it runs. Collects what is learnt in plain fields: it is on the path of every call. */
export class Observation implements CallObservation {
  readonly #arrival: CallArrival
  readonly #options: ObservationOptions
  readonly #time = new Date()
  #caller: Caller | undefined
  #agent: { readonly id: string; readonly name: string; readonly content: boolean } | undefined
  #tags: readonly string[] | undefined
  #subject: CallSubject | undefined
  #upstream: string | undefined
  #attempts: CallAttempt[] | undefined
  #upstreamVersion: ProtocolVersion | undefined
  #taskId: string | undefined
  #contextId: string | undefined
  #taskState: TaskState | undefined
  #usage: Usage | undefined
  #cost: number | undefined
  #assembly: Extract<Fact, { type: 'assembly' }>['result'] | undefined
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
        this.#upstreamVersion = fact.version
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
    this.#options.done({
      id: this.#options.recordId(),
      kind: this.#arrival.kind,
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
      taskId: this.#taskId,
      contextId: this.#contextId,
      sessionId: this.#arrival.sessionId ?? this.#contextId,
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
      overheadMs: rounded(this.overhead(outcome.firstEventAt ?? now)),
      requestBytes: outcome.requestBytes,
      responseBytes: outcome.responseBytes,
      events: outcome.events ?? 0,
      request: content?.request?.text,
      response: content?.response?.text,
      contentTruncated: content?.request?.clipped || content?.response?.clipped ? true : undefined,
    })
  }

  /** An error is `refused` when the gateway found it in the request, before any upstream was asked. */
  #status(error: GatewayError | undefined): CallStatus {
    if (error === undefined) return 'ok'
    if (error.code === 'CANCELED') return 'canceled'
    const reached = this.#upstreamVersion !== undefined
    return reached || error.status >= 500 ? 'error' : 'refused'
  }

  #content(outcome: CallOutcome) {
    if (!this.#options.content || this.#agent?.content === false) return undefined
    // Without a known caller nothing of what was sent is kept. Of a mirrored message it was known, if not as its owner.
    if (this.#caller === undefined && this.#arrival.kind === undefined) return undefined
    const { contentLimit } = this.#options
    const answer = outcome.response ?? this.#assembled()
    return {
      request: clipText(redactContent(this.#subject?.text, this.#subject?.operation), contentLimit),
      response: clipText(redactContent(answer, this.#subject?.operation), contentLimit),
    }
  }

  /** What was streamed, put together, in the words of its caller's version. */
  #assembled(): string | undefined {
    const assembled = this.#assembly?.()
    if (assembled === undefined) return undefined
    return JSON.stringify(dialects[this.#subject?.version ?? '1.0'].encodeResponse('sendMessage', assembled))
  }
}
