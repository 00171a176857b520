import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { time } from './view-members.ts'

const milliseconds = z.number().nullable().describe('Milliseconds; `null`: for good.')
const count = z.number().describe('Since this gateway was started.')

/** What deletes old data. `@gateway/logging` implements it. */
export interface RetentionView {
  readonly limits: {
    readonly records?: number | undefined
    readonly content?: number | undefined
    readonly events?: number | undefined
    readonly maxBytes?: number | undefined
  }
  state(): Promise<{
    readonly deleted: { readonly records: number; readonly content: number; readonly events: number }
    readonly oldest: { readonly records?: string | undefined; readonly content?: string | undefined }
    readonly usedBytes?: number | undefined
    readonly lookedAt?: string | undefined
    readonly lastError?: string | undefined
  }>
}

/** `GET /v1/retention`: what is kept for how long, and how that goes. */
export const retentionRoute = ({ limits, state }: RetentionView): Route =>
  adminRoute({
    method: 'GET',
    path: '/v1/retention',
    operationId: 'getRetention',
    summary: 'Show how long what calls leave behind is kept, and what was deleted',
    tags: ['Records'],
    may: 'see retention',
    answer: z.object({
      records: z.object({ kept_ms: milliseconds, oldest: time.nullable(), deleted: count }),
      content: z.object({ kept_ms: milliseconds, oldest: time.nullable(), deleted: count }),
      events: z.object({ kept_ms: milliseconds, deleted: count.describe('Tasks whose log was, since the start.') }),
      used_bytes: z.number().nullable().describe('What the database holds; `null`: it does not tell.'),
      max_bytes: z
        .number()
        .nullable()
        .describe('What it may hold, where it tells; `null`: as much as there is room for.'),
      looked_at: time.nullable().describe('When was last looked for what is old.'),
      last_error: z.string().nullable().describe('Why that failed, if it did.'),
    }),
    async serve() {
      const { deleted, oldest, usedBytes = null, lookedAt = null, lastError = null } = await state()
      return {
        records: { kept_ms: limits.records ?? null, oldest: oldest.records ?? null, deleted: deleted.records },
        content: { kept_ms: limits.content ?? null, oldest: oldest.content ?? null, deleted: deleted.content },
        events: { kept_ms: limits.events ?? null, deleted: deleted.events },
        used_bytes: usedBytes,
        max_bytes: limits.maxBytes ?? null,
        looked_at: lookedAt,
        last_error: lastError,
      }
    },
  })
