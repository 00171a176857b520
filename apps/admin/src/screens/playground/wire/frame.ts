import { z } from 'zod/mini'

/** A JSON text that went to the gateway, or came from it. */
export interface Frame {
  /** Counts up in one conversation. */
  readonly id: number
  /** When, in milliseconds since 1970. */
  readonly at: number
  readonly direction: 'sent' | 'received'
  /** What it is, in the words of its version: `SendStreamingMessage`, `status-update · working`. */
  readonly label: string
  /** The first words that it says, if it says any. */
  readonly text?: string | undefined
  readonly json: unknown
}

const frame = z.object({
  error: z.optional(z.object({ code: z.number() })),
  result: z.optional(z.unknown()),
})
const state = z.object({ status: z.object({ state: z.string() }) })
const MEMBERS = ['task', 'message', 'statusUpdate', 'artifactUpdate'] as const

/** What an answer is, in a word or two of its version. */
export function labelOf(json: unknown): string {
  const { data } = frame.safeParse(json)
  if (data?.error !== undefined) return `error ${data.error.code}`
  const result = z.record(z.string(), z.unknown()).safeParse(data?.result).data ?? {}
  const member = MEMBERS.find((name) => Object.hasOwn(result, name))
  const event = member === undefined ? result : result[member]
  const name = member ?? (typeof result.kind === 'string' ? result.kind : Object.hasOwn(result, 'status') ? 'task' : '')
  const stands = state
    .safeParse(event)
    .data?.status.state.replace(/^TASK_STATE_/, '')
    .toLowerCase()
  return [name || 'result', stands].filter((word) => word !== undefined).join(' · ')
}

const LONGEST_TEXT = 80

/** The first text of what goes or comes, in short. */
export function excerptOf(json: unknown): string | undefined {
  const text = firstText(json)
  if (text === undefined || text.trim() === '') return undefined
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
}

const record = z.record(z.string(), z.unknown())

/** Of an error its message, of parts their first text: wherever the version has put them. */
function firstText(value: unknown): string | undefined {
  const { data } = record.safeParse(value)
  if (data === undefined) return undefined
  if (Array.isArray(data.parts)) return data.parts.map((part) => record.safeParse(part).data?.text).find(isText)
  const error = record.safeParse(data.error).data?.message
  if (isText(error)) return error
  for (const name of PLACES) {
    const found = Object.hasOwn(data, name) ? firstText(data[name]) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

const PLACES = ['params', 'result', 'message', 'statusUpdate', 'artifactUpdate', 'task', 'status', 'artifact']

const isText = (value: unknown): value is string => typeof value === 'string'
