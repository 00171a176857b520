import type { Limits } from '@gateway/adapter-kit'
import { gatewayError } from '@gateway/core'
import type { SigV4Settings } from './auth-settings.ts'

const SESSION_NAME = 'agent-gateway'
/** How long STS may take, in milliseconds. */
const STS_ANSWERS_WITHIN = 10_000

interface Identity {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** Finds credentials, anew whenever they expire. Rejects with AGENT_ERROR that says where to look. */
export async function credentialsOf(
  settings: SigV4Settings,
  region: string,
  limits: Limits,
): Promise<() => Promise<Identity>> {
  const { credentials, profile, assumeRole } = settings
  const providers = await import('@aws-sdk/credential-providers')
  const base =
    credentials !== undefined
      ? async () => credentials
      : profile !== undefined
        ? providers.fromIni({ profile })
        : providers.fromNodeProviderChain()
  if (assumeRole === undefined)
    return told(base, credentials === undefined ? placeOf(profile) : 'settings.auth.credentials')
  const { roleArn, sessionName = SESSION_NAME, externalId, webIdentityTokenFile, stsEndpoint } = assumeRole
  const clientConfig = {
    region,
    requestHandler: {
      connectionTimeout: limits.connectMs,
      requestTimeout: STS_ANSWERS_WITHIN,
      throwOnRequestTimeout: true,
    },
    ...(stsEndpoint === undefined ? {} : { endpoint: stsEndpoint }),
  }
  const taken =
    webIdentityTokenFile !== undefined
      ? providers.fromTokenFile({ roleArn, roleSessionName: sessionName, webIdentityTokenFile, clientConfig })
      : providers.fromTemporaryCredentials({
          masterCredentials: base,
          params: {
            RoleArn: roleArn,
            RoleSessionName: sessionName,
            ...(externalId === undefined ? {} : { ExternalId: externalId }),
          },
          clientConfig,
        })
  return told(taken, 'settings.auth.assumeRole')
}

const placeOf = (profile: string | undefined) =>
  profile === undefined
    ? "the AWS SDK's default chain (environment, configuration files, container or instance role)"
    : `profile '${profile}' of the AWS configuration files (settings.auth.profile)`

function told(find: () => Promise<Identity>, place: string): () => Promise<Identity> {
  return async () => {
    try {
      return await find()
    } catch (cause) {
      throw gatewayError(
        'AGENT_ERROR',
        `The gateway found no AWS credentials for this agent. Looked in: ${place}. Set them there, or settings.auth.credentials.`,
        { cause },
      )
    }
  }
}
