import type { Message, Task, TaskState } from '../wire/content.ts'

/** A conversation in a list: what it began with, and where it stands. */
export interface ListedConversation {
  readonly contextId: string
  /** The newest task in it. */
  readonly taskId: string
  readonly title: string
  readonly state: TaskState
  /** When it changed last, ISO 8601. */
  readonly at: string | undefined
}

/** The conversations that tasks belong to. Both are newest first. */
export function listedConversations(tasks: readonly Task[]): readonly ListedConversation[] {
  const found = new Map<string, ListedConversation>()
  for (const { id, contextId = id, status, history } of tasks) {
    const newer = found.get(contextId)
    const title = titleOf(history)
    found.set(
      contextId,
      newer === undefined
        ? { contextId, taskId: id, title: title ?? id, state: status.state, at: status.at }
        : { ...newer, title: title ?? newer.title },
    )
  }
  return [...found.values()]
}

/** The first words of whoever asked. */
function titleOf(history: readonly Message[]): string | undefined {
  const first = history.find(({ role }) => role === 'user')
  if (first === undefined) return undefined
  const words = first.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join(' ')
  if (words.trim() !== '') return words.trim()
  const [part] = first.parts
  return part?.kind === 'file' ? (part.name ?? 'A file') : 'Data'
}
