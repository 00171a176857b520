import type { StoredEntry } from './identity-storage.ts'

/** What tells two states of a stored thing apart. */
export type EntryVersion = Pick<StoredEntry, 'id' | 'updatedAt'>

/**
 * What has to hold of a thing for it to be changed or deleted. Asked of what the store has, and asked again where that
 * changes before the write: between the two nobody else gets in, at any gateway. Throws PRECONDITION_FAILED.
 */
export type ChangeCondition = (before: EntryVersion) => void
