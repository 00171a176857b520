/** What agents and people say, in the same form for both versions of A2A. */

/** The states of a task, in the words of 0.3. */
export const TASK_STATES = [
  'submitted',
  'working',
  'completed',
  'failed',
  'canceled',
  'rejected',
  'input-required',
  'auth-required',
  'unknown',
] as const
export type TaskState = (typeof TASK_STATES)[number]

export interface TextPart {
  readonly kind: 'text'
  readonly text: string
}

export interface FilePart {
  readonly kind: 'file'
  readonly name: string | undefined
  readonly mediaType: string | undefined
  /** Its bytes; without them there is an address. */
  readonly base64: string | undefined
  readonly url: string | undefined
}

export interface DataPart {
  readonly kind: 'data'
  /** Any JSON. */
  readonly data: unknown
}

export type Part = TextPart | FilePart | DataPart

export interface Message {
  readonly id: string
  readonly role: 'user' | 'agent'
  readonly parts: readonly Part[]
  readonly taskId?: string | undefined
  readonly contextId?: string | undefined
}

export interface Artifact {
  readonly id: string
  readonly name: string | undefined
  readonly description: string | undefined
  readonly parts: readonly Part[]
}

export interface TaskStatus {
  readonly state: TaskState
  readonly message: Message | undefined
  /** ISO 8601. */
  readonly at: string | undefined
}

export interface Task {
  readonly id: string
  readonly contextId: string | undefined
  readonly status: TaskStatus
  readonly artifacts: readonly Artifact[]
  readonly history: readonly Message[]
}

/** What an agent answers, one after the other. */
export type AgentEvent =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'message'; readonly message: Message }
  | {
      readonly kind: 'status'
      readonly taskId: string
      readonly contextId: string | undefined
      readonly status: TaskStatus
    }
  | {
      readonly kind: 'artifact'
      readonly taskId: string
      readonly contextId: string | undefined
      readonly artifact: Artifact
      /** Its parts go behind those that came before. */
      readonly append: boolean
      /** Nothing more of it comes. */
      readonly last: boolean
    }

const ENDED: readonly TaskState[] = ['completed', 'failed', 'canceled', 'rejected']

/** Whether nothing more comes of a task. */
export const isEnded = (state: TaskState) => ENDED.includes(state)

/** Whether a task goes on when its caller says more. */
export const isWaiting = (state: TaskState) => state === 'input-required' || state === 'auth-required'
