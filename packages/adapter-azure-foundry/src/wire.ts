import type { JsonValue } from '@gateway/core'
import { z } from 'zod'

/**
 * What is read of Foundry's answers: OpenAI's Responses with Azure's additions. Objects are loose: the service adds
 * members and kinds all the time, and what is not known is passed over.
 */
const annotation = z.looseObject({
  type: z.string(),
  url: z.string().optional(),
  title: z.string().optional(),
  file_id: z.string().optional(),
  container_id: z.string().optional(),
  filename: z.string().optional(),
})
export type Annotation = z.infer<typeof annotation>

const content = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
  annotations: z.array(annotation).nullish(),
})

export const outputItem = z.looseObject({
  type: z.string(),
  id: z.string().nullish(),
  content: z.array(content).nullish(),
  name: z.string().nullish(),
  arguments: z.string().nullish(),
  call_id: z.string().nullish(),
  server_label: z.string().nullish(),
  consent_link: z.string().nullish(),
  result: z.string().nullish(),
})
export type OutputItem = z.infer<typeof outputItem>

const response = z.looseObject({
  id: z.string(),
  status: z.string().nullish(),
  model: z.string().nullish(),
  agent_session_id: z.string().nullish(),
  error: z.looseObject({ code: z.string().nullish() }).nullish(),
  incomplete_details: z.looseObject({ reason: z.string().nullish() }).nullish(),
  usage: z
    .looseObject({
      input_tokens: z.number().nullish(),
      output_tokens: z.number().nullish(),
      total_tokens: z.number().nullish(),
    })
    .nullish(),
})
export type FoundryResponse = z.infer<typeof response>

/** One event of a stream. Members that another kind of event has are absent. */
export const streamEvent = z.looseObject({
  type: z.string(),
  sequence_number: z.number().nullish(),
  response: response.nullish(),
  item: outputItem.nullish(),
  item_id: z.string().nullish(),
  content_index: z.number().nullish(),
  delta: z.string().nullish(),
  code: z.string().nullish(),
})
export type StreamEvent = z.infer<typeof streamEvent>

/** What names a response towards Foundry: enough to cancel or join it, also in another process. */
export const responseRef = z.strictObject({ response: z.string(), background: z.boolean() })

/** What a conversation remembers: Foundry makes its ids. */
export const sessionState = z.strictObject({
  conversation: z.string().optional(),
  previousResponse: z.string().optional(),
  agentSession: z.string().optional(),
})
export type SessionState = z.infer<typeof sessionState>

/** Reads what this adapter itself has stored. */
export function stored<Value>(schema: z.ZodType<Value>, value: JsonValue | undefined): Value | undefined {
  const read = schema.safeParse(value)
  return read.success ? read.data : undefined
}
