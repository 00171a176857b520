import { gatewayError } from '@gateway/core'
import { URL_REMEDY } from './database-url.ts'

/** The code of a PostgreSQL error (five characters) or of a system error (`ECONNREFUSED`). */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  // Connecting to a name with several addresses fails with one error for each.
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0])
  return undefined
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message === '' ? (codeOf(error) ?? 'no reason given') : message
}

/** Whether it is a row that PostgreSQL would not take: wrong data, a broken constraint, something beyond its limits. */
export function isRowError(error: unknown): boolean {
  return /^(22|23|54)...$/.test(codeOf(error) ?? '')
}

const AWAY = /^(08...|57P..|53...|E(?!RR_)[A-Z_]+)$/
const AWAY_MESSAGES =
  /connection terminated|timeout|connection error|client has encountered|socket|pool after calling end/i

/** Whether the database is out of reach, and not the statement wrong. The connection is then not to be used again. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error)
  return code === undefined ? AWAY_MESSAGES.test(messageOf(error)) : AWAY.test(code)
}

/** A database that is away becomes `UNAVAILABLE`; every other error stays as it is. */
export function toStoreError(error: unknown): unknown {
  if (!isAway(error)) return error
  return gatewayError('UNAVAILABLE', 'The database does not answer. Try again.', { cause: error, retryable: true })
}

/** Why a PostgreSQL cannot be opened, and what to do about it. */
export function whyNotOpened(error: unknown): string {
  const code = codeOf(error)
  switch (code) {
    case 'ECONNREFUSED':
      return `nothing listens there; start PostgreSQL, or ${URL_REMEDY}`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host name is not known; correct it: ${URL_REMEDY}`
    case '28P01':
    case '28000':
      return `the user or the password is wrong; correct it: ${URL_REMEDY}`
    case '3D000':
      return `there is no database of that name; create it, or ${URL_REMEDY}`
    case '42501':
      return 'the user may not create tables there; grant it CREATE on the schema'
    case '53300':
      return 'it has no connection left; raise its max_connections, or close others'
    case '57P03':
      return 'it is starting up or shutting down; try again'
    default:
  }
  if (/timeout/i.test(messageOf(error))) return `it did not answer within 5 s; check host and port: ${URL_REMEDY}`
  return `it says "${messageOf(error)}"; ${URL_REMEDY}`
}
