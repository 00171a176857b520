import type { ChangeCondition, EntryVersion } from '@gateway/core'
import { gatewayError } from '@gateway/core'

interface Changing<Entry> {
  /** Reads the entry as it is now; rejects when there is none. */
  readonly read: () => Promise<Entry>
  /** What it becomes. `now` is later than the change before, in milliseconds since the epoch. */
  readonly apply: (before: Entry, now: number) => Entry | Promise<Entry>
  /** Writes it unless it has changed since it was read: then `false`. */
  readonly write: (entry: Entry, before: Entry) => Promise<boolean>
  /** What it is, as in "This key". */
  readonly what: string
  /** What has to hold of the entry that is changed. */
  readonly condition?: ChangeCondition | undefined
}

const ATTEMPTS = 10

/** Now, and never the same instant as the change before: that is how two changes are told apart. */
const laterThan = (time: string) => Math.max(Date.now(), Date.parse(time) + 1)

/** Changes an entry. Two changes at once are made one after the other, each on what the other left. */
export async function changeEntry<Entry extends EntryVersion>({
  read,
  apply,
  write,
  what,
  condition,
}: Changing<Entry>): Promise<Entry> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await read()
    condition?.(before)
    const changed = await apply(before, laterThan(before.updatedAt))
    if (await write(changed, before)) return changed
  }
  throw tooMany(what)
}

interface Deleting<Entry> extends Pick<Changing<Entry>, 'read' | 'what' | 'condition'> {
  /** Deletes it unless it has changed since it was read as `before`: then `false`. */
  readonly remove: (id: string, before?: Entry) => Promise<boolean>
}

/** Deletes an entry, on a condition only as it was when that held. Answers with what is deleted. */
export async function deleteEntry<Entry extends EntryVersion>({
  read,
  remove,
  what,
  condition,
}: Deleting<Entry>): Promise<Entry> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await read()
    condition?.(before)
    const deleted = await remove(before.id, condition && before)
    // Without a condition it does not matter who was first.
    if (deleted || condition === undefined) return before
  }
  throw tooMany(what)
}

const tooMany = (what: string) =>
  gatewayError('UNAVAILABLE', `${what} is being changed by many at once. Send the change again.`, {
    retryable: true,
    retryAfter: 1,
  })
