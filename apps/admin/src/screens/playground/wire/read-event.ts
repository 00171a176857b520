import { z } from 'zod/mini'
import type { AgentEvent, Artifact, Message, Part, Task, TaskState, TaskStatus } from './content.ts'
import { TASK_STATES } from './content.ts'

const text = z.nullish(z.string())
const part = z.object({
  text,
  raw: text,
  url: text,
  filename: text,
  mediaType: text,
  file: z.nullish(z.object({ bytes: text, uri: text, name: text, mimeType: text })),
  data: z.optional(z.unknown()),
})
const message = z.object({
  messageId: z.string(),
  role: z.string(),
  parts: z.array(part),
  taskId: text,
  contextId: text,
})
const status = z.object({ state: z.string(), message: z.nullish(message), timestamp: text })
const artifact = z.object({ artifactId: z.string(), name: text, description: text, parts: z.array(part) })
const task = z.object({
  id: z.string(),
  contextId: text,
  status,
  artifacts: z.nullish(z.array(artifact)),
  history: z.nullish(z.array(message)),
})
const statusUpdate = z.object({ taskId: z.string(), contextId: text, status })
const artifactUpdate = z.object({
  taskId: z.string(),
  contextId: text,
  artifact,
  append: z.nullish(z.boolean()),
  lastChunk: z.nullish(z.boolean()),
})
/** What 1.0 wraps an event in. */
const wrapped = z.object({
  task: z.optional(task),
  message: z.optional(message),
  statusUpdate: z.optional(statusUpdate),
  artifactUpdate: z.optional(artifactUpdate),
})
/** What 0.3 marks an event with. */
const marked = z.discriminatedUnion('kind', [
  z.extend(task, { kind: z.literal('task') }),
  z.extend(message, { kind: z.literal('message') }),
  z.extend(statusUpdate, { kind: z.literal('status-update') }),
  z.extend(artifactUpdate, { kind: z.literal('artifact-update') }),
])

/** Reads an answer of either version, in a stream or alone. `undefined`: it is nothing that A2A knows. */
export function readEvent(result: unknown): AgentEvent | undefined {
  const { data: old } = marked.safeParse(result)
  if (old !== undefined) {
    if (old.kind === 'task') return { kind: 'task', task: taskOf(old) }
    if (old.kind === 'message') return { kind: 'message', message: messageOf(old) }
    return old.kind === 'status-update' ? statusEvent(old) : artifactEvent(old)
  }
  // Tasks that are asked for come bare, in 1.0, too.
  const { data: bare } = task.safeParse(result)
  if (bare !== undefined) return { kind: 'task', task: taskOf(bare) }
  const { data } = wrapped.safeParse(result)
  if (data?.task !== undefined) return { kind: 'task', task: taskOf(data.task) }
  if (data?.message !== undefined) return { kind: 'message', message: messageOf(data.message) }
  if (data?.statusUpdate !== undefined) return statusEvent(data.statusUpdate)
  return data?.artifactUpdate === undefined ? undefined : artifactEvent(data.artifactUpdate)
}

const taskList = z.object({ tasks: z.array(task) })

/** Reads a list of tasks, newest first as it comes. */
export const readTasks = (result: unknown): readonly Task[] => taskList.parse(result).tasks.map(taskOf)

function statusEvent(update: z.infer<typeof statusUpdate>): AgentEvent {
  const { taskId, contextId } = update
  return { kind: 'status', taskId, contextId: contextId ?? undefined, status: statusOf(update.status) }
}

function artifactEvent(update: z.infer<typeof artifactUpdate>): AgentEvent {
  const { taskId, contextId, append, lastChunk } = update
  return {
    kind: 'artifact',
    taskId,
    contextId: contextId ?? undefined,
    artifact: artifactOf(update.artifact),
    append: append ?? false,
    last: lastChunk ?? false,
  }
}

const taskOf = ({ id, contextId, status: at, artifacts, history }: z.infer<typeof task>): Task => ({
  id,
  contextId: contextId ?? undefined,
  status: statusOf(at),
  artifacts: (artifacts ?? []).map(artifactOf),
  history: (history ?? []).map(messageOf),
})

const statusOf = ({ state, message: said, timestamp }: z.infer<typeof status>): TaskStatus => ({
  state: stateOf(state),
  message: said ? messageOf(said) : undefined,
  at: timestamp ?? undefined,
})

const artifactOf = ({ artifactId, name, description, parts }: z.infer<typeof artifact>): Artifact => ({
  id: artifactId,
  name: name || undefined,
  description: description || undefined,
  parts: parts.flatMap(partOf),
})

const messageOf = ({ messageId, role, parts, taskId, contextId }: z.infer<typeof message>): Message => ({
  id: messageId,
  role: role === 'user' || role === 'ROLE_USER' ? 'user' : 'agent',
  parts: parts.flatMap(partOf),
  taskId: taskId || undefined,
  contextId: contextId || undefined,
})

/** `TASK_STATE_INPUT_REQUIRED` and `input-required` are the same. */
function stateOf(word: string): TaskState {
  const plain = word
    .replace(/^TASK_STATE_/, '')
    .toLowerCase()
    .replaceAll('_', '-')
  return TASK_STATES.find((state) => state === plain) ?? 'unknown'
}

function partOf(value: z.infer<typeof part>): readonly Part[] {
  const { text: said, raw, url, filename, mediaType, file, data } = value
  if (typeof said === 'string') return [{ kind: 'text', text: said }]
  if (Object.hasOwn(value, 'data')) return [{ kind: 'data', data }]
  const base64 = file?.bytes ?? raw ?? undefined
  const address = file?.uri ?? url ?? undefined
  if (base64 === undefined && address === undefined) return []
  return [
    {
      kind: 'file',
      name: (file?.name ?? filename) || undefined,
      mediaType: (file?.mimeType ?? mediaType) || undefined,
      base64,
      url: address,
    },
  ]
}
