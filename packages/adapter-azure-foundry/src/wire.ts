import { z } from 'zod'
import { unreadable } from './foundry-errors.ts'

/** An id that the service made. It stands in URLs. */
export const vendorId = z.string().regex(/^[A-Za-z0-9_-]{1,512}$/)

const text = z.string()
const optionalText = z.string().nullish().catch(undefined)
const count = z.number().nonnegative().optional().catch(undefined)

export const annotation = z.looseObject({
  type: text,
  url: optionalText,
  title: optionalText,
  file_id: optionalText,
  container_id: optionalText,
  filename: optionalText,
  start_index: count,
  end_index: count,
})
export type Annotation = z.infer<typeof annotation>

const content = z.looseObject({
  type: text,
  text: optionalText,
  refusal: optionalText,
  annotations: z.array(annotation).catch([]),
})
export type Content = z.infer<typeof content>

/** One item of an answer: a message, a call of a tool, a request for approval, … */
const item = z.looseObject({
  type: text,
  id: optionalText,
  content: z.array(content).catch([]),
  /** Of an image that was made: base64. */
  result: optionalText,
  output_format: optionalText,
  call_id: optionalText,
  name: optionalText,
  arguments: optionalText,
  server_label: optionalText,
  consent_link: optionalText,
})
export type Item = z.infer<typeof item>

const STATUSES = ['queued', 'in_progress', 'completed', 'failed', 'incomplete', 'cancelled'] as const

export const response = z.looseObject({
  id: vendorId,
  status: z.enum(STATUSES).optional().catch(undefined),
  agent_session_id: optionalText,
  model: optionalText,
  output: z.array(item).catch([]),
  usage: z.looseObject({ input_tokens: count, output_tokens: count, total_tokens: count }).nullish().catch(undefined),
  error: z.looseObject({ code: optionalText }).nullish().catch(undefined),
  incomplete_details: z.looseObject({ reason: optionalText }).nullish().catch(undefined),
})
export type VendorResponse = z.infer<typeof response>

export const streamEvent = z.looseObject({ type: text, sequence_number: count })
export const responseEvent = z.looseObject({ response })
const ofItem = { item_id: optionalText, output_index: z.int().nonnegative(), content_index: z.int().nonnegative() }
export const deltaEvent = z.looseObject({ ...ofItem, delta: text })
export const partEvent = z.looseObject(ofItem)
export const textDoneEvent = z.looseObject({ ...ofItem, text: optionalText, refusal: optionalText })
export const itemEvent = z.looseObject({ output_index: z.int().nonnegative(), item })
export const consentEvent = z.looseObject({ consent_link: optionalText })

export const conversation = z.looseObject({ id: vendorId })

/** Checks what came from the service. Throws INVALID_AGENT_RESPONSE that names `what`. */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const checked = schema.safeParse(value)
  if (checked.success) return checked.data
  throw unreadable(what, checked.error)
}
