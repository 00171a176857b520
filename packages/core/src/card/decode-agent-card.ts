import type { AgentCapabilities, AgentCard, AgentExtension, AgentProvider, AgentSkill } from '../agent-card.ts'
import { gatewayError } from '../gateway-error.ts'
import type { JsonObject } from '../json.ts'
import { isJsonObject } from '../json.ts'
import { readInterfaces } from './interfaces.ts'
import { objectsIn, stringOr, stringsOr, withoutNoise } from './read.ts'
import { readSecurityRequirements, readSecuritySchemes } from './security.ts'

/**
 * Reads any card found in the wild as a 1.0 card: 0.2 and 0.3, 1.0, both in one, and the in-memory form that servers of
 * @a2a-js/sdk send. What is missing gets its default, what is wrong is left out, what is unknown stays.
 *
 * Throws INVALID_AGENT_RESPONSE when it is not an object or has no name.
 */
export function decodeAgentCard(json: unknown): AgentCard {
  if (!isJsonObject(json)) throw gatewayError('INVALID_AGENT_RESPONSE', 'The agent card is not a JSON object.')
  const {
    url: _url,
    preferredTransport: _preferredTransport,
    additionalInterfaces: _additionalInterfaces,
    protocolVersion: _protocolVersion,
    supportsAuthenticatedExtendedCard,
    security,
    name,
    capabilities,
    provider,
    securitySchemes,
    securityRequirements,
    signatures,
    ...others
  } = withoutNoise(json)
  if (typeof name !== 'string') {
    throw gatewayError(
      'INVALID_AGENT_RESPONSE',
      'The agent card has no name; a string that is not empty is expected.',
      {
        field: 'name',
      },
    )
  }
  const schemes = readSecuritySchemes(securitySchemes)
  const requirements = readSecurityRequirements(securityRequirements, security)
  const signed = objectsIn(signatures)
  return {
    ...withoutWrong(others, 'documentationUrl', 'iconUrl'),
    name,
    description: stringOr(json.description, ''),
    version: typeof json.version === 'number' ? String(json.version) : stringOr(json.version, ''),
    supportedInterfaces: readInterfaces(json),
    capabilities: readCapabilities(isJsonObject(capabilities) ? capabilities : {}, supportsAuthenticatedExtendedCard),
    defaultInputModes: stringsOr(json.defaultInputModes, ['text/plain']),
    defaultOutputModes: stringsOr(json.defaultOutputModes, ['text/plain']),
    skills: objectsIn(json.skills).flatMap(readSkill),
    ...(isJsonObject(provider) ? { provider: readProvider(provider) } : {}),
    ...(schemes === undefined ? {} : { securitySchemes: schemes }),
    ...(requirements === undefined ? {} : { securityRequirements: requirements }),
    ...(signed.length === 0 ? {} : { signatures: signed }),
  }
}

/** Without those members that are not strings. */
function withoutWrong(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name, value]) => !names.includes(name) || typeof value === 'string'),
  )
}

function readCapabilities(capabilities: JsonObject, extendedCard: unknown): AgentCapabilities {
  const { streaming, pushNotifications, extendedAgentCard, extensions, ...others } = withoutNoise(capabilities)
  const extended = typeof extendedAgentCard === 'boolean' ? extendedAgentCard : extendedCard
  const read = objectsIn(extensions).flatMap(readExtension)
  return {
    ...others,
    ...(typeof streaming === 'boolean' ? { streaming } : {}),
    ...(typeof pushNotifications === 'boolean' ? { pushNotifications } : {}),
    ...(typeof extended === 'boolean' ? { extendedAgentCard: extended } : {}),
    ...(read.length === 0 ? {} : { extensions: read }),
  }
}

function readExtension(extension: JsonObject): readonly AgentExtension[] {
  const { uri, description, required, params, ...others } = withoutNoise(extension)
  if (typeof uri !== 'string') return []
  return [
    {
      ...others,
      uri,
      ...(typeof description === 'string' ? { description } : {}),
      ...(typeof required === 'boolean' ? { required } : {}),
      ...(isJsonObject(params) ? { params } : {}),
    },
  ]
}

/** A skill needs an id or a name; each stands in for the other. */
function readSkill(skill: JsonObject): readonly AgentSkill[] {
  const { id, name, description, tags, examples, inputModes, outputModes, security, securityRequirements, ...others } =
    withoutNoise(skill)
  const identity = stringOr(id, '') || stringOr(name, '')
  if (identity === '') return []
  const requirements = readSecurityRequirements(securityRequirements, security)
  const lists = Object.entries({ examples, inputModes, outputModes }).flatMap(([member, value]) => {
    const list = stringsOr(value, [])
    return list.length === 0 ? [] : [[member, list] as const]
  })
  return [
    {
      ...others,
      ...Object.fromEntries(lists),
      id: identity,
      name: stringOr(name, identity),
      description: stringOr(description, ''),
      tags: stringsOr(tags, []),
      ...(requirements === undefined ? {} : { securityRequirements: requirements }),
    },
  ]
}

function readProvider(provider: JsonObject): AgentProvider {
  return {
    ...withoutNoise(provider),
    organization: stringOr(provider.organization, ''),
    url: stringOr(provider.url, ''),
  }
}
