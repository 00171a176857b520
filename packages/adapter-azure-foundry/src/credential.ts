import { gatewayError } from '@gateway/core'
import type { AzureFoundrySettings } from './settings.ts'

/** What Foundry's tokens are for. */
export const SCOPE = 'https://ai.azure.com/.default'

/** The part of Azure's `TokenCredential` that is used. */
export interface Credential {
  getToken(scopes: string | string[]): Promise<{ readonly token: string; readonly expiresOnTimestamp: number }>
}

type Auth = NonNullable<AzureFoundrySettings['auth']>

/** The credential that the settings name; the library that signs in is imported for it. It tells callers nothing of why a token could not be got. */
export async function credentialOf(auth: Auth = { type: 'default' }): Promise<Credential> {
  const inner = await signIn(auth)
  return {
    async getToken(scopes) {
      try {
        const token = await inner.getToken(scopes)
        if (token !== null) return token
      } catch (error) {
        throw noToken(error)
      }
      throw noToken(undefined)
    },
  }
}

interface SignIn {
  getToken(scopes: string | string[]): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>
}

async function signIn(auth: Auth): Promise<SignIn> {
  if (auth.type === 'token') {
    const { token } = auth
    return { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) }
  }
  const identity = await import('@azure/identity')
  switch (auth.type) {
    case 'client-secret':
      return new identity.ClientSecretCredential(auth.tenantId, auth.clientId, auth.clientSecret)
    case 'managed-identity':
      return auth.clientId === undefined
        ? new identity.ManagedIdentityCredential()
        : new identity.ManagedIdentityCredential({ clientId: auth.clientId })
    case 'default':
      return new identity.DefaultAzureCredential()
  }
}

const noToken = (cause: unknown) =>
  gatewayError(
    'AGENT_ERROR',
    'No Entra token could be got for this agent. Check settings.auth, and that the identity has a role on the Foundry project.',
    cause === undefined ? {} : { cause },
  )
