import { clientCredentials, type HttpClient, type TokenSource } from '@gateway/adapter-kit'
import { gatewayError } from '@gateway/core'
import type { EntraSettings } from './auth-settings.ts'
import { optionalPackage } from './optional-package.ts'

/** The audience of agents in Azure AI Foundry. */
const FOUNDRY_SCOPE = 'https://ai.azure.com/.default'
const PUBLIC_AUTHORITY = 'https://login.microsoftonline.com'

/**
 * Tokens of Microsoft Entra: the one given; else by the secret of an app registration; else those of where the gateway
 * runs (managed identity, workload identity, a developer's login), which `@azure/identity` finds.
 */
export function entraTokens(settings: EntraSettings, client: HttpClient): TokenSource {
  const { token, tenantId, clientId, clientSecret, scope = FOUNDRY_SCOPE, authority = PUBLIC_AUTHORITY } = settings
  if (token !== undefined) return { renewable: false, obtain: async () => ({ value: token }) }
  if (tenantId === undefined || clientId === undefined || clientSecret === undefined) {
    return ambientTokens(scope, authority, clientId)
  }
  const tokenUrl = `${authority.replace(/\/+$/, '')}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`
  return clientCredentials({ tokenUrl, clientId, clientSecret, scope, clientAuthentication: 'body' }, client)
}

function ambientTokens(scope: string, authorityHost: string, managedIdentityClientId: string | undefined): TokenSource {
  const load = async () => {
    const { DefaultAzureCredential } = await optionalPackage('@azure/identity', () => import('@azure/identity'))
    return new DefaultAzureCredential({
      authorityHost,
      ...(managedIdentityClientId === undefined ? {} : { managedIdentityClientId }),
    })
  }
  let credential: ReturnType<typeof load> | undefined
  return {
    renewable: true,
    async obtain() {
      credential ??= load()
      const loaded = await credential
      try {
        const { token, expiresOnTimestamp } = await loaded.getToken(scope)
        return { value: token, expiresAt: expiresOnTimestamp }
      } catch (cause) {
        throw gatewayError(
          'AGENT_ERROR',
          'No Entra identity was found where the gateway runs, or it may not have a token for this agent. Assign a managed identity, or set tenantId, clientId and clientSecret under auth.',
          { cause },
        )
      }
    },
  }
}
