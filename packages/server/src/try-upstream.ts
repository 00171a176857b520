import type { Agent, ErrorCode, GatewayError, SendMessageResponse } from '@gateway/core'
import { createCallContext, gatewayError, isGatewayError, textMessage, textOf } from '@gateway/core'
import { publicError } from './json-reply.ts'
import { callerLeft } from './request-failures.ts'
import { remedyFor } from './upstream-remedy.ts'

export interface TryUpstreamOptions {
  /** A message that is sent to it: real work, which may cost. Without one only its card is asked for. */
  readonly message?: string | undefined
  readonly seconds: number
  /** Ends the test. */
  readonly signal: AbortSignal
  /** Hears of errors that callers learn nothing of. */
  readonly report: (error: unknown) => void
}

/** How a test went. `reason` is what a caller of the agent would be told. */
export interface UpstreamTrial {
  readonly ok: boolean
  readonly ms: number
  readonly card?: Readonly<Record<string, unknown>>
  readonly answer?: { readonly text: string; readonly state?: string }
  readonly code?: ErrorCode
  readonly reason?: string
  readonly remedy?: string
}

/** An agent that is to be called by messages may have no card; what stands in its place is known without one. */
const WITHOUT_CARD: readonly ErrorCode[] = ['AGENT_CARD_NOT_FOUND', 'UNSUPPORTED_OPERATION']

const REFUSING_STATES = ['TASK_STATE_FAILED', 'TASK_STATE_REJECTED', 'TASK_STATE_CANCELED', 'TASK_STATE_AUTH_REQUIRED']

/** Asks an upstream for its card, and sends it a message where there is one. Rejects only when the caller has left. */
export async function tryUpstream(
  agent: Agent,
  { message, seconds, signal: left, report }: TryUpstreamOptions,
): Promise<UpstreamTrial> {
  const began = performance.now()
  const late = gatewayError('AGENT_TIMEOUT', `The agent did not answer within ${seconds} s.`)
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(late), seconds * 1_000)
  const leave = () => stop.abort(left.reason)
  left.addEventListener('abort', leave)
  if (left.aborted) leave()
  // An adapter that does not hear the signal must not hold the caller.
  const inTime = <Value>(work: Promise<Value>) => Promise.race([work, aborted(stop.signal)])
  let found: Pick<UpstreamTrial, 'card' | 'answer'> = {}
  const ended = (error?: GatewayError): UpstreamTrial => ({
    ok: error === undefined,
    ms: Math.round(performance.now() - began),
    ...found,
    ...(error === undefined ? {} : { code: error.code, reason: error.message, remedy: remedyFor(error) }),
  })
  try {
    try {
      found = { card: { ...(await inTime(agent.getAgentCard({ signal: stop.signal }))) } }
    } catch (error) {
      if (message === undefined || !isGatewayError(error) || !WITHOUT_CARD.includes(error.code)) throw error
    }
    if (message === undefined) return ended()
    const context = createCallContext({ signal: stop.signal, owner: { keyId: 'upstream-test' } })
    const answer = await inTime(agent.sendMessage(textMessage(message), context))
    found = { ...found, answer: answerOf(answer) }
    return ended(failureOf(answer))
  } catch (error) {
    if (left.aborted) throw callerLeft()
    return ended(stop.signal.aborted ? late : publicError(error, report))
  } finally {
    clearTimeout(timer)
    left.removeEventListener('abort', leave)
    // What was asked for and is waited for no more ends.
    stop.abort(late)
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function answerOf(answer: SendMessageResponse) {
  const state = answer.task?.status.state
  return { text: textOf(answer), ...(state === undefined ? {} : { state }) }
}

/** A task that failed is an answer, and no sign that the agent works. */
function failureOf({ task }: SendMessageResponse): GatewayError | undefined {
  const state = task?.status.state
  if (state === undefined || !REFUSING_STATES.includes(state)) return undefined
  return gatewayError('AGENT_ERROR', `The agent answered with a task in the state ${state}.`)
}
