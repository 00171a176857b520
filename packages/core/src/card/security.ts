/** Security schemes and requirements of cards, in every spelling, and in both at once. */
import type { JsonObject, JsonValue } from '../json.ts'
import { isJsonObject } from '../json.ts'
import { objectsIn, stringsOr, withoutNoise } from './read.ts'

/** The type of 0.3 and the member of 1.0. */
const SCHEMES: readonly (readonly [type: string, member: string])[] = [
  ['apiKey', 'apiKeySecurityScheme'],
  ['http', 'httpAuthSecurityScheme'],
  ['oauth2', 'oauth2SecurityScheme'],
  ['openIdConnect', 'openIdConnectSecurityScheme'],
  ['mutualTLS', 'mtlsSecurityScheme'],
]

/** 1.0 has room for one flow; of several in a 0.3 card the first of these is taken, in the official SDKs' order. */
const FLOWS = ['authorizationCode', 'clientCredentials', 'implicit', 'password', 'deviceCode'] as const

/** 1.0 schemes out of a card's `securitySchemes`. A scheme of no known kind is left out. */
export function readSecuritySchemes(value: unknown): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined
  const schemes: [string, JsonObject][] = []
  for (const [name, scheme] of Object.entries(value)) {
    const read = isJsonObject(scheme) ? readScheme(scheme) : undefined
    if (read !== undefined) schemes.push([name, read])
  }
  return schemes.length === 0 ? undefined : Object.fromEntries(schemes)
}

function readScheme(scheme: JsonObject): JsonObject | undefined {
  // The in-memory form of @a2a-js/sdk, which its servers send as it is.
  const wrapped = scheme.scheme
  if (isJsonObject(wrapped) && typeof wrapped.$case === 'string')
    return readScheme({ [wrapped.$case]: wrapped.value ?? {} })
  for (const [type, member] of SCHEMES) {
    const inner = scheme[member]
    if (isJsonObject(inner)) return { [member]: readInner(inner) }
    if (scheme.type === type) {
      const { type: _type, in: location, ...others } = scheme
      return { [member]: readInner(location === undefined ? others : { ...others, location }) }
    }
  }
  return undefined
}

function readInner(scheme: JsonObject): JsonObject {
  const { flows, ...others } = withoutNoise(scheme)
  return isJsonObject(flows) ? { ...others, flows: readFlows(flows) } : others
}

function readFlows(flows: JsonObject): JsonObject {
  const wrapped = flows.flow
  if (isJsonObject(wrapped) && typeof wrapped.$case === 'string')
    return readFlows({ [wrapped.$case]: wrapped.value ?? {} })
  for (const name of FLOWS) {
    const flow = flows[name]
    if (isJsonObject(flow)) return { [name]: withoutNoise(flow) }
  }
  return {}
}

/** 1.0 requirements out of `securityRequirements`, else out of the `security` of 0.3. */
export function readSecurityRequirements(
  requirements: JsonValue | undefined,
  security: JsonValue | undefined,
): readonly JsonObject[] | undefined {
  const read = objectsIn(requirements).map((requirement) => ({
    schemes: scopesIn(isJsonObject(requirement.schemes) ? requirement.schemes : {}),
  }))
  const all = read.length > 0 ? read : objectsIn(security).map((entry) => ({ schemes: scopesIn(entry) }))
  return all.length === 0 ? undefined : all
}

function scopesIn(schemes: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schemes).map(([name, scopes]) => [
      name,
      { list: stringsOr(isJsonObject(scopes) ? scopes.list : scopes, []) },
    ]),
  )
}

/** Each scheme in the spelling of 0.3 and, beside it, of 1.0. */
export function writeBothSchemes(schemes: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schemes).map(([name, scheme]) => [name, isJsonObject(scheme) ? writeBoth(scheme) : scheme]),
  )
}

function writeBoth(scheme: JsonObject): JsonObject {
  for (const [type, member] of SCHEMES) {
    const inner = scheme[member]
    if (!isJsonObject(inner)) continue
    const { location, flows, ...others } = inner
    return {
      ...others,
      type,
      ...(type === 'apiKey' ? { in: location === 'query' || location === 'cookie' ? location : 'header' } : {}),
      ...(isJsonObject(flows) ? { flows: legacyFlows(flows) } : {}),
      ...scheme,
    }
  }
  return scheme
}

/** 0.3 has no device code flow. */
function legacyFlows(flows: JsonObject): JsonObject {
  const { deviceCode: _deviceCode, ...others } = flows
  return others
}

/** `[{ name: [scope] }]` of 0.3. */
export function writeLegacySecurity(requirements: readonly JsonObject[]): readonly JsonObject[] {
  return requirements.map((requirement) =>
    Object.fromEntries(
      Object.entries(isJsonObject(requirement.schemes) ? requirement.schemes : {}).map(([name, scopes]) => [
        name,
        stringsOr(isJsonObject(scopes) ? scopes.list : undefined, []),
      ]),
    ),
  )
}
