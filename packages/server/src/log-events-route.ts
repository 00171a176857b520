import type { CallRecord, RecordStore } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { contentView } from './log-view.ts'
import { streamedEvents } from './streamed-events.ts'

/** One event of a task, as JSON text without secrets; absent where a rule of redaction could not be followed. */
export interface LoggedEvent {
  readonly sequence: number
  readonly event?: string | undefined
  /** Milliseconds after the call had come in. */
  readonly ms?: number | undefined
  /** The size of one that was not kept. */
  readonly bytes?: number | undefined
}

/** Reads the log of the task that a call was about, behind `after`; none where no log of it is kept. */
export type LoggedEventsOf = (record: CallRecord, after: number, limit: number) => Promise<readonly LoggedEvent[]>

export interface LogEventsOptions {
  readonly records: RecordStore
  readonly flush: () => Promise<void>
  /** The route is there where it is given. */
  readonly loggedEvents?: LoggedEventsOf | undefined
}

const WHOLE = 'must be a whole number'

/**
 * `GET /v1/logs/{id}/events`: what happened in the stream or to the task of a call, event by event. For who may see every record: a task
 * goes on after the call, for others than its caller.
 */
export const logEventsRoutes = ({ records, flush, loggedEvents }: LogEventsOptions): readonly Route[] =>
  loggedEvents === undefined
    ? []
    : [
        adminRoute({
          method: 'GET',
          path: '/v1/logs/{id}/events',
          operationId: 'listLogEvents',
          summary: 'List the events of the stream of a call, or of the task that it was about, oldest first',
          tags: ['Records'],
          may: 'see every record',
          params: z.object({ id: z.string() }),
          query: z.strictObject({
            after: z.coerce.number(WHOLE).int(WHOLE).min(0, 'must be at least 0').default(0),
            limit: z.coerce
              .number(WHOLE)
              .int(WHOLE)
              .min(1, 'must be at least 1')
              .max(200, 'must be at most 200')
              .default(100),
          }),
          answer: z.object({
            events: z.array(
              z.object({
                sequence: z
                  .int()
                  .describe(
                    'Its number in the log of the task, which is the `id` of the event in streams; else in the stream.',
                  ),
                ms: z.number().optional().describe('Milliseconds after the call had come in; of a stream.'),
                event: z
                  .unknown()
                  .optional()
                  .describe(
                    'The event, as the agent sent it; in the words of A2A 1.0 where the gateway made or changed it.',
                  ),
                bytes: z.int().optional().describe('The size of an event that was too long to be kept.'),
              }),
            ),
            total: z.int().nullable().describe('How many events the stream had; `null` of the log of a task.'),
            total_bytes: z.int().nullable().describe('Their size, as they were sent to the caller.'),
            next_after: z.int().nullable().describe('`after` of the next page; `null`: this is the last.'),
          }),
          async serve({ params: { id }, query: { after, limit } }) {
            await flush().catch(() => {})
            const record = await records.get(id)
            if (record === undefined) {
              throw gatewayError('NOT_FOUND', `There is no record '${id}'. GET /v1/logs lists them.`)
            }
            // Whose content is not kept, of that nothing is shown.
            const { request, response, eventLog, events: total, responseBytes } = record
            const kept = (request ?? response ?? eventLog) !== undefined
            const found =
              eventLog !== undefined
                ? streamedEvents(eventLog, after, limit + 1)
                : kept
                  ? await loggedEvents(record, after, limit + 1)
                  : []
            const page = found.slice(0, limit)
            return {
              events: page.map(({ sequence, event, ms, bytes }) => ({
                sequence,
                ...(ms === undefined ? {} : { ms }),
                ...(bytes === undefined ? {} : { bytes }),
                ...(event === undefined ? {} : { event: contentView(event) }),
              })),
              total: eventLog === undefined ? null : total,
              total_bytes: eventLog === undefined ? null : responseBytes,
              next_after: found.length > limit ? (page.at(-1)?.sequence ?? null) : null,
            }
          },
        }),
      ]
