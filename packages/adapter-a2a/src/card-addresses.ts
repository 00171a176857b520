import type { GuardedUrl } from '@gateway/adapter-kit'
import { guardUrl } from '@gateway/adapter-kit'
import { gatewayError } from '@gateway/core'

/** Where agents serve their card: since 0.3 under the first name, before under the second. */
const WELL_KNOWN = ['.well-known/agent-card.json', '.well-known/agent.json']

/** Where a card may be, in the order in which it is looked for: where configured, below the URL, at the origin. */
export function cardAddresses(url: string, cardPath: string | undefined): readonly GuardedUrl[] {
  const found = [
    ...(cardPath === undefined ? [] : [cardAddress(url, cardPath)]),
    ...WELL_KNOWN.map((name) => guardUrl(new URL(name, folderOf(url)).href, { field: 'url' })),
    ...WELL_KNOWN.map((name) => guardUrl(new URL(`/${name}`, url).href, { field: 'url' })),
  ]
  return [...new Map(found.map((address) => [address.href, address])).values()]
}

/**
 * The address that `cardPath` means: from the origin when it begins with `/`, else below the URL. Throws INVALID_PARAMS
 * when it leads to another origin: credentials are meant for the registered one.
 */
export function cardAddress(url: string, cardPath: string): GuardedUrl {
  const base = folderOf(url)
  if (!URL.canParse(cardPath, base.href)) {
    throw gatewayError('INVALID_PARAMS', 'cardPath is neither a path nor a URL.', { field: 'cardPath' })
  }
  const address = guardUrl(new URL(cardPath, base).href, { field: 'cardPath' })
  if (address.origin === base.origin) return address
  throw gatewayError('INVALID_PARAMS', 'cardPath must have the same scheme, host and port as url.', {
    field: 'cardPath',
  })
}

function folderOf(url: string): URL {
  const folder = new URL(url)
  folder.search = ''
  folder.hash = ''
  if (!folder.pathname.endsWith('/')) folder.pathname += '/'
  return folder
}
