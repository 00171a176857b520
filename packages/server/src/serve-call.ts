import type {
  CallContext,
  Caller,
  CallObservation,
  CallOutcome,
  Fact,
  GatewayError,
  Logger,
  Recorder,
  RequestOf,
  StreamOperation,
  StreamResponse,
} from '@gateway/core'
import { callStream, callUnary, gatewayError, grants, isGatewayError, ownerOf } from '@gateway/core'
import { type ActiveCalls, shuttingDown } from './active-calls.ts'
import { headersFor } from './addressed-headers.ts'
import { agentUrl } from './agent-url.ts'
import { type Binding, type BindingCall, isMessage, isStreamCall } from './binding.ts'
import type { CallChains, ChainLink } from './call-chains.ts'
import { callTags } from './call-tags.ts'
import { costHeaders } from './cost-headers.ts'
import { EventBody } from './event-body.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { publicError } from './json-reply.ts'
import { limitHeaders } from './limit-headers.ts'
import { narrowedCard } from './narrowed-card.ts'
import type { AgentDirectory, Authenticate, ServedAgent } from './ports.ts'
import { refuseWhenStopped } from './refuse-when-stopped.ts'
import { replaceByHeader } from './replace-by-header.ts'
import { callerLeft } from './request-failures.ts'
import { requestIdOf } from './request-id.ts'

export interface CallOptions {
  readonly authenticate: Authenticate
  readonly agents: AgentDirectory
  readonly recorder: Recorder
  readonly activeCalls: ActiveCalls
  readonly logger: Logger
  /** The largest request body, in bytes, where an agent sets no other. */
  readonly bodyBytes: number
  /** The base of the addresses in cards; without it the origin of the request. */
  readonly publicUrl?: string | undefined
  /** Milliseconds of silence in a stream after which a comment is sent. */
  readonly pingMs: number
  /** Which call caused which. */
  readonly chains: CallChains
}

/** One call while it is served: everything that its answer and its record need. */
interface Call {
  readonly exchange: HttpExchange
  readonly form: BindingCall
  readonly observation: CallObservation
  readonly requestId: string
  /** Its place among the active calls. */
  readonly place: number
  requestBytes: number
  caller: Caller | undefined
  /** Its place among the calls that cause one another, once its agent is known. */
  link: ChainLink | undefined
  /** What is left of its limits; most calls have none. */
  limits: Extract<Fact, { type: 'limit' }>[] | undefined
  /** US dollars, as far as it is known. */
  cost: number | undefined
}

/** What a call is where somebody had the message of another sent once more. */
export interface ReplayedCall {
  /** The record of the other. */
  readonly replayOf: string
  /** The one upstream that it is for. */
  readonly upstream?: string | undefined
}

/** Serves one A2A call: who calls, what is asked, which agent; then the walk down it and back. */
export async function serveCall(
  exchange: HttpExchange,
  addressedAs: string,
  binding: Binding,
  options: CallOptions,
  replayed?: ReplayedCall,
): Promise<Reply> {
  const requestId = requestIdOf(exchange.headers)
  const call: Call = {
    exchange,
    form: binding.open(exchange),
    observation: options.recorder.begin({
      requestId,
      ...(replayed && { kind: 'replay', replayOf: replayed.replayOf }),
      at: performance.now(),
      ip: exchange.ip,
      sessionId: exchange.headers['x-litellm-trace-id'] ?? exchange.headers['x-litellm-session-id'],
      headers: exchange.headers,
    }),
    requestId,
    place: options.activeCalls.begin(exchange),
    requestBytes: 0,
    caller: undefined,
    link: undefined,
    limits: undefined,
    cost: undefined,
  }
  try {
    if (options.activeCalls.draining) throw shuttingDown()
    const refusal = options.recorder.refusal?.()
    if (refusal) throw refusal
    // Waited for also where it is at hand: a body that came with its head has been read by Node then.
    const caller = await options.authenticate(exchange.headers, exchange)
    call.observation.caller(caller)
    call.caller = caller
    options.activeCalls.by(call.place, caller)
    const served = options.agents.find(addressedAs)
    if (served) {
      const { id, name } = served
      options.activeCalls.of(call.place, served)
      call.observation.agent({ id, name, content: served.definition.records?.content ?? true })
    }
    const text = exchange.text(served?.definition.limits?.bodyBytes ?? options.bodyBytes)
    const body = typeof text === 'string' ? text : await text
    call.requestBytes = Buffer.byteLength(body)
    const decoded = call.form.decode(body, { strictVersion: served?.definition.strictVersion ?? false })
    options.activeCalls.asks(call.place, decoded)
    call.observation.subject({
      operation: decoded.operation,
      binding: binding.name,
      version: decoded.version,
      streaming: isStreamCall(decoded),
      text: decoded.text,
    })
    const sentTags = exchange.headers['x-litellm-tags']
    if (sentTags !== undefined) call.observation.tags(callTags(caller.tags, sentTags))
    if (served === undefined) {
      throw gatewayError(
        'AGENT_NOT_FOUND',
        `There is no agent '${addressedAs}'. GET /v1/agents lists the ones this key can call.`,
      )
    }
    refuseWhenStopped(options.agents, served, caller, decoded.operation)
    const link = options.chains.link({
      headers: exchange.headers,
      caller,
      agent: served,
      contextId: isMessage(decoded) ? decoded.request.message.contextId : undefined,
    })
    call.link = link
    call.observation.trace(link.trace)
    if (isMessage(decoded) && grants(caller.agents, served.id)) {
      link.check(() => options.agents.list().filter(({ id }) => grants(caller.agents, id)))
    }
    const context: CallContext = {
      requestId,
      caller,
      owner: ownerOf(caller),
      signal: exchange.signal,
      headers: headersFor(exchange.headers, served, options.agents),
      agent: served,
      version: decoded.version,
      observe: (fact) => {
        if (fact.type === 'repair') served.noteRepair(fact.repair)
        else if (fact.type === 'limit') call.limits = [...(call.limits ?? []), fact]
        else if (fact.type === 'usage' && fact.cost !== undefined) call.cost = (call.cost ?? 0) + fact.cost
        call.observation.observe(fact)
      },
      trace: link.sent,
      ...(replayed?.upstream === undefined ? {} : { upstream: replayed.upstream }),
    }
    if (isStreamCall(decoded)) {
      const { operation, request } = decoded
      return await streamReply(call, operation, callStream(served.agent, operation, request, context), options)
    }
    const { operation, request } = decoded
    if (operation === 'getExtendedAgentCard') {
      const card = await extendedCard(call, request, served, context, options, addressedAs)
      return whenRecorded(unaryReply(call, card, options), options)
    }
    const answer = await callUnary(served.agent, operation, request, context)
    return whenRecorded(unaryReply(call, call.form.encodeAnswer(operation, answer), options), options)
  } catch (error) {
    return whenRecorded(refuse(call, error, options), options)
  }
}

