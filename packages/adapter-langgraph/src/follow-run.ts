import { gatewayError, isGatewayError, type RunEvent } from '@gateway/core'
import type { LangGraphClient } from './langgraph-client.ts'
import { endAlone, endOnThread } from './run-end.ts'
import { createRunReading, type RunReading } from './run-reading.ts'
import type { LangGraphSettings } from './settings.ts'
import { eventIdOf, metadataEvent, read, type StreamPart } from './wire.ts'

/** In place of an event's id: join from the first event on. */
export const BEGINNING = '-1'

/** How often a stream may end with nothing said while its run goes on. */
const MOST_EMPTY_STREAMS = 5

export interface RunToFollow {
  readonly client: LangGraphClient
  readonly settings: LangGraphSettings
  /** None: the run is stateless. */
  readonly threadId?: string
  /** Known when the server has answered; a stream's first event tells it too. */
  readonly runId: () => string | undefined
  /** The stream that begins the run. Without it, the run is joined. */
  readonly stream?: AsyncIterable<StreamPart>
  /** Where it is joined: the id of the last event that was given out. */
  readonly from?: string
  readonly signal: AbortSignal
}

/** A run from here to its end, whatever becomes of the connections that it is read on. */
export async function* followRun(run: RunToFollow): AsyncGenerator<RunEvent> {
  const { client, settings, threadId, signal } = run
  const fromBeginning = run.from === undefined || run.from === BEGINNING
  let cursor = run.from
  let { stream } = run
  let runId = run.runId()
  let reading: RunReading | undefined
  let isTold = false
  for (let empty = 0; ; ) {
    let said = false
    let isCutOff = false
    try {
      stream ??= join(run, runId, cursor)
      for await (const part of stream) {
        if (reading === undefined) {
          runId = run.runId() ?? runIdIn(part)
          reading = createRunReading(runId, settings)
          if (fromBeginning) yield { type: 'started', ref: threadId === undefined ? { runId } : { threadId, runId } }
        }
        said = true
        isTold = true
        cursor = eventIdOf(part) ?? cursor
        yield* reading.read(part)
      }
    } catch (error) {
      // A run on a thread outlives its connection.
      if (threadId === undefined || run.runId() === undefined || !isCut(error)) throw error
      isCutOff = true
    }
    runId ??= run.runId()
    if (runId === undefined) throw endedEmpty()
    reading ??= createRunReading(runId, settings)
    const finished = { client, settings, runId, reading, isTold, signal }
    // What a stream that was cut did not bring is fetched first: the run may be over by now.
    if (!isCutOff) {
      const end = threadId === undefined ? endAlone(finished) : await endOnThread(threadId, finished)
      if (end !== undefined) {
        yield* reading.close()
        yield* end
        return
      }
    }
    empty = said ? 0 : empty + 1
    if (empty > MOST_EMPTY_STREAMS) throw isCutOff ? staysAway() : endsAgainAndAgain()
    await pause(empty * 500, signal)
    stream = undefined
  }
}

function join({ client, threadId, signal }: RunToFollow, runId: string | undefined, cursor: string | undefined) {
  if (runId === undefined) throw endedEmpty()
  // No stream mode: servers leave out what subgraphs say when one is given.
  return client.runs.joinStream(threadId, runId, { lastEventId: cursor ?? BEGINNING, signal })
}

const runIdIn = ({ data }: StreamPart) => read(metadataEvent, data, 'a first event').run_id

const isCut = (error: unknown) => isGatewayError(error) && error.code === 'AGENT_UNREACHABLE'

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason)
      },
      { once: true },
    )
  })
}

const endedEmpty = () =>
  gatewayError('INVALID_AGENT_RESPONSE', 'The LangGraph server ended its stream before it said anything about the run.')

const endsAgainAndAgain = () =>
  gatewayError(
    'AGENT_UNREACHABLE',
    'The LangGraph server ends the stream of this run again and again, though the run goes on.',
  )

const staysAway = () =>
  gatewayError(
    'AGENT_UNREACHABLE',
    'The LangGraph server can no longer be reached. The run may have gone on there; its answer could not be fetched.',
  )
