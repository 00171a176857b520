import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { gatewayError } from '@gateway/core'
import type { SigV4Settings } from './auth-settings.ts'
import type { Authorizer, OutgoingRequest } from './authorizer.ts'
import { optionalPackage } from './optional-package.ts'

/** Signs every request by AWS Signature Version 4, body included. */
export function sigV4Authorizer({ region, service, credentials }: SigV4Settings): Authorizer {
  const load = async () => {
    const { SignatureV4 } = await optionalPackage('@smithy/signature-v4', () => import('@smithy/signature-v4'))
    return new SignatureV4({ region, service, credentials: await identity(credentials), sha256: Sha256 })
  }
  let signer: ReturnType<typeof load> | undefined
  return {
    async authorize(request) {
      signer ??= load()
      const loaded = await signer
      try {
        const { headers } = await loaded.sign(requestToSign(request))
        // `host` is the connection's own; what was there before goes out as it is.
        const added = ([name, value]: [string, string]) => name !== 'host' && value !== request.headers[name]
        return Object.fromEntries(Object.entries(headers).filter(added))
      } catch (cause) {
        throw gatewayError(
          'AGENT_ERROR',
          'The request to this agent could not be signed: no AWS credentials were found where the gateway runs, or they have expired. Check them, or set auth.credentials.',
          { cause },
        )
      }
    },
  }
}

async function identity(credentials: SigV4Settings['credentials']) {
  if (credentials !== undefined) return credentials
  const { fromNodeProviderChain } = await optionalPackage(
    '@aws-sdk/credential-providers',
    () => import('@aws-sdk/credential-providers'),
  )
  return fromNodeProviderChain()
}

function requestToSign({ method, url, headers, body }: OutgoingRequest) {
  const query: Record<string, string[]> = {}
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value]
  return {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    // The path as it is written, as the service reads it: an ARN in it stays one segment.
    path: url.pathname,
    query,
    headers: { ...headers, host: url.host },
    body,
  }
}

/** SHA-256, and its HMAC where a key is given, in the shape that the signer asks for. */
class Sha256 {
  readonly #hash: Hash | Hmac

  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(key))
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data))
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }

  reset(): void {
    throw new TypeError('A hash is used once.')
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
}
