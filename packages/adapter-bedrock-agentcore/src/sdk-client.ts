import { guardedLookup, type Limits } from '@gateway/adapter-kit'
import { credentialsOf } from './credentials.ts'
import type { BedrockAgentCoreSettings } from './settings.ts'

/** Imports the SDK (60 ms, 30 MB) and makes its client, which never sends anything twice. */
export async function createSdkClient(settings: BedrockAgentCoreSettings, region: string, limits: Limits) {
  const { auth = { type: 'sigv4' }, endpoint, headers } = settings
  const sdk = await import('@aws-sdk/client-bedrock-agentcore')
  const connections = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, lookup: guardedLookup }
  const client = new sdk.BedrockAgentCoreClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    // What may have begun is not begun again: a second attempt would run the agent twice.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: limits.connectMs,
      httpAgent: connections,
      httpsAgent: connections,
    },
    ...(auth.type === 'bearer' ? bearerScheme(auth.token) : { credentials: await credentialsOf(auth, region, limits) }),
  })
  if (headers !== undefined) {
    client.middlewareStack.add(
      (next) => (call) => {
        if (isRequest(call.request)) Object.assign(call.request.headers, headers)
        return next(call)
      },
      // Before the request is signed.
      { step: 'build', name: 'operatorHeaders' },
    )
  }
  return { sdk, client }
}

const BEARER = 'smithy.api#httpBearerAuth'

/** The SDK signs by default; runtimes with OAuth inbound authorization want a token in its place. */
function bearerScheme(token: string) {
  return {
    httpAuthSchemeProvider: () => [{ schemeId: BEARER }],
    httpAuthSchemes: [
      {
        schemeId: BEARER,
        // The token is known; an identity is only asked for because a scheme has one.
        identityProvider: () => async () => ({}),
        signer: {
          sign: async <Request extends { headers: Record<string, string> }>(request: Request) => {
            request.headers.authorization = `Bearer ${token}`
            return request
          },
        },
      },
    ],
  }
}

function isRequest(request: unknown): request is { headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request
}
