import { gatewayError, type JsonValue } from '@gateway/core'
import { z } from 'zod'
import type { LangGraphSettings } from './settings.ts'

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

const ASSISTANT = new Set(['ai', 'AIMessageChunk', 'AIMessage', 'assistant'])
const USER = new Set(['human', 'HumanMessageChunk', 'HumanMessage', 'user'])
export const isAssistant = ({ type, role }: ChatMessage) => ASSISTANT.has(type ?? role ?? '')
export const isUser = ({ type, role }: ChatMessage) => USER.has(type ?? role ?? '')

/** The member of the state that holds the conversation. */
export const messagesKey = ({ input = {} }: LangGraphSettings) =>
  input.as === 'text' ? 'messages' : (input.key ?? 'messages')

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

/** Whatever it looks like, the run has failed. */
export const errorEvent = z
  .looseObject({ error: z.string().catch(''), message: z.string().catch('') })
  .catch({ error: '', message: '' })

export const customEvent = z.json()

export const stateValues = z.record(z.string(), z.json())

const runStatus = z.enum(['pending', 'running', 'success', 'error', 'timeout', 'interrupted'])
export type RunStatus = z.infer<typeof runStatus>
export const runAnswer = z.looseObject({ status: runStatus })

const threadStatus = z.enum(['idle', 'busy', 'interrupted', 'error'])
export type ThreadStatus = z.infer<typeof threadStatus>
export const threadAnswer = z.looseObject({ thread_id: z.string().optional(), status: threadStatus })

/** A state of a thread: the last, or one of its history. */
export const stateAnswer = z.looseObject({
  values: z.unknown().optional(),
  /** Steps that are not done; none at the end of the graph. */
  next: z.array(z.string()),
  tasks: z.array(
    z.looseObject({
      interrupts: interrupts.nullish().transform((each) => each ?? []),
      /** Of a step that is done. */
      result: z.unknown().optional(),
    }),
  ),
  metadata: z.looseObject({ run_id: z.unknown().optional() }).nullish(),
})
export type StateAnswer = z.infer<typeof stateAnswer>

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
