import { z } from 'zod'

/** Names a run, for `cancel` and `resume` in any process. A run of a stateless agent has no thread. */
export const runRef = z.strictObject({ threadId: z.uuid().optional(), runId: z.uuid() })
export type RunRef = z.infer<typeof runRef>

/** What an answer to a question needs. Without ids the graph stands at a breakpoint of its own (`interrupt_before`). */
export const resumeRef = z.strictObject({ threadId: z.uuid(), interruptIds: z.array(z.string()) })
export type ResumeRef = z.infer<typeof resumeRef>
