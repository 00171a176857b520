import type { GatewayError } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { z } from 'zod'
import { guardUrl } from '../guard-url.ts'
import type { HttpAnswer } from '../http-answer.ts'
import type { HttpClient } from '../http-client.ts'
import { retryAfterSeconds } from '../vendor-refusal.ts'
import type { ClientCredentialsSettings } from './client-credentials-settings.ts'
import type { AccessToken, TokenSource } from './token-authorizer.ts'

const LIMITS = { totalMs: 10_000, bodyBytes: 1024 * 1024 }
/** Where the server does not tell how long a token holds (RFC 6749 §5.1 only recommends it). */
const UNTOLD_SECONDS = 300

/** What a token endpoint grants (RFC 6749 §5.1). Some write the seconds as text. */
const grant = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  expires_in: z.coerce.number().nonnegative().optional(),
})

/** Why it refuses (RFC 6749 §5.2, RFC 8707): the words that may be repeated. */
const refusal = z.object({
  error: z.enum([
    'invalid_request',
    'invalid_client',
    'invalid_grant',
    'unauthorized_client',
    'unsupported_grant_type',
    'invalid_scope',
    'invalid_target',
  ]),
})

/**
 * Tokens by the client credentials grant of OAuth 2.0 (RFC 6749 §4.4), asked for through `client` within 10 seconds.
 * Rejects with AGENT_ERROR when the server refuses, AGENT_UNREACHABLE or AGENT_TIMEOUT when it is away; the message says
 * which setting to look at and has nothing of an answer or a secret in it.
 */
export function clientCredentials(settings: Omit<ClientCredentialsSettings, 'type'>, client: HttpClient): TokenSource {
  const { clientId, clientSecret, scope, audience, clientAuthentication = 'basic' } = settings
  const url = guardUrl(settings.tokenUrl, { field: 'auth.tokenUrl' })
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (scope !== undefined) form.set('scope', scope)
  if (audience !== undefined) form.set('audience', audience)
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  }
  if (clientAuthentication === 'basic') {
    const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`
  } else {
    form.set('client_id', clientId)
    form.set('client_secret', clientSecret)
  }
  const body = form.toString()
  return {
    renewable: true,
    async obtain() {
      try {
        const answer = await client.post(url, { headers, body, limits: LIMITS })
        return granted(answer, await answer.text())
      } catch (error) {
        throw told(error)
      }
    },
  }
}

/** Name and secret are form-encoded before they are joined (RFC 6749 §2.3.1). */
const formEncoded = (text: string) => new URLSearchParams({ _: text }).toString().slice(2)

function granted(answer: HttpAnswer, text: string): AccessToken {
  const found = json(text)
  const { success, data } = grant.safeParse(found)
  if (answer.status === 200 && success) {
    return { value: data.access_token, expiresAt: Date.now() + (data.expires_in ?? UNTOLD_SECONDS) * 1000 }
  }
  const { status } = answer
  if (status === 429 || status >= 500) {
    const retryAfter = retryAfterSeconds(answer.headers['retry-after'])
    throw gatewayError('AGENT_UNREACHABLE', `The token endpoint of this agent gives no tokens now (HTTP ${status}).`, {
      retryable: true,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  }
  if (status === 200) {
    throw gatewayError(
      'AGENT_ERROR',
      'The token endpoint of this agent answered with something that is no bearer token. Check auth.tokenUrl.',
    )
  }
  const reason = refusal.safeParse(found).data?.error
  throw gatewayError(
    'AGENT_ERROR',
    `The token endpoint of this agent refused the gateway's credentials (HTTP ${status}${reason === undefined ? '' : `, ${reason}`}). Check ${placeOf(reason, status)} of this agent.`,
  )
}

function placeOf(reason: string | undefined, status: number): string {
  if (reason === 'invalid_scope') return 'auth.scope'
  if (reason === 'invalid_target') return 'auth.audience'
  if (reason === undefined && status !== 401) return 'auth.tokenUrl and what else stands under auth'
  return 'auth.clientId and auth.clientSecret'
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The same error, said of the token endpoint and not of the agent. */
function told(error: unknown): GatewayError {
  if (!isGatewayError(error)) throw error
  const { code, retryable } = error
  const about = { cause: error, retryable }
  if (code === 'AGENT_TIMEOUT')
    return gatewayError(
      code,
      `The token endpoint of this agent did not answer within ${LIMITS.totalMs / 1000} s.`,
      about,
    )
  if (code === 'AGENT_UNREACHABLE' && error.message.startsWith('The token endpoint')) return error
  if (code === 'AGENT_UNREACHABLE')
    return gatewayError(code, 'The token endpoint of this agent cannot be reached. Check auth.tokenUrl.', about)
  if (code === 'INVALID_AGENT_RESPONSE')
    return gatewayError(
      'AGENT_ERROR',
      'The token endpoint of this agent gave an invalid answer. Check auth.tokenUrl.',
      about,
    )
  return error
}
