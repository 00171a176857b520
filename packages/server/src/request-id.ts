import { randomUUID } from 'node:crypto'

/** The caller's own `x-request-id` where it is printable and short, else a new one. */
export function requestIdOf(headers: Readonly<Record<string, string | undefined>>): string {
  const given = headers['x-request-id']
  return given !== undefined && /^[\x21-\x7e]{1,128}$/.test(given) ? given : randomUUID()
}
