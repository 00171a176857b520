import { gatewayError, type JsonValue } from '@gateway/core'
import { z } from 'zod'

/** What the SDK gives for one server-sent event. */
export interface StreamPart {
  /** A string, where there is one. */
  readonly id?: unknown
  readonly event: string
  readonly data: unknown
}

export const eventIdOf = ({ id }: StreamPart): string | undefined => (typeof id === 'string' ? id : undefined)

/** A block of a message's content: text, an image, a file, reasoning, a tool call, … */
const contentBlock = z.looseObject({ type: z.string() })
export type ContentBlock = z.infer<typeof contentBlock>

const content = z.union([z.string(), z.array(z.union([z.string(), contentBlock]))])
export type Content = z.infer<typeof content>

const count = z.number().nonnegative().catch(0)

/** A chat message or a piece of one, as LangChain writes it, in Python and in JavaScript. */
export const chatMessage = z.looseObject({
  type: z.string().optional(),
  role: z.string().optional(),
  id: z.string().nullish(),
  content: content.nullish(),
  usage_metadata: z
    .looseObject({ input_tokens: count, output_tokens: count, total_tokens: count })
    .nullish()
    .catch(undefined),
  response_metadata: z.looseObject({ model_name: z.string().optional() }).nullish().catch(undefined),
  /** "last" on the last piece, from newer Python servers. */
  chunk_position: z.string().nullish().catch(undefined),
})
export type ChatMessage = z.infer<typeof chatMessage>

export const metadataEvent = z.looseObject({ run_id: z.uuid() })

export const messagesEvent = z
  .tuple([chatMessage, z.looseObject({ langgraph_node: z.string().optional() })])
  .rest(z.unknown())

export const updatesEvent = z.record(z.string(), z.unknown())

export const interrupts = z.array(
  // Servers before LangGraph 0.4 wrote `interrupt_id`, or none.
  z
    .looseObject({ id: z.string().nullish(), interrupt_id: z.string().nullish(), value: z.json().default(null) })
    .transform(({ id, interrupt_id, value }): Interrupt => {
      const known = id ?? interrupt_id ?? undefined
      return known === undefined ? { value } : { id: known, value }
    }),
)

/** What a graph waits for. */
export interface Interrupt {
  readonly id?: string
  readonly value: JsonValue
}

export const errorEvent = z.looseObject({ error: z.string().catch(''), message: z.string().catch('') })

export const customEvent = z.json()

export const stateValues = z.record(z.string(), z.json())

const runStatus = z.enum(['pending', 'running', 'success', 'error', 'timeout', 'interrupted'])
export const runAnswer = z.looseObject({ status: runStatus })

export const threadAnswer = z.looseObject({
  status: z.enum(['idle', 'busy', 'interrupted', 'error']),
  values: z.unknown().optional(),
  interrupts: z.record(z.string(), interrupts).nullish(),
})

export const assistantAnswer = z.looseObject({
  graph_id: z.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  version: z.number().optional(),
  metadata: z.looseObject({ created_by: z.unknown().optional() }).nullish(),
})

/** Checks what came from the server. Throws INVALID_AGENT_RESPONSE that names `what`. */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const checked = schema.safeParse(value)
  if (checked.success) return checked.data
  throw gatewayError('INVALID_AGENT_RESPONSE', `The LangGraph server sent ${what} that cannot be read.`, {
    cause: checked.error,
  })
}
