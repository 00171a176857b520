/** A bearer token and, in milliseconds of `Date.now()`, until when it holds; without an end it holds until it is refused. */
export interface AccessToken {
  readonly value: string
  readonly expiresAt?: number
}

/** Where bearer tokens come from. */
export interface TokenSource {
  /** Asks for a token, each time anew. */
  obtain(): Promise<AccessToken>
  /** Whether asking again after a refusal may give another token. */
  readonly renewable: boolean
}

/** Gives requests their bearer token. */
export interface TokenAuthorizer {
  /** The header `authorization` with a token that holds. Rejects as the source does. */
  authorize(): Promise<Readonly<Record<string, string>>>
  /** Forgets the token of headers that were answered 401, if it is still the one in use. Whether another can be had. */
  renew(refused: Readonly<Record<string, string | undefined>>): boolean
}

/** So long before its end a token is replaced: clocks differ, and a request takes its time. At most half of its life. */
const MARGIN_MS = 60_000

/** Sends a bearer token. It is fetched when first needed, once for all calls that wait, and kept until shortly before its end. */
export function tokenAuthorizer({ obtain, renewable }: TokenSource): TokenAuthorizer {
  let held: { readonly headers: Readonly<Record<string, string>>; readonly until: number } | undefined
  let fetching: Promise<Readonly<Record<string, string>>> | undefined

  const fetchToken = async () => {
    const askedAt = Date.now()
    const { value, expiresAt = Number.POSITIVE_INFINITY } = await obtain()
    const headers = { authorization: `Bearer ${value}` }
    held = { headers, until: expiresAt - Math.min(MARGIN_MS, (expiresAt - askedAt) / 2) }
    return headers
  }
  return {
    async authorize() {
      if (held !== undefined && Date.now() < held.until) return held.headers
      fetching ??= fetchToken().finally(() => {
        fetching = undefined
      })
      return fetching
    },
    renew(refused) {
      // Another call may have brought a new one in the meantime.
      if (held?.headers.authorization === refused.authorization && renewable) held = undefined
      return renewable
    },
  }
}
