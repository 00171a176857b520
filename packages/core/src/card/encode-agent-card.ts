import type { AgentCard, AgentInterface, AgentSkill } from '../agent-card.ts'
import { asJson } from '../dialects/fields.ts'
import type { JsonObject } from '../json.ts'
import type { ProtocolVersion } from '../protocol-version.ts'
import { parseProtocolVersion } from '../protocol-version.ts'
import { objectsIn } from './read.ts'
import { writeBothSchemes, writeLegacySecurity } from './security.ts'

/**
 * Writes a card for readers of a version. For `1.0` it is the card itself. For `0.3` the members of both versions stand
 * side by side, so that readers of either find theirs: 0.3 requires `url`, `protocolVersion` and seven more, all there.
 */
export function encodeAgentCard(card: AgentCard, version: ProtocolVersion): JsonObject {
  return version === '1.0' ? asJson(card) : writeHybrid(card)
}

function writeHybrid(card: AgentCard): JsonObject {
  const { securitySchemes, securityRequirements, capabilities, skills } = card
  const legacy = card.supportedInterfaces.filter((entry) => parseProtocolVersion(entry.protocolVersion) === '0.3')
  const main = legacy.find((entry) => entry.protocolBinding === 'JSONRPC') ?? legacy[0] ?? card.supportedInterfaces[0]
  const additional = legacy.filter((entry) => entry !== main)
  return {
    ...asJson(card),
    protocolVersion: '0.3.0',
    url: main?.url ?? '',
    preferredTransport: main?.protocolBinding ?? 'JSONRPC',
    ...(additional.length === 0 ? {} : { additionalInterfaces: additional.map(writeLegacyInterface) }),
    ...(capabilities.extendedAgentCard === undefined
      ? {}
      : { supportsAuthenticatedExtendedCard: capabilities.extendedAgentCard }),
    skills: skills.map(writeSkill),
    ...(securitySchemes === undefined ? {} : { securitySchemes: writeBothSchemes(securitySchemes) }),
    ...(securityRequirements === undefined ? {} : { security: writeLegacySecurity(securityRequirements) }),
  }
}

function writeLegacyInterface(entry: AgentInterface): JsonObject {
  return { url: entry.url, transport: entry.protocolBinding }
}

function writeSkill(skill: AgentSkill): JsonObject {
  const json = asJson(skill)
  const requirements = objectsIn(json.securityRequirements)
  return requirements.length === 0 ? json : { ...json, security: writeLegacySecurity(requirements) }
}
