import type { CallRecord, RecordMatch, RecordStore } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { type Route, replyRoute } from './admin-route.ts'
import { EventBody } from './event-body.ts'
import { publicError } from './json-reply.ts'
import { type LogQueryOptions, logMatch, logMatchQuery } from './log-query.ts'
import { logView } from './log-view.ts'
import type { Authenticate } from './ports.ts'

/** How often is looked for what was written. */
const POLL_MS = 500
/** Records that are in memory at once. */
const PAGE = 200
/** A reader that is so far behind, and has more to read than a page, goes on with what is written now. */
const MOST_BEHIND_MS = 600_000
/** Each looks at the database several times a second. */
const MOST_STREAMS = 100

const streamQuery = logMatchQuery.omit({ search: true, from: true, to: true })

export interface LogStreamOptions extends LogQueryOptions {
  readonly records: Pick<RecordStore, 'written'>
  readonly authenticate: Authenticate
  readonly pingMs: number
  /** How far a reader may be behind before it misses records, in milliseconds. Default ten minutes. */
  readonly logStreamBehindMs?: number | undefined
}

type StreamEvent =
  | { readonly event: 'open' | 'gap'; readonly place: string; readonly data: object }
  | { readonly event: 'record'; readonly place: string; readonly data: CallRecord }

/** `GET /v1/logs/stream`: records as they are written, by this gateway and the others on its database, as server-sent events. */
export const logStreamRoute = (options: LogStreamOptions): Route => {
  let open = 0
  return replyRoute({
    method: 'GET',
    path: '/v1/logs/stream',
    operationId: 'streamLogs',
    summary: 'Follow the records of calls as they are written, without content',
    description:
      'Server-sent events: `open`, then `record` for each record, and `gap` where records were missed because the reader was too slow or its `Last-Event-ID` is not known. With `Last-Event-ID` it goes on after that event, unless it is more than ten minutes behind.',
    tags: ['Records'],
    may: 'anyone with a credential',
    query: streamQuery,
    answers: { 200: { description: 'The events.', contentType: 'text/event-stream' } },
    async serve({ exchange, caller, query }) {
      const match = await logMatch(caller, query, options)
      if (open >= MOST_STREAMS) {
        throw gatewayError('UNAVAILABLE', `${MOST_STREAMS} streams of records are open, which is all. Try again.`, {
          retryable: true,
        })
      }
      const { headers, signal } = exchange
      const events = follow(options, match, {
        after: headers['last-event-id'],
        signal,
        // Whoever may no longer see them gets no more.
        still: async () => logMatch(await options.authenticate(headers, exchange), query, options),
      })
      open += 1
      const first = await events.next().catch((error: unknown) => {
        open -= 1
        throw error
      })
      return {
        status: 200,
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
        body: new EventBody<StreamEvent>(first, events, {
          encode: framed,
          encodeError: (error) => `event: error\ndata: ${JSON.stringify(errorOf(error))}\n\n`,
          end: () => {
            open -= 1
          },
          pingMs: options.pingMs,
        }),
      }
    },
  })
}

interface Following {
  readonly after: string | undefined
  readonly signal: AbortSignal
  readonly still: () => Promise<RecordMatch>
}

async function* follow(
  { records, logStreamBehindMs = MOST_BEHIND_MS }: LogStreamOptions,
  allowed: RecordMatch,
  { after, signal, still }: Following,
): AsyncGenerator<StreamEvent, undefined> {
  let match = allowed
  const read = (place: string | undefined) => records.written({ ...match, limit: PAGE }, place)
  const end = async () => (await read(undefined))?.place ?? ''
  const known = after === undefined ? undefined : await read(after)
  let place = known === undefined ? await end() : (after ?? '')
  yield { event: 'open', place, data: {} }
  if (after !== undefined && known === undefined) {
    yield { event: 'gap', place, data: { reason: 'The records after Last-Event-ID are not known any more.' } }
  }
  for (;;) {
    const written = await read(place)
    if (written === undefined) {
      place = await end()
      yield { event: 'gap', place, data: { reason: 'Records were deleted meanwhile.' } }
      continue
    }
    for (const { place: of, ...record } of written.records) yield { event: 'record', place: of, data: record }
    place = written.place
    const last = written.records.at(-1)
    if (last === undefined) {
      await pause(POLL_MS, signal)
      if (signal.aborted) return undefined
    } else if (written.records.length === PAGE && Date.now() - madeAt(last) > logStreamBehindMs) {
      place = await end()
      yield { event: 'gap', place, data: { reason: 'The reader was too slow.', after: last.id } }
    }
    match = await still()
  }
}

/** Resolves after that time, or when the signal aborts. */
const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })

/** When a call ended. */
const madeAt = ({ time, totalMs, kind }: CallRecord) => Date.parse(time) + (kind === 'run' ? 0 : totalMs)

const framed = ({ event, place, data }: StreamEvent) =>
  `id: ${place}\nevent: ${event}\ndata: ${JSON.stringify(event === 'record' ? logView(data) : data)}\n\n`

function errorOf(error: unknown) {
  const { code, message } = publicError(error)
  return { code, message }
}
