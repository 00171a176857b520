import type { State } from '../../components/state-label.tsx'
import { duration } from '../../format/duration.ts'
import type { CallRecord } from './logs-query.ts'

export type Status = CallRecord['status']

/** How a call ended, in the words of the list, and as a state. */
export const STATUSES: Readonly<Record<Status, { readonly state: State; readonly label: string }>> = {
  ok: { state: 'healthy', label: 'OK' },
  error: { state: 'down', label: 'Failed' },
  refused: { state: 'degraded', label: 'Refused' },
  canceled: { state: 'unknown', label: 'Canceled' },
}

export const isStatus = (value: unknown): value is Status => typeof value === 'string' && Object.hasOwn(STATUSES, value)

/** The outcome of a call, in a sentence or two. */
export function outcomeOf({ status, totalMs, errorMessage, agentName = 'the agent' }: CallRecord): string {
  const time = duration(totalMs)
  if (status === 'ok') return `${agentName} answered in ${time}.`
  const happened = { error: 'It failed', refused: 'It was refused', canceled: 'It was canceled' }[status]
  return `${happened} after ${time}.${errorMessage === undefined ? '' : ` ${errorMessage}`}`
}
