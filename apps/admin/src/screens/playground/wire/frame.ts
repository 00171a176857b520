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
