import { type ConnectionPool, createVendorFetch, guardUrl, limitsFrom, vendorRefusal } from '@gateway/adapter-kit'
import { type GatewayError, gatewayError, isGatewayError, type RunContext } from '@gateway/core'
import type { Client } from '@langchain/langgraph-sdk/client'
import type { LangGraphSettings } from './settings.ts'

export type LangGraphClient = Client

/** One answer to a question about a run or a thread. */
const ANSWER_MILLISECONDS = 30_000

export interface ClientCall {
  readonly trace?: RunContext['trace'] | undefined
  /** Hears of every byte that comes, heartbeats too. */
  readonly alive?: () => void
}

/**
 * Makes the SDK's client for one call. The SDK is imported by the first; a client of its own for each call means that
 * calls never wait for each other. It retries nothing, reads no environment and calls the origin of `url` alone.
 */
export function createClients(
  settings: LangGraphSettings,
  pool: ConnectionPool,
): (call: ClientCall) => Promise<LangGraphClient> {
  const url = guardUrl(settings.url, { field: 'url' })
  const limits = limitsFrom(settings.limits)
  return async ({ trace, alive }) => {
    const { Client } = await import('@langchain/langgraph-sdk/client')
    const send = createVendorFetch({ url, pool, limits, refusal, ...(alive === undefined ? {} : { alive }) })
    const fetch = async (input: string | URL, init?: RequestInit) => {
      const answer = await send(input, init)
      if (isRunStream(new URL(input)) && !isEventStream(answer)) {
        void answer.body?.cancel().catch(() => {})
        throw noEventStream()
      }
      // It makes the SDK join a run again by itself, for ever if need be; the runner does that, within limits.
      answer.headers.delete('location')
      return answer
    }
    return new Client({
      apiUrl: url.href,
      // `undefined` would make the SDK look for a key in the environment.
      apiKey: settings.apiKey ?? null,
      defaultHeaders: { ...settings.headers, ...trace },
      timeoutMs: ANSWER_MILLISECONDS,
      callerOptions: { maxRetries: 0, maxConcurrency: Number.POSITIVE_INFINITY, fetch },
    })
  }
}

const isRunStream = ({ pathname }: URL) => pathname.endsWith('/runs/stream') || /\/runs\/[^/]+\/stream$/.test(pathname)
const isEventStream = ({ headers }: Response) => headers.get('content-type')?.includes('text/event-stream') === true

/** What is asked about one run, as opposed to what begins one. */
const ABOUT_A_RUN = /\/(runs|threads)\/[0-9a-f-]{36}(\/(cancel|stream|state|history))?$/

/** Why a run is not known. */
const GONE = { status: 404 } as const
export const isGone = (error: unknown): boolean => isGatewayError(error) && error.cause === GONE

function refusal(status: number, headers: Headers, { pathname }: URL): GatewayError {
  if (status === 404 && ABOUT_A_RUN.test(pathname)) {
    return gatewayError(
      'AGENT_ERROR',
      'The LangGraph server knows no such run that goes on (HTTP 404): it has ended, or it was deleted there.',
      { cause: GONE },
    )
  }
  if ((status === 502 || status === 504) && ABOUT_A_RUN.test(pathname)) {
    // A proxy says so while the server is away; the run may be waiting for it.
    return gatewayError('AGENT_UNREACHABLE', `The LangGraph server could not be asked for its run (HTTP ${status}).`)
  }
  return vendorRefusal(status, {
    vendor: 'The LangGraph server',
    credentials: 'settings.apiKey and settings.headers',
    subject: 'settings.assistant and settings.url',
    retryAfter: headers.get('retry-after') ?? undefined,
  })
}

/** What the SDK threw, as the error that a caller may see. */
export function explained(error: unknown): GatewayError {
  if (isGatewayError(error)) return error
  if (error instanceof Error && error.name === 'TimeoutError') {
    return gatewayError(
      'AGENT_TIMEOUT',
      `The LangGraph server did not say within ${ANSWER_MILLISECONDS / 1000} s how the run stands.`,
      { cause: error },
    )
  }
  return gatewayError(
    'INVALID_AGENT_RESPONSE',
    'The answer of the LangGraph server cannot be read. Check that settings.url is the address of a LangGraph server.',
    { cause: error },
  )
}

const noEventStream = () =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    'The LangGraph server did not answer with an event stream. Check that settings.url is the address of a LangGraph server, and that nothing before it (a login page, a proxy) answers in its place.',
  )