/** The answer, once its call cannot be lost any more where that is wanted; a stream waits at its end. */
function whenRecorded(reply: Reply, { recorder }: CallOptions): Reply | Promise<Reply> {
  const recorded = recorder.recorded?.()
  return recorded === undefined ? reply : recorded.then(() => reply)
}

/** An upstream's extended card names the upstream: it is served as the public one is. */
async function extendedCard(
  call: Call,
  request: RequestOf<'getExtendedAgentCard'>,
  served: ServedAgent,
  context: CallContext,
  { agents, publicUrl }: CallOptions,
  addressedAs: string,
): Promise<string> {
  const extended = await served.agent.getExtendedAgentCard(request, context)
  const card = agents.servedCard(served, agentUrl(call.exchange, addressedAs, publicUrl), extended)
  return call.form.encodeAnswer('getExtendedAgentCard', narrowedCard(card, context.caller, served.id))
}

function unaryReply(call: Call, text: string, options: CallOptions): Reply {
  const reply = call.form.answerReply(text)
  end(call, options, {
    httpStatus: reply.status,
    response: text,
    responseBytes: Buffer.byteLength(reply.body),
    firstEventAt: performance.now(),
  })
  const answer = withCallHeaders(call, reply)
  return call.cost === undefined ? answer : { ...answer, headers: { ...answer.headers, ...costHeaders(call.cost) } }
}

async function streamReply(
  call: Call,
  operation: StreamOperation,
  stream: AsyncIterable<StreamResponse>,
  options: CallOptions,
): Promise<Reply> {
  const { form } = call
  const events = stream[Symbol.asyncIterator]()
  // An error before the first event is an answer of its own, not a stream.
  const first = await events.next()
  if (first.done) throw gatewayError('INVALID_AGENT_RESPONSE', 'The agent ended its stream without a single event.')
  const firstEventAt = performance.now()
  let failure: GatewayError | undefined
  const body = new EventBody(first, events, {
    pingMs: options.pingMs,
    encode: (event) => {
      call.observation.event?.(event)
      return form.encodeEvent(operation, event)
    },
    encodeError: (error) => {
      failure = failureOf(call, error, options)
      return form.encodeErrorEvent(failure)
    },
    end: ({ left }) => {
      const error = left ? callerLeft() : failure
      end(call, options, { httpStatus: 200, error, responseBytes: body.bytes, events: body.count, firstEventAt })
      return options.recorder.recorded?.()
    },
  })
  return withCallHeaders(call, { status: 200, headers: form.eventHeaders, body })
}

function refuse(call: Call, thrown: unknown, options: CallOptions): Reply {
  const error = failureOf(call, thrown, options)
  const reply = call.form.errorReply(error)
  // Nobody is there to read it.
  const left = error.code === 'CANCELED'
  end(call, options, {
    httpStatus: left ? error.status : reply.status,
    error,
    responseBytes: left ? 0 : Buffer.byteLength(reply.body),
  })
  return withCallHeaders(call, reply)
}

/** What a call failed of. Where it was ended from outside, that is why, however the agent put it. */
function failureOf({ exchange, requestId }: Call, thrown: unknown, { logger }: CallOptions): GatewayError {
  const { aborted, reason } = exchange.signal
  if (aborted && isGatewayError(reason)) return reason
  return publicError(thrown, (err) => logger.error({ err, requestId }, 'a call failed inside the gateway'))
}

function end(call: Call, { activeCalls, logger }: CallOptions, outcome: Omit<CallOutcome, 'requestBytes'>): void {
  activeCalls.end(call.place)
  call.link?.end()
  // A record that cannot be made is the log's matter, not the caller's.
  try {
    call.observation.end({ ...outcome, requestBytes: call.requestBytes })
  } catch (err) {
    logger.error({ err, requestId: call.requestId }, 'the record of a call could not be made')
  }
}

function withCallHeaders<Answer extends Reply>(call: Call, reply: Answer): Answer {
  const headers: Record<string, string> = { ...reply.headers }
  if (call.limits !== undefined) Object.assign(headers, limitHeaders(call.limits))
  if (call.caller?.secret !== undefined) Object.assign(headers, replaceByHeader(call.caller))
  headers['x-request-id'] = call.requestId
  headers['x-gateway-overhead-ms'] = call.observation.overhead(performance.now()).toFixed(2)
  return { ...reply, headers }
}
