import { type ConnectionPool, createVendorFetch, guardUrl, type Limits } from '@gateway/adapter-kit'
import type { RunContext } from '@gateway/core'
import type { OpenAI } from 'openai'
import { credentialOf } from './credential.ts'
import { noEventStream, refusal } from './explained.ts'
import type { AzureFoundrySettings } from './settings.ts'

export type FoundryClient = OpenAI

export interface ClientCall {
  readonly trace?: RunContext['trace'] | undefined
  /** Hears of every byte that comes, heartbeats too. */
  readonly alive?: () => void
}

/**
 * Makes the SDK's client for a call. The SDKs are imported by the first. It retries nothing, reads no environment of
 * its own and calls the origin of `url` alone.
 */
export function createClients(
  settings: AzureFoundrySettings,
  pool: ConnectionPool,
  limits: Limits,
): (call: ClientCall) => Promise<FoundryClient> {
  const url = guardUrl(settings.url, { field: 'url' })
  const endpoint = url.href.replace(/\/+$/, '')
  let made: Promise<FoundryClient> | undefined
  const make = async (): Promise<FoundryClient> => {
    const [{ AIProjectClient }, credential] = await Promise.all([
      import('@azure/ai-projects'),
      credentialOf(settings.auth),
    ])
    const azureConfig = settings.hosted ? { azureConfig: { agentName: settings.agent, allowPreview: true } } : {}
    return new AIProjectClient(endpoint, credential).getOpenAIClient({
      ...azureConfig,
      maxRetries: 0,
      // Of the whole day: the times are `underLimits`'. The SDK takes none for its default of ten minutes.
      timeout: 86_400_000,
      // What the SDK would read from the environment by itself.
      organization: null,
      project: null,
      adminAPIKey: null,
      logLevel: 'off',
    })
  }
  return async ({ trace, alive }) => {
    made ??= make()
    const shared = await made.catch((error: unknown) => {
      made = undefined
      throw error
    })
    const send = createVendorFetch({ url, pool, limits, refusal, ...(alive === undefined ? {} : { alive }) })
    const fetch: FetchOfSdk = async (input, init) => {
      const target = new URL(typeof input === 'object' && 'url' in input ? input.url : input)
      const answer = await send(target, init)
      if (asksForStream(target, init) && !isEventStream(answer)) {
        void answer.body?.cancel().catch(() => {})
        throw noEventStream()
      }
      return answer
    }
    // The project's own client takes no fetch, its copy does.
    return shared.withOptions({ fetch, ...(trace === undefined ? {} : { defaultHeaders: { ...trace } }) })
  }
}

type FetchOfSdk = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

const asksForStream = (target: URL, init: RequestInit | undefined) =>
  target.searchParams.get('stream') === 'true' ||
  (init?.method?.toUpperCase() === 'POST' && target.pathname.endsWith('/responses'))

const isEventStream = ({ headers }: Response) => headers.get('content-type')?.includes('text/event-stream') === true
