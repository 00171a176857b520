import { gatewayError } from '@gateway/core'
import type { AuthSettings } from './auth-settings.ts'

/** What calls to Foundry carry. `undefined`: nothing. */
export type TokenSource = () => Promise<string | undefined>

const FOUNDRY_SCOPE = 'https://ai.azure.com/.default'
const PUBLIC_AUTHORITY = 'https://login.microsoftonline.com'

type Identity = typeof import('@azure/identity')
type Credential = Parameters<Identity['getBearerTokenProvider']>[0]

/** Options that go to the Entra library as they are, such as an HTTP client of its own: for tests. */
export type EntraOptions = ConstructorParameters<Identity['ClientSecretCredential']>[3]

/**
 * Entra tokens, kept until shortly before they end and asked for once when several calls want one. `@azure/identity` is
 * imported by the first call. Rejects with AGENT_ERROR that says which settings to check.
 */
export function entraTokens(auth: AuthSettings = { type: 'default' }, options: EntraOptions = {}): TokenSource {
  if (auth.type === 'none') return async () => undefined
  if (auth.type === 'token') return async () => auth.token
  const { scope = FOUNDRY_SCOPE } = auth
  const load = async () => {
    const identity = await import('@azure/identity')
    return identity.getBearerTokenProvider(credentialOf(identity, auth, options), scope)
  }
  let provider: ReturnType<typeof load> | undefined
  return async () => {
    provider ??= load()
    const obtain = await provider
    try {
      return await obtain()
    } catch (cause) {
      throw gatewayError(
        'AGENT_ERROR',
        `Microsoft Entra gave the gateway no token for Azure AI Foundry. ${REMEDIES[auth.type]}`,
        {
          cause,
        },
      )
    }
  }
}

type WithCredential = Exclude<AuthSettings, { type: 'none' | 'token' }>

const REMEDIES: Readonly<Record<WithCredential['type'], string>> = {
  default:
    "Give the place where the gateway runs an identity (a managed identity, workload identity, the AZURE_* variables, 'az login'), or set settings.auth.",
  'client-secret': 'Check tenantId, clientId and clientSecret of settings.auth, and that the secret has not expired.',
  'managed-identity': 'Check that the gateway runs on Azure with a managed identity, and clientId of settings.auth.',
}

function credentialOf(identity: Identity, auth: WithCredential, options: EntraOptions): Credential {
  if (auth.type === 'managed-identity') {
    return auth.clientId === undefined
      ? new identity.ManagedIdentityCredential(options)
      : new identity.ManagedIdentityCredential({ ...options, clientId: auth.clientId })
  }
  // Set in any case: it would be read from the environment otherwise. One that Microsoft does not list is not looked up there.
  const issuer = {
    ...options,
    authorityHost: auth.authority ?? PUBLIC_AUTHORITY,
    disableInstanceDiscovery: auth.authority !== undefined,
  }
  if (auth.type === 'client-secret') {
    return new identity.ClientSecretCredential(auth.tenantId, auth.clientId, auth.clientSecret, issuer)
  }
  const { managedIdentityClientId } = auth
  return new identity.DefaultAzureCredential({
    ...issuer,
    ...(managedIdentityClientId === undefined ? {} : { managedIdentityClientId }),
  })
}
