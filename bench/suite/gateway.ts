import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { pidOf, stopProcess } from './child.ts'
import { freePort } from './free-port.ts'

/** The admin key of every gateway that is measured. */
export const MASTER_KEY = 'sk-bench-0123456789abcdef0123456789abcdef'
/** Where `turbo run build` puts it. */
export const BUILT = resolve(import.meta.dirname, '../../apps/gateway/dist/main.js')
const START_MS = 60_000
/** As `scripts/start.sh` starts it. */
const NODE_OPTIONS = ['--no-parallel-scavenge']

const generated = z.object({ key: z.string().startsWith('sk-') })
const registered = z.object({ agent_id: z.string() }).transform(({ agent_id: id }) => ({ id }))
const counted = z.object({ calls: z.number() })

/** An A2A agent that is reached by its URL, or one of an adapter that takes no settings. */
export type GatewayAgent =
  | { readonly name: string; readonly url: string; readonly protocolVersion: string }
  | { readonly name: string; readonly adapter: string }

/** What is started: the agents in its file, and the built file. */
export interface GatewayToStart {
  readonly agents: readonly GatewayAgent[]
  readonly built: string
  /** `DATABASE_URL`. Default: a SQLite file in the folder. */
  readonly database?: string
}

/** The built gateway in a process of its own, with the agents in its file and its database in a folder. */
export class GatewayProcess {
  readonly url: string
  readonly pid: number
  readonly startedAt: number
  readonly #child: ChildProcess
  readonly #folder: string

  private constructor(child: ChildProcess, folder: string, url: string, startedAt: number) {
    this.#child = child
    this.#folder = folder
    this.url = url
    this.pid = pidOf(child)
    this.startedAt = startedAt
  }

  /** Spawns it and returns at once; see `ready`. A second start in the same folder finds its database again. */
  static async spawn(
    folder: string,
    { agents, built, database = databaseUrl(folder) }: GatewayToStart,
    nodeOptions: readonly string[] = [],
  ): Promise<GatewayProcess> {
    if (!existsSync(built)) throw new Error('The gateway is not built. Run: pnpm turbo run build --filter @gateway/app')
    mkdirSync(folder, { recursive: true })
    const configuration = join(folder, 'gateway.yaml')
    // JSON is YAML.
    const entries = agents.map((agent) => ({
      name: agent.name,
      upstreams: [
        'url' in agent
          ? { url: agent.url, settings: { protocolVersion: agent.protocolVersion } }
          : { adapter: agent.adapter },
      ],
    }))
    await writeFile(configuration, JSON.stringify({ agents: entries }))
    const port = await freePort()
    const log = openSync(join(folder, 'gateway.log'), 'a')
    const startedAt = performance.now()
    const child = spawn(process.execPath, [...NODE_OPTIONS, ...nodeOptions, built], {
      cwd: folder,
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: String(port),
        GATEWAY_MASTER_KEY: MASTER_KEY,
        GATEWAY_CONFIG: configuration,
        DATABASE_URL: database,
        DRAIN_SECONDS: '5',
      },
      stdio: ['ignore', log, log],
    })
    return new GatewayProcess(child, folder, `http://127.0.0.1:${port}`, startedAt)
  }

  static async start(...options: Parameters<typeof GatewayProcess.spawn>): Promise<GatewayProcess> {
    const gateway = await GatewayProcess.spawn(...options)
    await gateway.ready()
    return gateway
  }

  async ready(): Promise<void> {
    const end = performance.now() + START_MS
    while (performance.now() < end && this.#child.exitCode === null) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer?.ok) return
      await pause(20)
    }
    throw new Error(`The gateway did not become ready; see ${join(this.#folder, 'gateway.log')}.`)
  }

  /** A new virtual key that may call these agents. */
  async createKey(agents: readonly string[] | 'all'): Promise<string> {
    return generated.parse(await this.asAdmin('POST', '/key/generate', { object_permission: { agents } })).key
  }

  /** Registers an agent in the database. */
  async createAgent(name: string, url: string): Promise<{ readonly id: string }> {
    const upstream = { url, settings: { protocolVersion: '1.0' } }
    return registered.parse(await this.asAdmin('POST', '/v1/agents', { name, upstreams: [upstream] }))
  }

  stop(): Promise<void> {
    return stopProcess(this.#child)
  }

  /** Asks the admin API, with the admin key. */
  async asAdmin(method: 'GET' | 'PATCH' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${MASTER_KEY}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
}

export function databaseUrl(folder: string): string {
  return `sqlite:${join(folder, 'gateway.db')}`
}

/** How many call records a stopped gateway has left in its database. */
export function storedRecords(folder: string): number {
  const database = new DatabaseSync(join(folder, 'gateway.db'), { readOnly: true })
  try {
    return counted.parse(database.prepare('select count(*) as calls from records').get()).calls
  } finally {
    database.close()
  }
}
