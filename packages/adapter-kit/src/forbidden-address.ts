import ipaddr from 'ipaddr.js'

/** Names under which clouds serve instance metadata and credentials. */
const METADATA_NAMES = new Set(['metadata.google.internal', 'metadata.goog'])

/** Metadata and host-agent addresses outside the link-local ranges: Alibaba, Azure, Oracle, AWS and Google over IPv6. */
const METADATA_ADDRESSES = new Set(['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'])

/** IPv6 ranges of 96 bits whose last 32 bits are an IPv4 address that is reached through them. */
const EMBEDDING_PREFIXES = ['::/96', '::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96'].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
)
const SIX_TO_FOUR = ipaddr.IPv6.parseCIDR('2002::/16')

/** Whether an IP address is link-local or serves cloud metadata, in whatever form it is written. */
export function isForbiddenAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() === 'linkLocal') return true
  if (parsed instanceof ipaddr.IPv4) return METADATA_ADDRESSES.has(parsed.toString())
  return METADATA_ADDRESSES.has(withoutZone(parsed)) || embeddedIPv4(parsed).some(isForbiddenAddress)
}

/** Whether a host of a URL (a name, an IPv4 address or an IPv6 address in brackets) must not be called. */
export function isForbiddenHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.+$/, '')
  return METADATA_NAMES.has(name) || isForbiddenAddress(name.replace(/^\[|\]$/g, ''))
}

function withoutZone(address: ipaddr.IPv6): string {
  return new ipaddr.IPv6(address.parts).toString()
}

function embeddedIPv4(address: ipaddr.IPv6): string[] {
  const bytes = address.toByteArray()
  const found: string[] = []
  if (EMBEDDING_PREFIXES.some((range) => address.match(range))) found.push(bytes.slice(12).join('.'))
  if (address.match(SIX_TO_FOUR)) found.push(bytes.slice(2, 6).join('.'))
  return found
}
