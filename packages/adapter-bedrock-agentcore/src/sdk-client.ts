import { addressRefusal, createGuardedLookup, type Limits } from '@gateway/adapter-kit'
import type { MayReach } from '@gateway/core'
import { bearerTokens, sendWithToken, unsigned } from './bearer-tokens.ts'
import { credentialsOf } from './credentials.ts'
import type { BedrockAgentCoreSettings } from './settings.ts'

/** Imports the SDK (60 ms, 30 MB) and makes its client, which never sends anything twice. */
export async function createSdkClient(
  settings: BedrockAgentCoreSettings,
  region: string,
  limits: Limits,
  mayReach?: MayReach,
) {
  const { auth = { type: 'sigv4' }, endpoint, headers } = settings
  requireReach(endpoint, mayReach)
  const sdk = await import('@aws-sdk/client-bedrock-agentcore')
  const connections = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, lookup: createGuardedLookup(mayReach) }
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
    ...(auth.type === 'sigv4' ? { credentials: await credentialsOf(auth, region, limits) } : unsigned),
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
  if (auth.type !== 'sigv4') {
    const tokens = bearerTokens(auth, limits, mayReach)
    client.middlewareStack.add(
      (next) => async (call) => {
        if (!isRequest(call.request)) return next(call)
        return sendWithToken(call.request.headers, tokens, () => next(call))
      },
      // Where requests are signed otherwise.
      { step: 'finalizeRequest', name: 'bearerToken' },
    )
  }
  return { sdk, client }
}

/** An address in the endpoint is looked up by nobody, so it is checked here. */
function requireReach(endpoint: string | undefined, mayReach: MayReach | undefined): void {
  const refusal = endpoint === undefined ? undefined : addressRefusal(new URL(endpoint).hostname, mayReach)
  if (refusal !== undefined) throw refusal
}

function isRequest(request: unknown): request is { headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request
}
