import type { LoggedEvent } from './log-events-route.ts'

const LINE = /^\{"ms":([\d.e+-]+),"(event|bytes)":(.*)\}$/

/** The events of a stream behind a number, as a record has them (`eventLog`); they are numbered from 1. */
export function streamedEvents(log: string, after: number, limit: number): readonly LoggedEvent[] {
  return log
    .split('\n')
    .slice(after, after + limit)
    .map((line, index): LoggedEvent => {
      const sequence = after + index + 1
      const [, ms, name, value] = LINE.exec(line) ?? []
      if (ms === undefined || value === undefined) return { sequence }
      return name === 'bytes'
        ? { sequence, ms: Number(ms), bytes: Number(value) }
        : { sequence, ms: Number(ms), event: value }
    })
}
