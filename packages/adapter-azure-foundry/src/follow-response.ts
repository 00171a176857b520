import { gatewayError, type RunEvent, type TerminalRunEvent } from '@gateway/core'
import type { FoundryClients } from './foundry-client.ts'
import { endedEarly, explained, incomplete, toldFailure } from './foundry-errors.ts'
import { outputFiles } from './output-files.ts'
import { interruption, type Place } from './questions.ts'
import { createResponseReading, type ResponseEnd, type ResponseReading } from './response-reading.ts'
import type { RunRef, SessionState } from './run-ref.ts'
import { unlessAborted } from './unless-aborted.ts'
import type { VendorResponse } from './wire.ts'

export interface ResponseToFollow {
  readonly clients: FoundryClients
  /** The conversation of the service; without one, the next turn goes on from this response. */
  readonly conversationId?: string | undefined
  readonly background: boolean
  /** Whether files that the answer names are fetched. */
  readonly files: boolean
  /** The stream that begins the response. Without it, the response is joined. */
  readonly stream?: AsyncIterable<unknown>
  readonly responseId?: string
  /** Where it is joined: the number of the last event that was given out. */
  readonly after?: number
  readonly signal: AbortSignal
}

/** How often the stream of a response that goes on may end with nothing said. */
const MOST_EMPTY_STREAMS = 3

/** A response from here to its end. One in the background is joined again when its stream breaks. */
export async function* followResponse(run: ResponseToFollow): AsyncGenerator<RunEvent> {
  const { background, signal } = run
  const reading = createResponseReading(run.after)
  let { stream } = run
  let isTold = run.after !== undefined
  for (let empty = 0; reading.end === undefined; ) {
    const { sequence } = reading
    try {
      stream ??= await join(run, reading)
      for await (const event of stream) {
        const events = reading.read(event)
        if (!isTold && reading.response !== undefined) {
          isTold = true
          yield* started(run, reading.response)
        }
        yield* events
        if (reading.end !== undefined) break
      }
    } catch (error) {
      // What runs in the background outlives its connection.
      if (!background || idOf(run, reading) === undefined || explained(error).code !== 'AGENT_UNREACHABLE') throw error
    }
    if (reading.end !== undefined) break
    if (!background || idOf(run, reading) === undefined) throw endedEarly()
    empty = reading.sequence === sequence ? empty + 1 : 0
    if (empty > MOST_EMPTY_STREAMS) throw endsAgainAndAgain()
    await unlessAborted(pause(empty * 500), signal)
    stream = undefined
  }
  if (reading.response !== undefined) yield* ended(run, reading.response, reading.end)
}

const idOf = (run: ResponseToFollow, { response }: ResponseReading) => response?.id ?? run.responseId

async function join(run: ResponseToFollow, reading: ResponseReading): Promise<AsyncIterable<unknown>> {
  const id = idOf(run, reading)
  if (id === undefined) throw endedEarly()
  const after = reading.sequence === undefined ? {} : { starting_after: reading.sequence }
  return run.clients.agent.responses.retrieve(id, { stream: true, ...after }, { signal: run.signal })
}

function* started({ conversationId, background }: ResponseToFollow, response: VendorResponse): Generator<RunEvent> {
  const ref: RunRef = { ...placeOf(conversationId, response), background }
  yield { type: 'started', ref: { ...ref } }
}

function placeOf(conversationId: string | undefined, { id, agent_session_id }: VendorResponse): Place {
  return {
    responseId: id,
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(agent_session_id ? { agentSessionId: agent_session_id } : {}),
  }
}

async function* ended(run: ResponseToFollow, response: VendorResponse, end: ResponseEnd): AsyncGenerator<RunEvent> {
  const { usage, model } = response
  if (usage) {
    const { input_tokens: inputTokens, output_tokens: outputTokens, total_tokens: totalTokens } = usage
    yield {
      type: 'usage',
      usage: {
        ...(inputTokens === undefined ? {} : { inputTokens }),
        ...(outputTokens === undefined ? {} : { outputTokens }),
        ...(totalTokens === undefined ? {} : { totalTokens }),
        ...(model ? { model } : {}),
      },
    }
  }
  if (end.status === 'completed' || end.status === 'incomplete') {
    if (run.conversationId === undefined) yield { type: 'session', session: { ...chained(response) } }
    if (run.files) yield* outputFiles(end.items, run.clients, run.signal)
  }
  yield terminal(run, response, end)
}

/** Where there is no conversation, a turn goes on from the response before it. */
const chained = ({ id, agent_session_id }: VendorResponse): SessionState => ({
  previousResponseId: id,
  ...(agent_session_id ? { agentSessionId: agent_session_id } : {}),
})

function terminal(
  { conversationId }: ResponseToFollow,
  response: VendorResponse,
  { status, items }: ResponseEnd,
): TerminalRunEvent {
  if (status === 'cancelled') return { type: 'canceled' }
  if (status === 'failed') return { type: 'failed', error: toldFailure(response.error?.code) }
  const asked = interruption(items, placeOf(conversationId, response))
  if (asked !== undefined) return asked
  if (status === 'incomplete') return { type: 'failed', error: incomplete(response.incomplete_details?.reason) }
  return { type: 'done' }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const endsAgainAndAgain = () =>
  gatewayError(
    'AGENT_UNREACHABLE',
    'Azure AI Foundry ends the stream of this answer again and again, though the agent still works on it.',
  )
