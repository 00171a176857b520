import type { GuardedUrl, HttpClient } from '@gateway/adapter-kit'
import type { AgentCard } from '@gateway/core'
import { A2A_VERSION_HEADER, decodeAgentCard, gatewayError, isGatewayError, parseJson } from '@gateway/core'

const LIMITS = { totalMs: 10_000, bodyBytes: 1024 * 1024 }

/** A place that has no card, and why. */
interface Miss {
  readonly path: string
  readonly why: string
}

/**
 * The first card among the addresses, in order. Rejects with AGENT_CARD_NOT_FOUND that says what was tried; an agent
 * that cannot be connected to is not tried at the other addresses.
 */
export async function findCard(options: {
  readonly client: HttpClient
  readonly addresses: readonly GuardedUrl[]
  /** All addresses are of the registered origin, so its credentials may be sent. */
  readonly headers: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}): Promise<AgentCard> {
  const misses: Miss[] = []
  for (const address of options.addresses) {
    // A query may hold what is not for every eye.
    const path = address.path.replace(/\?.*/s, '')
    try {
      const found = await fetchCard(address, options)
      if (typeof found !== 'string') return found
      misses.push({ path, why: found })
    } catch (error) {
      if (options.signal?.aborted || !isGatewayError(error)) throw error
      misses.push({ path, why: reasonOf(error.code, error.message) })
      if (error.retryable) break
    }
  }
  throw gatewayError(
    'AGENT_CARD_NOT_FOUND',
    `No agent card was found. Tried ${misses.map(({ path, why }) => `${path} (${why})`).join(', ')}. If it is elsewhere, set cardPath.`,
  )
}

/** The card, or why there is none. */
async function fetchCard(
  address: GuardedUrl,
  { client, headers, signal }: Parameters<typeof findCard>[0],
): Promise<AgentCard | string> {
  const answer = await client.get(address, {
    headers: { accept: 'application/json', [A2A_VERSION_HEADER]: '1.0', ...headers },
    limits: LIMITS,
    ...(signal === undefined ? {} : { signal }),
  })
  if (answer.status !== 200) {
    answer.discard()
    return answer.status >= 300 && answer.status < 400
      ? `HTTP ${answer.status}: redirects are not followed`
      : `HTTP ${answer.status}`
  }
  const text = await answer.text()
  try {
    return decodeAgentCard(parseJson(text))
  } catch (error) {
    if (!isGatewayError(error)) throw error
    return error.code === 'PARSE_ERROR' ? 'not JSON' : 'not an agent card'
  }
}

function reasonOf(code: string, message: string): string {
  if (code === 'AGENT_TIMEOUT') return `no answer within ${LIMITS.totalMs / 1000} s`
  if (code === 'INVALID_AGENT_RESPONSE') return 'an invalid answer, or one larger than 1 MiB'
  return message.replace(/\.$/, '')
}
