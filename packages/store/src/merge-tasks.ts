import { owns, type TaskEntry } from '@gateway/core'

/** An entry as it stands after another was put over it: owner, contexts, upstream and createdAt stay; all of it, when it is somebody else's. */
export function mergeTask(before: TaskEntry | undefined, entry: TaskEntry): TaskEntry {
  if (before === undefined) return entry
  if (!owns(entry.owner, before.owner)) return before
  return { ...before, state: entry.state, statusTimestamp: entry.statusTimestamp, task: entry.task }
}

/** One entry per task, in one order everywhere: two gateways that write the same tasks at once must not wait for each other in a ring. */
export function mergeTasks(entries: readonly TaskEntry[]): readonly TaskEntry[] {
  const merged = new Map<string, TaskEntry>()
  for (const entry of entries) {
    const key = `${entry.agentId}\n${entry.taskId}`
    merged.set(key, mergeTask(merged.get(key), entry))
  }
  if (merged.size < 2) return [...merged.values()]
  return [...merged].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry)
}
