import { z } from 'zod'

/** How much has been given out: characters of each message whose text goes on, and of the last one that has ended. */
export type Said = ReadonlyMap<string, number>

/** What `said` is outside of a process: in a cursor, in the name of a run, in what an answer needs. */
export const saidRecord = z.record(z.string(), z.int().nonnegative())

/**
 * Where a run can be joined again. Event ids need not be unique (the Python development server makes them of
 * milliseconds), so it is joined behind the last event with another id than the last, and what is known is passed over.
 */
export interface Place {
  /** Id of the event behind which it is joined. */
  readonly after: string
  /** Of the last event that was read, and how many with this id were. */
  readonly last?: { readonly id: string; readonly count: number } | undefined
  /** For the time when the server has forgotten the events. */
  readonly said: Said
}

/** In place of an event's id: join from the first event on. */
export const BEGINNING = '-1'

const written = z.tuple([z.string(), z.string(), z.int().positive(), saidRecord])

/** A place as a cursor. */
export const writePlace = ({ after, last, said }: Place): string =>
  last === undefined ? after : JSON.stringify([after, last.id, last.count, Object.fromEntries(said)])

/** Any other text is the id of an event. */
export function readPlace(cursor: string): Place {
  const checked = written.safeParse(parsed(cursor))
  if (!checked.success) return { after: cursor, said: new Map() }
  const [after, id, count, said] = checked.data
  return { after, last: { id, count }, said: new Map(Object.entries(said)) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Follows the events of a run, whatever the connections that they come on. */
export interface EventTrail {
  /** Begins a connection: the id to join behind. */
  join(): string
  /** Takes note of an event; false when it was read before. */
  isNew(eventId: string | undefined): boolean
  readonly place: Omit<Place, 'said'>
}

export function createEventTrail(from?: Place): EventTrail {
  let after = from?.after ?? BEGINNING
  let last = from?.last
  let known: { readonly id: string; left: number } | undefined
  return {
    join() {
      known = last && { id: last.id, left: last.count }
      return after
    },
    isNew(eventId) {
      if (eventId === undefined) return true
      if (known !== undefined && known.left > 0 && known.id === eventId) {
        known.left -= 1
        return false
      }
      if (last !== undefined && last.id !== eventId) after = last.id
      last = { id: eventId, count: last?.id === eventId ? last.count + 1 : 1 }
      return true
    },
    get place() {
      return { after, last }
    },
  }
}
