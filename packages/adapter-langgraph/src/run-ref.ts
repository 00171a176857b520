import { z } from 'zod'
import { saidRecord } from './place.ts'

/**
 * Names a run, for `cancel` and `resume` in any process. A run of a stateless agent has no thread. `said`: what the task
 * had said before it, where the run answers a question.
 */
export const runRef = z.strictObject({ threadId: z.uuid().optional(), runId: z.uuid(), said: saidRecord.optional() })
export type RunRef = z.infer<typeof runRef>

/** What an answer to a question needs. Without ids the graph stands at a breakpoint of its own (`interrupt_before`). */
export const resumeRef = z.strictObject({
  threadId: z.uuid(),
  interruptIds: z.array(z.string()),
  said: saidRecord.optional(),
})
export type ResumeRef = z.infer<typeof resumeRef>
