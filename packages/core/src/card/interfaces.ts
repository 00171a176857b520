import type { AgentInterface } from '../agent-card.ts'
import type { JsonObject } from '../json.ts'
import { parseProtocolVersion } from '../protocol-version.ts'
import { objectsIn, stringOr } from './read.ts'

const DEFAULT_BINDING = 'JSONRPC'

/**
 * The interfaces a card names, in its order of preference: those of 1.0, then those that only its 0.3 members tell.
 * Relative URLs are left as they are.
 */
export function readInterfaces(card: JsonObject): readonly AgentInterface[] {
  const listed = objectsIn(card.supportedInterfaces).flatMap(readInterface)
  const told = legacyInterfaces(card, listed.length > 0)
  const seen = new Set<string>()
  return [...listed, ...told].filter((entry) => {
    const key = JSON.stringify([entry.url, entry.protocolBinding, entry.protocolVersion, entry.tenant])
    return seen.size < seen.add(key).size
  })
}

function readInterface(entry: JsonObject): readonly AgentInterface[] {
  const { url, protocolBinding, transport, protocolVersion, tenant, ...others } = entry
  if (typeof url !== 'string' || url === '') return []
  return [
    {
      ...others,
      url,
      protocolBinding: stringOr(protocolBinding, '') || stringOr(transport, '') || DEFAULT_BINDING,
      protocolVersion: majorMinor(stringOr(protocolVersion, '') || '1.0'),
      ...(typeof tenant === 'string' && tenant !== '' ? { tenant } : {}),
    },
  ]
}

/** Beside 1.0 interfaces, the 0.3 members count only where the card says that it speaks 0.3. */
function legacyInterfaces(card: JsonObject, hasListed: boolean): readonly AgentInterface[] {
  const version = stringOr(card.protocolVersion, '')
  if (hasListed && !version.startsWith('0.')) return []
  const first = { url: card.url, transport: card.preferredTransport }
  return [first, ...objectsIn(card.additionalInterfaces)].flatMap(({ url, transport }) =>
    typeof url === 'string' && url !== ''
      ? [
          {
            url,
            protocolBinding: stringOr(transport, '') || DEFAULT_BINDING,
            protocolVersion: majorMinor(version || '0.3'),
          },
        ]
      : [],
  )
}

/** Versions have no patch number (specification §3.6), and what came before 0.3 is spoken to as 0.3. */
function majorMinor(version: string): string {
  return parseProtocolVersion(version) ?? (version.startsWith('0.') ? '0.3' : version)
}
