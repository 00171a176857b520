import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readEnvironment } from '../../apps/gateway/src/environment.ts'
import { startGateway } from '../../apps/gateway/src/gateway.ts'
import { refuseUndescribed } from './described-answers.ts'
import type { Wire } from './wire.ts'

export const ADMIN_KEY = 'sk-the-admin-key-of-the-tests'

export interface TestGateway extends AsyncDisposable {
  readonly url: string
  /** A request with the admin key, unless `key` says another; an object body is sent as JSON. What the API's description does not say is refused. */
  request(path: string, options?: RequestOptions): Promise<Response>
  /** The same, and its JSON. */
  json(path: string, options?: RequestOptions): Promise<Wire>
  /** One JSON-RPC call to an agent. */
  call(agent: string, method: string, params: unknown, options?: RequestOptions): Promise<Wire>
  /** A new virtual key with grants for these agents. */
  key(agents: 'all' | readonly string[], body?: object): Promise<string>
  stop(): Promise<void>
}

export interface RequestOptions {
  readonly method?: string
  readonly key?: string | undefined
  readonly body?: unknown
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
}

export interface TestGatewayOptions {
  /** Contents of `gateway.yaml` as JSON, which is YAML. */
  readonly config?: {
    readonly agents?: readonly object[]
    readonly records?: object
    readonly sinks?: readonly object[]
    readonly keys?: object
    readonly budgets?: object
    readonly metrics?: object
    readonly openTelemetry?: object
    readonly chains?: object
    readonly authentication?: object
    readonly signIn?: object
    readonly alerts?: object
    readonly retention?: object
  }
  readonly variables?: Readonly<Record<string, string>>
  /** Gets each line of the gateway's log. Default: nothing is logged. */
  readonly log?: (line: string) => void
  /** A folder that outlives the gateway; else one of its own that goes with it. */
  readonly folder?: string
}

/** The whole gateway on a free port, with a database of its own. */
export async function testGateway({
  config,
  variables = {},
  folder: given,
  log,
}: TestGatewayOptions = {}): Promise<TestGateway> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'gateway-e2e-')))
  const configPath = join(folder, 'gateway.yaml')
  if (config) await writeFile(configPath, JSON.stringify(config))
  const gateway = await startGateway({
    environment: readEnvironment({
      PORT: '0',
      DATABASE_URL: `sqlite:${join(folder, 'gateway.db')}`,
      GATEWAY_MASTER_KEY: ADMIN_KEY,
      DRAIN_SECONDS: '0',
      // Webhooks of tests are on this machine, or at a name that no test looks up.
      WEBHOOK_ALLOW: 'public,127.0.0.1,example.com',
      ...(config ? { GATEWAY_CONFIG: configPath } : {}),
      ...variables,
    }),
    variables,
    logger: log === undefined ? pino({ level: 'silent' }) : pino({ level: 'trace' }, { write: log }),
  })
  const request = async (path: string, { key = ADMIN_KEY, body, headers, signal, ...given }: RequestOptions = {}) => {
    const method = given.method ?? (body === undefined ? 'GET' : 'POST')
    const answer = await fetch(`${gateway.url}${path}`, {
      method,
      headers: {
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    await refuseUndescribed(method, path, answer)
    return answer
  }
  const json = async (path: string, options?: RequestOptions): Promise<Wire> => (await request(path, options)).json()
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    await gateway.stop()
  }
  return {
    url: gateway.url,
    request,
    json,
    call: (agent, method, params, options) =>
      json(`/a2a/${encodeURIComponent(agent)}`, {
        ...options,
        body: { jsonrpc: '2.0', id: 1, method, params },
        // 1.0 method names say their version by themselves.
        headers: options?.headers ?? {},
      }),
    async key(agents, body = {}) {
      // Teams are made before their keys; one that is there already stays as it is.
      if ('team_id' in body) {
        await request('/team/new', { body: { team_id: body.team_id, object_permission: { agents: 'all' } } })
      }
      return (await json('/key/generate', { body: { object_permission: { agents }, ...body } })).key
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      if (given === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until a condition holds; fails with the last error or value after `seconds`. */
export async function eventually<Value>(
  look: () => Promise<Value> | Value,
  accept: (value: Value) => boolean = Boolean,
  seconds = 10,
): Promise<Value> {
  const deadline = Date.now() + seconds * 1_000
  for (;;) {
    const value = await look()
    if (accept(value)) return value
    if (Date.now() > deadline) throw new Error(`still not so after ${seconds} s: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Waits until the gateway has found an agent's card. */
export const cardFound = (gateway: TestGateway, agent: string) =>
  eventually(
    () => gateway.json(`/v1/agents/${encodeURIComponent(agent)}`),
    (view) => view.card_state?.state === 'found',
  )
