import { randomUUID } from 'node:crypto'
import type { Part, SendMessageRequest, StreamResponse, TaskState, TaskStatus } from './protocol.ts'

export interface TextMessageOptions {
  /** The conversation it belongs to. Default: the agent begins a new one. */
  readonly contextId?: string | undefined
  /** The task that it goes on with or answers a question of. Default: a new task. */
  readonly taskId?: string | undefined
}

/** A text of a user as the request that sends it: for services that call an agent themselves. Its id is a new UUID. */
export function textMessage(text: string, { contextId, taskId }: TextMessageOptions = {}): SendMessageRequest {
  return {
    message: {
      messageId: randomUUID(),
      role: 'ROLE_USER',
      parts: [{ text }],
      ...(contextId === undefined ? {} : { contextId }),
      ...(taskId === undefined ? {} : { taskId }),
    },
  }
}

/** The members of an answer, or of an event of a stream, that hold content. */
export type TextSource = Pick<StreamResponse, 'message' | 'task' | 'artifactUpdate' | 'statusUpdate'>

/**
 * The text that an answer holds: of its message, or of its task's artifacts, one below the other, and what the task
 * asks or failed with. Of an event of a stream: the piece of text that it brings. Parts that are no text are left out;
 * `''` where there is none.
 */
export function textOf({ message, task, artifactUpdate, statusUpdate }: TextSource): string {
  if (message !== undefined) return textIn(message.parts)
  if (artifactUpdate !== undefined) return textIn(artifactUpdate.artifact.parts)
  if (statusUpdate !== undefined) return lastWords(statusUpdate.status)
  if (task === undefined) return ''
  const texts = [...(task.artifacts ?? []).map(({ parts }) => textIn(parts)), lastWords(task.status)]
  return texts.filter((text) => text !== '').join('\n')
}

const textIn = (parts: readonly Part[]): string => parts.map(({ text = '' }) => text).join('')

/** Before its end a status tells of progress, and that of a completed task of what its artifacts hold. */
const WITHOUT_LAST_WORDS: readonly TaskState[] = ['TASK_STATE_SUBMITTED', 'TASK_STATE_WORKING', 'TASK_STATE_COMPLETED']

const lastWords = ({ state, message }: TaskStatus): string =>
  message === undefined || WITHOUT_LAST_WORDS.includes(state) ? '' : textIn(message.parts)
