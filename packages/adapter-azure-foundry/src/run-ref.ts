import { z } from 'zod'
import { vendorId } from './wire.ts'

/** Names a run, for `cancel` and `resume` in any process. One that is not in the background ends with its connection. */
export const runRef = z.strictObject({
  responseId: vendorId,
  conversationId: vendorId.exactOptional(),
  agentSessionId: z.string().exactOptional(),
  background: z.boolean(),
})
export type RunRef = z.infer<typeof runRef>

/** What later turns of a conversation need: the conversation that the service made, or the last response and its sandbox. */
export const sessionState = z.object({
  conversationId: vendorId.exactOptional(),
  previousResponseId: vendorId.exactOptional(),
  agentSessionId: z.string().exactOptional(),
})
export type SessionState = z.infer<typeof sessionState>
