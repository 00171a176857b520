import type { AgentCard, JsonObject } from '@gateway/core'

/** Name of the security scheme under which every served card declares the gateway's key. */
export const GATEWAY_KEY_SCHEME = 'gatewayKey'

/** An issuer whose tokens the gateway takes. */
export interface DeclaredIssuer {
  readonly issuer: string
  /** Where its OpenID configuration is; absent: it may have none. */
  readonly openIdConnectUrl?: string | undefined
}

/** How callers say who they are: by a key of the gateway, or by a token of any of the issuers. */
export function servedSecurity(
  issuers: readonly DeclaredIssuer[] = [],
): Pick<AgentCard, 'securitySchemes' | 'securityRequirements'> {
  const key: JsonObject = {
    httpAuthSecurityScheme: {
      scheme: 'bearer',
      description: 'A key of the gateway, as Authorization: Bearer sk-…',
    },
  }
  const schemes = [
    [GATEWAY_KEY_SCHEME, key] as const,
    ...issuers.map(
      (issuer, index) => [index === 0 ? 'openIdConnect' : `openIdConnect${index + 1}`, of(issuer)] as const,
    ),
  ]
  return {
    securitySchemes: Object.fromEntries(schemes),
    // Any one of these is enough.
    securityRequirements: schemes.map(([name]) => ({ schemes: { [name]: { list: [] } } })),
  }
}

function of({ issuer, openIdConnectUrl }: DeclaredIssuer): JsonObject {
  const description = `A token of ${issuer}, as Authorization: Bearer ey…`
  return openIdConnectUrl === undefined
    ? { httpAuthSecurityScheme: { scheme: 'bearer', bearerFormat: 'JWT', description } }
    : { openIdConnectSecurityScheme: { openIdConnectUrl, description } }
}
