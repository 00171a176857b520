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
}

const ATTEMPTS = 10

/** Now, and never the same instant as the change before: that is how two changes are told apart. */
const laterThan = (time: string) => Math.max(Date.now(), Date.parse(time) + 1)

/** Changes an entry. Two changes at once are made one after the other, each on what the other left. */
export async function changeEntry<Entry extends { readonly updatedAt: string }>({
  read,
  apply,
  write,
  what,
}: Changing<Entry>): Promise<Entry> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await read()
    const changed = await apply(before, laterThan(before.updatedAt))
    if (await write(changed, before)) return changed
  }
  throw gatewayError('UNAVAILABLE', `${what} is being changed by many at once. Send the change again.`, {
    retryable: true,
    retryAfter: 1,
  })
}
