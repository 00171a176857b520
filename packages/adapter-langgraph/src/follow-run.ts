import { gatewayError, isGatewayError, type RunEvent } from '@gateway/core'
import type { LangGraphClient } from './langgraph-client.ts'
import { createEventTrail, type Place } from './place.ts'
import { endAlone, endOnThread } from './run-end.ts'
import { createRunReading, type RunReading } from './run-reading.ts'
import type { LangGraphSettings } from './settings.ts'
import { eventIdOf, metadataEvent, read, type StreamPart } from './wire.ts'

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
  readonly stream?: BeginningStream
  /** Where it is joined: behind what was given out. Without it, from the first event on. */
  readonly from?: Place | undefined
  /** What the task had said before this run, where it answers a question. */
  readonly said?: Readonly<Record<string, number>> | undefined
  readonly signal: AbortSignal
}

export interface BeginningStream {
  readonly parts: AsyncIterable<StreamPart>
  /** Resolves when the server has named the run: long before the first part where the run waits for others of its thread. */
  readonly named: Promise<void>
}

/** A run from here to its end, whatever becomes of the connections that it is read on. */
export async function* followRun(run: RunToFollow): AsyncGenerator<RunEvent> {
  const { client, settings, threadId, signal } = run
  const answers = run.said !== undefined
  const before = { said: run.from?.said ?? new Map(Object.entries(run.said ?? {})), answers }
  const name = {
    ...(threadId === undefined ? {} : { threadId }),
    ...(run.said === undefined ? {} : { said: run.said }),
  }
  const trail = createEventTrail(run.from)
  let stream: AsyncIterable<StreamPart | undefined> | undefined = run.stream && whenNamed(run.stream)
  let runId = run.runId()
  let reading: RunReading | undefined
  for (let empty = 0; ; ) {
    let isTold = false
    let isEmpty = true
    let isCutOff = false
    let end: readonly RunEvent[] | undefined
    try {
      stream ??= join(run, runId, trail.join())
      for await (const part of stream) {
        if (reading === undefined) {
          runId ??= run.runId() ?? (part && runIdIn(part))
          if (runId === undefined) continue
          reading = createRunReading(runId, settings, before)
          if (run.from === undefined) yield { type: 'started', ref: { ...name, runId } }
        }
        if (part === undefined) continue
        isTold = true
        if (!trail.isNew(eventIdOf(part))) continue
        isEmpty = false
        yield* reading.read(part, trail.place)
      }
      runId ??= run.runId()
      if (runId === undefined) throw endedEmpty()
      reading ??= createRunReading(runId, settings, before)
      const has = isTold ? (run.from === undefined ? 'all' : 'rest') : 'none'
      const finished = { client, settings, runId, reading, read: has, signal } as const
      end = threadId === undefined ? endAlone(finished) : await endOnThread(threadId, finished)
    } catch (error) {
      runId ??= run.runId()
      // A run on a thread outlives its connection. What that did not bring is fetched, though the run may be over by now.
      if (threadId === undefined || runId === undefined || !isCut(error)) throw error
      isCutOff = true
    }
    if (end !== undefined) {
      yield* reading?.close(endedBy(end)) ?? []
      yield* end
      return
    }
    empty = isEmpty ? empty + 1 : 0
    if (empty > MOST_EMPTY_STREAMS) throw isCutOff ? staysAway() : endsAgainAndAgain()
    await pause(empty * 500, signal)
    stream = undefined
  }
}

/** The parts of a stream, and `undefined` before them when the run has been named: it can be canceled from then on. */
async function* whenNamed({ parts, named }: BeginningStream): AsyncGenerator<StreamPart | undefined> {
  const iterator = parts[Symbol.asyncIterator]()
  let next = iterator.next()
  try {
    await Promise.race([next, named])
    yield undefined
    for (let result = await next; !result.done; result = await next) {
      yield result.value
      next = iterator.next()
    }
  } finally {
    // Whoever leaves does not wait for a part that may never come; what is thrown then is nobody's.
    next.catch(() => {})
    iterator.return?.()?.catch(() => {})
  }
}

function join({ client, threadId, signal }: RunToFollow, runId: string | undefined, lastEventId: string) {
  if (runId === undefined) throw endedEmpty()
  // No stream mode: servers leave out what subgraphs say when one is given.
  return client.runs.joinStream(threadId, runId, { lastEventId, signal })
}

const endedBy = (events: readonly RunEvent[]) =>
  new Set(events.flatMap((event) => (event.type === 'text' && event.last ? event.artifactId : [])))

const runIdIn = ({ data }: StreamPart) => read(metadataEvent, data, 'a first event').run_id

const isCut = (error: unknown) =>
  isGatewayError(error) &&
  (error.code === 'AGENT_UNREACHABLE' || (error.code === 'AGENT_TIMEOUT' && error.retryable === true))

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

/** Not retryable: the run has begun. */
const staysAway = () =>
  gatewayError(
    'AGENT_UNREACHABLE',
    'The LangGraph server can no longer be reached. The run may have gone on there; its answer could not be fetched.',
  )
