import ipaddr from 'ipaddr.js'

export interface OriginOptions {
  /** Whether the peer at this address is a proxy whose forwarded headers are believed. */
  readonly isTrustedProxy: (address: string) => boolean
}

type Headers = Readonly<Record<string, string | undefined>>

/** A host with its port as a URL has it. Anything else in a header would end up in the addresses of cards. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9_.])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

const last = (list: string | undefined) => list?.split(',').at(-1)?.trim()
const hostOf = (text: string | undefined) => (text !== undefined && HOST.test(text) ? text : undefined)

/** Reads a list of addresses and networks (`10.0.0.0/8, ::1`) whose forwarded headers are believed. Throws what is wrong with it. */
export function trustedProxies(list: string): OriginOptions['isTrustedProxy'] {
  const networks = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(networkOf)
  if (networks.length === 0) return () => false
  return (address) => {
    const parsed = parsedAddress(address)
    return (
      parsed !== undefined &&
      networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))
    )
  }
}

function networkOf(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const [address = '', bits, ...rest] = entry.split('/')
  const parsed = parsedAddress(address)
  // Written as IPv4 in IPv6, its first 96 bits are that form.
  const mapped = address.includes(':') && parsed?.kind() === 'ipv4' ? 96 : 0
  const most = parsed?.kind() === 'ipv6' ? 128 : 32
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) - mapped : -1
  if (parsed === undefined || rest.length > 0 || length < 0 || length > most) {
    throw new Error(`'${entry}' is not an address or network such as 10.0.0.0/8`)
  }
  return [parsed, length]
}

/** An address in its usual form, IPv4 in IPv6 as IPv4. Octal and shortened forms of IPv4 are not addresses here. */
function parsedAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (text.includes(':') ? !ipaddr.IPv6.isValid(text) : !ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined
  return ipaddr.process(text)
}

const bare = (peer: string | undefined) => (peer?.startsWith('::ffff:') ? peer.slice(7) : peer)

/** Where a request came from. Forwarded headers count only from a trusted proxy. */
export function requestAddress(
  headers: Headers,
  peer: string | undefined,
  { isTrustedProxy }: OriginOptions,
): string | undefined {
  const ip = bare(peer)
  if (ip === undefined || !isTrustedProxy(ip)) return ip
  return forwardedFor(headers['x-forwarded-for'], ip, isTrustedProxy)
}

/** By which origin a request reached this server. Forwarded headers count only from a trusted proxy. */
export function requestOrigin(
  headers: Headers,
  peer: string | undefined,
  scheme: string,
  { isTrustedProxy }: OriginOptions,
): string {
  const ip = bare(peer)
  const host = hostOf(headers.host) ?? 'localhost'
  if (ip === undefined || !isTrustedProxy(ip)) return `${scheme}://${host}`
  const forwardedScheme = last(headers['x-forwarded-proto'])?.toLowerCase()
  return `${forwardedScheme === 'https' || forwardedScheme === 'http' ? forwardedScheme : scheme}://${
    hostOf(last(headers['x-forwarded-host'])) ?? host
  }`
}

/** The last hop that is not itself a trusted proxy: what stands before it, the caller may have written. */
function forwardedFor(
  list: string | undefined,
  proxy: string,
  isTrustedProxy: OriginOptions['isTrustedProxy'],
): string {
  let nearest = proxy
  for (const hop of (list ?? '').split(',').reverse()) {
    const address = hopAddress(hop.trim())
    // What is not an address ends the chain: its writer is the last one known.
    if (address === undefined) return nearest
    nearest = address
    if (!isTrustedProxy(address)) return address
  }
  return nearest
}

/** Some proxies write a port behind the address (`192.0.2.1:4711`, `[2001:db8::1]:4711`). */
function hopAddress(hop: string): string | undefined {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop
  return parsedAddress(bare)?.toString()
}
