import { createConnectionPool, createHttpClient } from '@gateway/adapter-kit'
import {
  type Authenticator,
  createTokenAuthenticator,
  type FindAgent,
  firstOf,
  openIdConfigurationUrl,
  type TokenIssuer,
} from '@gateway/auth'
import type { Logger, Store } from '@gateway/core'
import type { DeclaredIssuer } from '@gateway/registry'

export interface TokenIssuersOptions {
  readonly issuers: readonly TokenIssuer[]
  readonly store: Store
  readonly findAgent: FindAgent
  readonly logger: Logger
  /** Decides over what is no token. */
  readonly keys: Authenticator
}

/** The largest set of keys that is read, in bytes. */
const DOCUMENT_BYTES = 512 * 1024

/** Who authenticates callers where tokens of issuers are taken. Connections to issuers are apart from those to agents. */
export function tokenIssuers({ issuers, store, findAgent, logger, keys }: TokenIssuersOptions) {
  const pool = createConnectionPool()
  const client = createHttpClient({ pool, limits: { connectMs: 5_000, bodyBytes: DOCUMENT_BYTES } })
  const fetchDocument = async (url: string, signal: AbortSignal): Promise<unknown> => {
    const answer = await client.get(url, { headers: { accept: 'application/json' }, signal })
    if (answer.status === 200) return JSON.parse(await answer.text())
    answer.discard()
    throw new Error(`The issuer answered with status ${answer.status}.`)
  }
  const { teams, users, accessGroups, onChange } = store
  const tokens = createTokenAuthenticator({
    issuers,
    teams,
    users,
    accessGroups,
    onChange,
    fetchDocument,
    findAgent,
    logger,
  })
  return {
    authenticate: firstOf(issuers.length === 0 ? [] : [tokens], keys),
    declared: issuers.map(
      ({ issuer, jwksUrl }): DeclaredIssuer => ({
        issuer,
        ...(jwksUrl === undefined ? { openIdConnectUrl: openIdConfigurationUrl(issuer) } : {}),
      }),
    ),
    [Symbol.asyncDispose]: () => pool.close(),
  }
}
