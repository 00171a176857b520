import { randomUUID } from 'node:crypto'

/** A new id: it sorts by its time, and is no other's. */
export function alertId(now: number): string {
  return `alert_${now.toString(16).padStart(12, '0')}${randomUUID().replaceAll('-', '').slice(12)}`
}
