import { z } from 'zod'

const version = z.enum(['0.3', '1.0'])
const target = z.object({ origin: z.string(), path: z.string(), key: z.string(), version })

/** What the load generator is told to do. */
export const job = z.discriminatedUnion('kind', [
  /** Calls one after another on each connection, for `seconds`; with `pauseMs` between them, a half more or less. */
  z.object({
    kind: z.literal('calls'),
    target,
    streaming: z.boolean(),
    connections: z.int(),
    seconds: z.number(),
    pauseMs: z.number().optional(),
    /** Each call is the next of these in the place of the target's, from the first again after the last. */
    callees: z.array(z.object({ path: z.string(), key: z.string() })).optional(),
    /** Ends when each of the callees has been called once, however long that takes. */
    once: z.boolean().optional(),
  }),
  /** Opens streams and keeps them open. */
  z.object({ kind: z.literal('hold'), target, streams: z.int() }),
  /** Leaves every open stream at once. */
  z.object({ kind: z.literal('leave') }),
])
export type Job = z.infer<typeof job>
export type Target = z.infer<typeof target>

const quantiles = z.object({ p50: z.number(), p99: z.number() })
export type Quantiles = z.infer<typeof quantiles>

/** What came of it. Times are milliseconds. */
export const jobResult = z.object({
  calls: z.int(),
  seconds: z.number(),
  latency: quantiles,
  firstEvent: quantiles,
  problems: z.array(z.string()),
})
export type JobResult = z.infer<typeof jobResult>
