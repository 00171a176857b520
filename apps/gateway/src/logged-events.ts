import type { RunStore } from '@gateway/core'
import type { Redaction } from '@gateway/logging'
import type { LoggedEventsOf } from '@gateway/server'

/** Reads the log of a runner's task; its events go through the same rules as records do. */
export const loggedEventsOf =
  (runs: Pick<RunStore, 'events'>, redact: Redaction): LoggedEventsOf =>
  async (record, after, limit) => {
    const { agentId, taskId } = record
    if (agentId === undefined || taskId === undefined) return []
    const batches = await runs.events(agentId, taskId, after, limit)
    return batches
      .flatMap(({ first, lines }) => lines.split('\n').map((line, index) => ({ sequence: first + index, line })))
      .filter(({ sequence }) => sequence > after)
      .slice(0, limit)
      .map(({ sequence, line }) => {
        const { request: event } = redact({ ...record, request: line, response: undefined })
        return { sequence, event }
      })
  }
