import type { SinkState } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'

const sinkAnswer = z
  .object({
    name: z.string(),
    state: z
      .enum(['ready', 'behind', 'away'])
      .describe('`behind`: it takes records, and others wait on disk; `away`: it took none when it was last asked.'),
    waiting: z.number().describe('Records that wait in memory.'),
    spilled: z.number().describe('Records that wait on disk.'),
    spilled_bytes: z.number(),
    dropped: z.number().describe('Records that it never gets, since the gateway started.'),
    content_dropped: z.number().describe('Records that it gets without their content, since the gateway started.'),
    last_error: z
      .object({ time: z.string(), message: z.string() })
      .nullable()
      .describe('Why it last took nothing; `null` once it has taken something.'),
  })
  .meta({ id: 'Sink' })

/** `GET /v1/sinks`: where records of calls go, and what waits on the way. */
export const sinkRoutes = (states: () => readonly SinkState[]): readonly Route[] => [
  adminRoute({
    method: 'GET',
    path: '/v1/sinks',
    operationId: 'listSinks',
    summary: 'List where records of calls go, and what waits on the way',
    description: 'Of the gateway that answers: each has its own.',
    tags: ['Records'],
    may: 'see sinks',
    answer: z.object({ sinks: z.array(sinkAnswer) }),
    serve: () => ({ sinks: states().map(sinkView) }),
  }),
]

const sinkView = ({ spilledBytes, contentDropped, lastError, ...state }: SinkState) => ({
  ...state,
  spilled_bytes: spilledBytes,
  content_dropped: contentDropped,
  last_error: lastError ?? null,
})
