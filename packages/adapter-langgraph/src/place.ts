import { z } from 'zod'

/** How much has been given out: characters of each message whose text goes on, and of the last one that has ended. */
export type Said = ReadonlyMap<string, number>

/** What `said` is outside of a process: in a cursor, in the name of a run, in what an answer needs. */
export const saidRecord = z.record(z.string(), z.int().nonnegative())

/** Where a run can be joined again. */
export interface Place {
  /** Of the last event that was given out. */
  readonly eventId: string
  /** For the time when the server has forgotten the events. */
  readonly said: Said
}

const written = z.tuple([z.string(), saidRecord])

export const writePlace = ({ eventId, said }: Place): string =>
  said.size === 0 ? eventId : JSON.stringify([eventId, Object.fromEntries(said)])

export function readPlace(cursor: string): Place {
  const checked = written.safeParse(parsed(cursor))
  if (!checked.success) return { eventId: cursor, said: new Map() }
  const [eventId, said] = checked.data
  return { eventId, said: new Map(Object.entries(said)) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
