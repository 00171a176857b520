import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { GATEWAY } from './places.ts'
import { freePort, type Served, serve } from './processes.ts'

const MASTER_KEY = 'sk-interop-0123456789abcdef0123456789abcdef'

const keySchema = z.object({ key: z.string().startsWith('sk-') })

const recordSchema = z.looseObject({
  id: z.string(),
  keyAlias: z.string().optional(),
  agentName: z.string().optional(),
  operation: z.string().optional(),
  version: z.string().optional(),
  upstreamVersion: z.string().optional(),
  status: z.string(),
})

/** What the gateway kept about one call. */
export type CallRecord = z.infer<typeof recordSchema>

const logPageSchema = z.object({ logs: z.array(recordSchema), next_cursor: z.string().nullable() })

/** A gateway with one registered agent for each set of settings, as its users start it. */
export class Gateway {
  readonly #served: Served

  private constructor(served: Served) {
    this.#served = served
  }

  /** Starts the built gateway with a new database and a configuration file in `folder`. */
  static async start(folder: string, agents: ReadonlyMap<string, Readonly<Record<string, string>>>): Promise<Gateway> {
    const configuration = join(folder, 'gateway.yaml')
    // JSON is YAML.
    const entries = [...agents].map(([name, settings]) => ({ name, upstreams: [{ settings }] }))
    await writeFile(configuration, JSON.stringify({ agents: entries }, undefined, 2))
    const port = await freePort()
    return new Gateway(
      await serve({
        command: [process.execPath, join(GATEWAY, 'dist', 'main.js')],
        directory: folder,
        environment: {
          HOST: '127.0.0.1',
          PORT: String(port),
          GATEWAY_MASTER_KEY: MASTER_KEY,
          GATEWAY_CONFIG: configuration,
          WEBHOOK_ALLOW: 'public,127.0.0.1',
          DATABASE_URL: `sqlite:${join(folder, 'gateway.db')}`,
        },
        url: `http://127.0.0.1:${port}`,
        readyUrl: `http://127.0.0.1:${port}/health/ready`,
        log: join(folder, 'gateway.log'),
      }),
    )
  }

  get url(): string {
    return this.#served.url
  }

  agentUrl(name: string): string {
    return `${this.url}/a2a/${name}`
  }

  /** A new virtual key that may call these agents and no others. */
  async createKey(alias: string, agents: readonly string[]): Promise<string> {
    const answer = await this.#asAdmin('/key/generate', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key_alias: alias, object_permission: { agents } }),
    })
    return keySchema.parse(answer).key
  }

  /** Registers one more agent, as an administrator does over the API. */
  async register(definition: object): Promise<void> {
    await this.#asAdmin('/v1/agents', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(definition),
    })
  }

  /** Every record there is. */
  async records(): Promise<readonly CallRecord[]> {
    const records: CallRecord[] = []
    let cursor: string | null | undefined
    do {
      const query = new URLSearchParams({ limit: '100', ...(cursor ? { cursor } : {}) })
      const page = logPageSchema.parse(await this.#asAdmin(`/v1/logs?${query}`))
      records.push(...page.logs)
      cursor = page.next_cursor
    } while (cursor)
    return records
  }

  /** The card that a key reads in one version. */
  async card(agent: string, version: string, key: string): Promise<string> {
    const answer = await fetch(`${this.agentUrl(agent)}/.well-known/agent-card.json`, {
      headers: { authorization: `Bearer ${key}`, 'a2a-version': version },
      signal: AbortSignal.timeout(10_000),
    })
    return answer.text()
  }

  stop(): Promise<void> {
    return this.#served.stop()
  }

  async #asAdmin(path: string, request: RequestInit = {}): Promise<unknown> {
    const answer = await fetch(`${this.url}${path}`, {
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${MASTER_KEY}` },
      signal: AbortSignal.timeout(10_000),
    })
    const body = await answer.text()
    if (!answer.ok) throw new Error(`${request.method ?? 'GET'} ${path} was answered ${answer.status}: ${body}`)
    return JSON.parse(body)
  }
}
