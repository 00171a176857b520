import ipaddr from 'ipaddr.js'

export interface OriginOptions {
  /** Whether the peer at this address is a proxy whose forwarded headers are believed. */
  readonly isTrustedProxy: (address: string) => boolean
}

type Headers = Readonly<Record<string, string | undefined>>
const last = (list: string | undefined) => list?.split(',').at(-1)?.trim()

/** Reads a list of addresses and networks (`10.0.0.0/8, ::1`) whose forwarded headers are believed. Throws what is wrong with it. */
export function trustedProxies(list: string): OriginOptions['isTrustedProxy'] {
  const networks = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const cidr = entry.includes('/') ? entry : `${entry}/${entry.includes(':') ? 128 : 32}`
      if (!ipaddr.isValidCIDR(cidr)) throw new Error(`'${entry}' is not an address or network such as 10.0.0.0/8`)
      return ipaddr.parseCIDR(cidr)
    })
  if (networks.length === 0) return () => false
  return (address) => {
    if (!ipaddr.isValid(address)) return false
    const parsed = ipaddr.process(address)
    return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))
  }
}

/** Where a request came from and by which origin it reached this server. Forwarded headers count only from a trusted proxy. */
export function requestOrigin(
  headers: Headers,
  peer: string | undefined,
  scheme: string,
  { isTrustedProxy }: OriginOptions,
): { origin: string; ip: string | undefined } {
  const ip = peer?.startsWith('::ffff:') ? peer.slice(7) : peer
  if (ip === undefined || !isTrustedProxy(ip)) {
    return { origin: `${scheme}://${headers.host ?? 'localhost'}`, ip }
  }
  // The last hop that is not itself a trusted proxy: what stands before it, the caller may have written.
  const hops = (headers['x-forwarded-for'] ?? '').split(',').map((hop) => hop.trim())
  const forwarded = hops.reverse().find((hop) => hop !== '' && !isTrustedProxy(hop))
  const forwardedScheme = last(headers['x-forwarded-proto'])
  return {
    origin: `${forwardedScheme === 'https' || forwardedScheme === 'http' ? forwardedScheme : scheme}://${
      last(headers['x-forwarded-host']) ?? headers.host ?? 'localhost'
    }`,
    ip: forwarded ?? ip,
  }
}
