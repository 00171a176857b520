import type { AgentCard, AgentTraits, ProtocolVersion } from '@gateway/core'

/** What an agent is taken to do while its card is not known: streaming is tried. */
export const UNKNOWN_TRAITS: AgentTraits = { tasks: true, streaming: true, push: false, resume: true, cancel: true }

export function traitsOf({ capabilities }: AgentCard): AgentTraits {
  const streaming = capabilities.streaming ?? false
  return { ...UNKNOWN_TRAITS, streaming, resume: streaming, push: capabilities.pushNotifications ?? false }
}

/** The versions a card claims for JSON-RPC; for any binding where it does not name that one. */
export function versionsOf({ supportedInterfaces }: AgentCard): readonly ProtocolVersion[] {
  const named = supportedInterfaces.filter(({ protocolBinding }) => protocolBinding.toUpperCase() === 'JSONRPC')
  const interfaces = named.length > 0 ? named : supportedInterfaces
  return [...new Set(interfaces.map(({ protocolVersion }) => versionFamily(protocolVersion)))].filter(
    (version) => version !== undefined,
  )
}

/** Within a major version the wire form of what is called here is the same: 0.2.x cards speak 0.3, 1.1 is additive. */
function versionFamily(text: string): ProtocolVersion | undefined {
  if (/^\s*v?0\./.test(text)) return '0.3'
  return /^\s*v?1(\.|\s*$)/.test(text) ? '1.0' : undefined
}
