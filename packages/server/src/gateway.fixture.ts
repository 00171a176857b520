import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type {
  Agent,
  AgentCard,
  Caller,
  CallOutcome,
  CallRecord,
  CallSubject,
  CallTrace,
  RecordFilter,
} from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { getRequestListener } from '@hono/node-server'
import { createActiveCalls } from './active-calls.ts'
import { createCallChains } from './call-chains.ts'
import { callListener } from './call-listener.ts'
import { type AppOptions, createApp } from './create-app.ts'
import { identities } from './identities.fixture.ts'
import { memoryKeys } from './memory-keys.fixture.ts'
import type { AgentDirectory, NotedRepair, ServedAgent } from './ports.ts'

/** What a call's observation was told, for tests to look at. */
export interface ObservedCall {
  caller?: Caller
  agent?: { readonly id: string; readonly name: string; readonly content: boolean }
  tags?: readonly string[]
  trace?: CallTrace
  subject?: CallSubject
  /** One for each time that `end` was called. */
  readonly outcomes: CallOutcome[]
}

export const CARD: AgentCard = {
  name: 'Echo',
  description: 'Says it again.',
  version: '1.0.0',
  supportedInterfaces: [{ url: 'http://upstream.internal/', protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
  capabilities: { streaming: true },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: [],
}

export function servedAgent(name: string, agent: Agent, definition: ServedAgent['definition'] = {}): ServedAgent {
  const repairs: NotedRepair[] = []
  return {
    id: `id-${name}`,
    name,
    source: 'store',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    definition,
    agent,
    card: CARD,
    cardState: { state: 'found', fetchedAt: '2026-01-01T00:00:00.000Z' },
    repairs,
    noteRepair: (repair) => void repairs.push({ repair, since: '2026-01-02T00:00:00.000Z' }),
  }
}

const ADMIN: Caller = { keyId: 'master', role: 'admin', agents: { access: 'all' } }

export interface TestPorts {
  readonly options: AppOptions
  readonly calls: ObservedCall[]
  /** What the registry and the keys were asked to change. */
  readonly changes: { readonly what: string; readonly with: unknown }[]
  readonly filters: RecordFilter[]
  readonly records: CallRecord[]
  readonly logged: unknown[]
}

/** The layers below, in memory. `sk-admin` is the administrator's key, `sk-member` one with a grant for the agent `echo`. */
export function testPorts(agents: readonly ServedAgent[], options: Partial<AppOptions> = {}): TestPorts {
  const calls: ObservedCall[] = []
  const changes: TestPorts['changes'] = []
  const filters: RecordFilter[] = []
  const records: CallRecord[] = []
  const logged: unknown[] = []
  const log = (details: unknown) => {
    logged.push(details)
  }
  const stops = new Map<string, { readonly reason: string; readonly since: string }>()
  const directory: AgentDirectory = {
    find: (idOrName) => agents.find(({ id, name }) => id === idOrName || name === idOrName),
    list: () => agents,
    revision: () => changes.length,
    servedCard: (served, url, card = served.card) => ({
      ...card,
      supportedInterfaces: [{ url, protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
    }),
    masked: () => ({
      upstreams: [{ settings: { url: 'http://127.0.0.1:1', headers: { 'x-key': 'REDACTED_BY_LITELM' } } }],
    }),
    cardOverrides: ({ name, description }) => ({
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
    }),
    stopped: ({ id }) => stops.get(id),
    async stop({ id }, { reason }) {
      const stop = { reason, since: new Date().toISOString() }
      stops.set(id, stop)
      return stop
    },
    async start({ id }) {
      stops.delete(id)
    },
    standing: () => undefined,
    upstreams: () => ({ upstreams: [{ name: 'upstream-1' }] }),
    definitionSchema: () => ({
      type: 'object',
      properties: { name: { type: 'string' }, upstreams: { type: 'array' } },
    }),
    adapters: () => [{ name: 'a2a', title: 'A2A', settings: { type: 'object' }, secrets: [] }],
    async create(definition) {
      changes.push({ what: 'create', with: definition })
      return firstOf(agents)
    },
    async readCard(id) {
      changes.push({ what: `readCard ${id}`, with: undefined })
      return firstOf(agents)
    },
    async replace(id, definition) {
      changes.push({ what: `replace ${id}`, with: definition })
      return firstOf(agents)
    },
    async patch(id, change) {
      changes.push({ what: `patch ${id}`, with: change })
      return firstOf(agents)
    },
    async remove(id) {
      changes.push({ what: `remove ${id}`, with: undefined })
    },
  }
  return {
    calls,
    changes,
    filters,
    records,
    logged,
    options: {
      authenticate(headers) {
        const key = headers.authorization?.replace('Bearer ', '') ?? headers['x-litellm-api-key']
        if (key === 'sk-admin') return ADMIN
        if (key === 'sk-member') {
          return { keyId: 'member', role: 'member', agents: { access: 'selected', agentIds: new Set(['id-echo']) } }
        }
        throw gatewayError('UNAUTHENTICATED', 'No key was sent.')
      },
      agents: directory,
      keys: memoryKeys(changes),
      ...identities((name) => directory.find(name)),
      keyId: (keyOrHash) => keyOrHash.replace(/^sk-/, ''),
      records: {
        async append(added) {
          records.push(...added)
        },
        async page(filter) {
          filters.push(filter)
          const found = records.slice(0, filter.limit)
          return { records: found, ...(records.length > filter.limit ? { next: found.at(-1)?.id } : {}) }
        },
        list: async (filter) => records.slice(0, filter.limit),
        async written(_filter, after) {
          const start = after === undefined ? records.length : Number(after)
          const found = records.slice(start).map((record, index) => ({ ...record, place: String(start + index + 1) }))
          return { records: found, place: String(records.length) }
        },
        prune: async () => 0,
        oldest: async () => undefined,
        get: async (id) => records.find((record) => record.id === id),
      },
      recorder: {
        begin() {
          const call: ObservedCall = { outcomes: [] }
          calls.push(call)
          return {
            caller(caller) {
              call.caller = caller
            },
            agent(agent) {
              call.agent = agent
            },
            tags(tags) {
              call.tags = tags
            },
            trace(trace) {
              call.trace = trace
            },
            subject(subject) {
              call.subject = subject
            },
            observe() {},
            overhead: () => 1,
            end(outcome) {
              call.outcomes.push(outcome)
            },
          }
        },
      },
      flush: async () => {},
      ready: async () => {},
      activeCalls: createActiveCalls(),
      chains: createCallChains(),
      isTrustedProxy: () => false,
      logger: { debug: log, info: log, warn: log, error: log },
      bodyBytes: 100_000,
      pingMs: 15_000,
      ...options,
    },
  }
}

function firstOf(agents: readonly ServedAgent[]): ServedAgent {
  const [first] = agents
  if (first) return first
  throw new Error('this test needs an agent')
}

export interface ListeningServer extends AsyncDisposable {
  readonly server: Server
  readonly port: number
  readonly url: string
}

/** Serves over a real socket, as the gateway's own process does. */
export async function listening(listener: Parameters<typeof createServer>[1]): Promise<ListeningServer> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

export const listeningApp = (options: AppOptions) =>
  listening(callListener(getRequestListener(createApp(options).fetch, { overrideGlobalObjects: false }), options))

/** Waits until a condition holds; fails after ten seconds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`${what}: still not so after 10 s`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
