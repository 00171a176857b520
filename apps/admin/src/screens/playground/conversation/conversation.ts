import type { Artifact, Message, TaskState } from '../wire/content.ts'

/** One thing in a conversation, in the order in which it is shown. */
export type Entry =
  | {
      readonly kind: 'message'
      readonly key: string
      readonly message: Message
      /** Of what is said here: whether it has arrived. */
      readonly delivery: 'sending' | 'sent' | 'failed'
    }
  | {
      readonly kind: 'artifact'
      readonly key: string
      readonly taskId: string
      readonly artifact: Artifact
      /** Whether more of it may come. */
      readonly growing: boolean
    }
  | {
      readonly kind: 'end'
      readonly key: string
      readonly state: TaskState
      readonly at: string | undefined
    }

/** What is said between one person and one agent. */
export interface Conversation {
  readonly contextId: string | undefined
  readonly entries: readonly Entry[]
  /** The task that was worked at last. An agent may answer without one. */
  readonly task: ConversationTask | undefined
}

export interface ConversationTask {
  readonly id: string
  readonly state: TaskState
  /** What the agent asks for, where it waits. */
  readonly question: Message | undefined
}

export const emptyConversation: Conversation = { contextId: undefined, entries: [], task: undefined }
