import {
  type AgentEvent,
  type Artifact,
  isEnded,
  isWaiting,
  type Message,
  type Part,
  type TaskStatus,
} from '../wire/content.ts'
import type { Conversation, Entry } from './conversation.ts'

/** The conversation after an event of the agent. What is known already is replaced where it stands, never repeated. */
export function afterEvent(conversation: Conversation, event: AgentEvent): Conversation {
  if (event.kind === 'message') {
    const said = withMessage(delivered(conversation), event.message)
    return { ...said, contextId: event.message.contextId ?? conversation.contextId }
  }
  if (event.kind === 'status') return withStatus(inContext(conversation, event), event.taskId, event.status)
  if (event.kind === 'artifact') {
    const { taskId, artifact, append, last } = event
    const task = conversation.task ?? { id: taskId, state: 'working' as const, question: undefined }
    return withArtifact({ ...inContext(conversation, event), task }, taskId, artifact, append, !last)
  }
  const { id, status, artifacts, history } = event.task
  const ended = isEnded(status.state)
  let next = inContext(conversation, event.task)
  for (const message of history) next = withMessage(next, message)
  for (const artifact of artifacts) next = withArtifact(next, id, artifact, false, !ended)
  return withStatus(next, id, status)
}

/** The agent has answered: what was said to it has arrived. */
const inContext = (conversation: Conversation, { contextId }: { readonly contextId: string | undefined }) => ({
  ...delivered(conversation),
  contextId: contextId ?? conversation.contextId,
})

function delivered(conversation: Conversation): Conversation {
  if (!conversation.entries.some((entry) => entry.kind === 'message' && entry.delivery === 'sending'))
    return conversation
  return {
    ...conversation,
    entries: conversation.entries.map((entry) =>
      entry.kind === 'message' && entry.delivery === 'sending' ? { ...entry, delivery: 'sent' } : entry,
    ),
  }
}

function withEntry(conversation: Conversation, entry: Entry): Conversation {
  const { entries } = conversation
  // What changes is nearly always among the last.
  const at = entries.findLastIndex(({ key }) => key === entry.key)
  return { ...conversation, entries: at === -1 ? [...entries, entry] : entries.with(at, entry) }
}

const withMessage = (conversation: Conversation, message: Message) =>
  withEntry(conversation, { kind: 'message', key: `message ${message.id}`, message, delivery: 'sent' })

function withStatus(conversation: Conversation, taskId: string, { state, message, at }: TaskStatus): Conversation {
  const said = message === undefined ? conversation : withMessage(conversation, message)
  const stands = { ...said, task: { id: taskId, state, question: isWaiting(state) ? message : undefined } }
  if (!isEnded(state)) return stands
  const settled = stands.entries.map((entry) =>
    entry.kind === 'artifact' && entry.taskId === taskId && entry.growing ? { ...entry, growing: false } : entry,
  )
  return withEntry({ ...stands, entries: settled }, { kind: 'end', key: `end ${taskId}`, state, at })
}

function withArtifact(
  conversation: Conversation,
  taskId: string,
  artifact: Artifact,
  append: boolean,
  growing: boolean,
): Conversation {
  const key = `artifact ${taskId} ${artifact.id}`
  const before = append ? conversation.entries.findLast((entry) => entry.key === key) : undefined
  const whole =
    before?.kind === 'artifact'
      ? {
          ...artifact,
          name: artifact.name ?? before.artifact.name,
          description: artifact.description ?? before.artifact.description,
          parts: joined(before.artifact.parts, artifact.parts),
        }
      : artifact
  return withEntry(conversation, { kind: 'artifact', key, taskId, artifact: whole, growing })
}

/** Texts that follow one another are one text that grows. */
function joined(before: readonly Part[], more: readonly Part[]): readonly Part[] {
  const [last, first] = [before.at(-1), more[0]]
  if (last?.kind !== 'text' || first?.kind !== 'text') return [...before, ...more]
  return [...before.slice(0, -1), { kind: 'text', text: last.text + first.text }, ...more.slice(1)]
}
