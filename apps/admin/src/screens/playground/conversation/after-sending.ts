import { isWaiting, type Message, type Part } from '../wire/content.ts'
import type { Conversation } from './conversation.ts'

/** What somebody says next: the answer to a task that waits, else a new task in the same conversation. */
export function nextMessage({ contextId, task }: Conversation, parts: readonly Part[], id: string): Message {
  const taskId = task !== undefined && isWaiting(task.state) ? task.id : undefined
  return { id, role: 'user', parts, taskId, contextId }
}

/** The conversation with a message that is on its way, for the first time or once more. */
export function afterSending(conversation: Conversation, message: Message): Conversation {
  const key = `message ${message.id}`
  return {
    ...conversation,
    entries: [
      ...conversation.entries.filter((entry) => entry.key !== key),
      { kind: 'message', key, message, delivery: 'sending' },
    ],
  }
}

/** The conversation when a message did not arrive: it stays, to be sent again. */
export const afterRefusal = (conversation: Conversation): Conversation => ({
  ...conversation,
  entries: conversation.entries.map((entry) =>
    entry.kind === 'message' && entry.delivery === 'sending' ? { ...entry, delivery: 'failed' } : entry,
  ),
})
