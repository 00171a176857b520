import { gatewayError } from '@gateway/core'

/** What to set instead of a wrong `DATABASE_URL`. */
export const URL_REMEDY = 'set DATABASE_URL to sqlite:./data/gateway.db or postgres://user:password@host:5432/database'

export type DatabaseUrl =
  | { readonly kind: 'sqlite'; readonly path: string; readonly shown: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly shown: string }

/** Reads a database URL. Throws `INVALID_REQUEST` with the remedy; `shown` and every message have the password masked. */
export function parseDatabaseUrl(url: string): DatabaseUrl {
  const shown = maskPassword(url)
  const wrong = (why: string) => gatewayError('INVALID_REQUEST', `The database URL "${shown}" ${why}: ${URL_REMEDY}.`)
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length).replace(/^\/\//, '')
    if (path === '') throw wrong('names no file')
    if (path.includes('\0')) throw wrong('has a NUL character in its path')
    return { kind: 'sqlite', path, shown }
  }
  if (!/^postgres(ql)?:\/\//.test(url)) throw wrong('is neither sqlite: nor postgres://')
  try {
    const { username, password, pathname } = new URL(url)
    for (const part of [username, password, pathname]) decodeURIComponent(part)
  } catch {
    throw wrong('cannot be read (in the user and the password, write @ : / ? # and % as %40 %3A %2F %3F %23 and %25)')
  }
  return { kind: 'postgres', url, shown }
}

/** The URL on one line, without its password, also where it is not well-formed. */
export function maskPassword(url: string): string {
  return url
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(\/\/[^:@/]*:).*@/, '$1***@')
    .replace(/(\/\/[^:@/]*:)(?!\*\*\*@)(?!\d+(?:[/?#]|$))[^@]*$/, '$1***')
    .replace(/([?&]password=)[^&]*/gi, '$1***')
}
