import { type ConnectionPool, createVendorFetch, type Limits } from '@gateway/adapter-kit'
import type { RunContext } from '@gateway/core'
import type { TokenSource } from './entra-token.ts'
import { noEventStream, refusal } from './foundry-errors.ts'
import type { Target } from './target.ts'
import { unlessAborted } from './unless-aborted.ts'

type Project = InstanceType<typeof import('@azure/ai-projects')['AIProjectClient']>

/** The OpenAI client that the project's client makes. */
export type ResponsesClient = ReturnType<Project['getOpenAIClient']>

export interface FoundryClients {
  /** Where the agent's responses are made. */
  readonly agent: ResponsesClient
  /** The project itself: conversations, files and what is known of the agent. A server outside of Foundry is its own. */
  readonly project: ResponsesClient
}

export interface ClientCall {
  readonly trace?: RunContext['trace'] | undefined
  /** Hears of every byte that comes, heartbeats too. */
  readonly alive?: () => void
}

/** The longest that a timer waits: how long a call may take is for `underLimits`. */
const NO_TIMEOUT = 2 ** 31 - 1

/** What goes out: the SDK adds headers that its environment names, and tells about the machine. */
const HEADERS = ['accept', 'content-type', 'user-agent']

/**
 * Makes the clients for one call. The SDK is imported by the first. They retry nothing, read no environment, log nothing
 * and call the origin of the settings alone; the SDK never holds the token.
 */
export function createClients(
  target: Target,
  limits: Limits,
  pool: ConnectionPool,
  token: TokenSource,
): (call: ClientCall) => Promise<FoundryClients> {
  const { url, base } = target
  const load = async () => {
    const { AIProjectClient } = await import('@azure/ai-projects')
    return openClients(new AIProjectClient(base, NO_CREDENTIAL), target)
  }
  let clients: ReturnType<typeof load> | undefined

  return async ({ trace, alive }) => {
    clients ??= load()
    const { agent, project } = await clients
    const send = createVendorFetch({ url, pool, limits, refusal, ...(alive === undefined ? {} : { alive }) })
    const fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
      const address = new URL(input instanceof Request ? input.url : input)
      const given = new Headers(init.headers)
      const headers = new Headers({ ...trace })
      for (const name of HEADERS) headers.set(name, given.get(name) ?? '')
      const bearer = await unlessAborted(token(), init.signal ?? undefined)
      if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`)
      const answer = await send(address, { ...init, headers })
      if (wantsStream(address, init) && !isEventStream(answer)) {
        void answer.body?.cancel().catch(() => {})
        throw noEventStream()
      }
      return answer
    }
    const options = { fetch, maxRetries: 0, timeout: NO_TIMEOUT, logLevel: 'off' } as const
    return { agent: agent.withOptions(options), project: project.withOptions(options) }
  }
}

/** The token is put on where the call goes out. */
const NO_CREDENTIAL = {
  getToken: async () => ({ token: 'put-on-by-fetch', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
}

function openClients(sdk: Project, { base, isHosted, agent }: Target): FoundryClients {
  if (agent === undefined) {
    const server = sdk.getOpenAIClient({ baseURL: base })
    return { agent: server, project: server }
  }
  const project = sdk.getOpenAIClient()
  if (!isHosted) return { agent: project, project }
  return { agent: sdk.getOpenAIClient({ azureConfig: { agentName: agent.name, allowPreview: true } }), project }
}

const wantsStream = ({ searchParams, pathname }: URL, { method, body }: RequestInit) =>
  searchParams.get('stream') === 'true' ||
  (method === 'POST' && pathname.endsWith('/responses') && typeof body === 'string')

const isEventStream = ({ headers }: Response) => headers.get('content-type')?.includes('text/event-stream') === true
