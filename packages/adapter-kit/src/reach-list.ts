import type { MayReach } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import ipaddr from 'ipaddr.js'

type Range = ReturnType<typeof ipaddr.parseCIDR>

const HOST = /^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/

/**
 * What a list of places allows. An entry is `public` (every address of the public internet), a host (`agents.example.com`),
 * all hosts below one (`*.example.com`), an address (`10.0.0.4`) or a range of them (`10.0.0.0/8`). A host that is named is
 * allowed wherever it resolves to; of any other, each of its addresses must be allowed. `undefined`: everything is.
 *
 * Throws INVALID_PARAMS for an entry that is none of these.
 */
export function reachList(entries: readonly string[] | undefined): MayReach | undefined {
  if (entries === undefined) return undefined
  const names = new Set<string>()
  const below: string[] = []
  const ranges: Range[] = []
  let everyPublic = false
  for (const entry of entries) {
    const text = entry.trim().toLowerCase()
    const range = rangeOf(text)
    if (text === 'public') everyPublic = true
    else if (range !== undefined) ranges.push(range)
    else if (!HOST.test(text) || /^[\d.]+$/.test(text)) throw notAPlace(entry)
    else if (text.startsWith('*.')) below.push(text.slice(1))
    else names.add(text)
  }
  const allowed = (address: string) => {
    if (!ipaddr.isValid(address)) return false
    const parsed = ipaddr.process(address)
    return (everyPublic && isPublic(parsed)) || ranges.some((range) => isWithin(parsed, range))
  }
  return (host, addresses) => {
    const name = host.toLowerCase().replace(/\.$/, '')
    if (names.has(name) || below.some((suffix) => name.endsWith(suffix))) return true
    return addresses.length > 0 && addresses.every(allowed)
  }
}

/** An address, or a range of them; IPv4 written as IPv6 is IPv4. */
function rangeOf(text: string): Range | undefined {
  const bare = text.replace(/^\[|\]$/g, '')
  if (ipaddr.isValidCIDR(bare)) return ipaddr.parseCIDR(bare)
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return undefined
  const address = ipaddr.process(bare)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

function isWithin(address: ReturnType<typeof ipaddr.process>, [network, bits]: Range): boolean {
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits)
  return network instanceof ipaddr.IPv6 && address.match(network, bits)
}

/** Only plain unicast: ranges that carry an IPv4 address in them may lead anywhere. */
function isPublic(address: ReturnType<typeof ipaddr.process>): boolean {
  return address.range() === 'unicast'
}

const notAPlace = (entry: string) =>
  gatewayError(
    'INVALID_PARAMS',
    `"${entry}" is no place that can be allowed. Write public, a host (agents.example.com, *.example.com), an address (10.0.0.4) or a range (10.0.0.0/8).`,
  )
