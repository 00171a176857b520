import type { Adapter, Agent, AgentCard, CallContext, Logger } from '@gateway/core'
import { defineAgent, gatewayError } from '@gateway/core'
import { z } from 'zod'
import type { Cipher } from './cipher.ts'

const settings = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }),
  apiKey: z.string().meta({ secret: true }).optional(),
  headers: z.record(z.string(), z.string()).meta({ secret: true }).default({}),
  limits: z.strictObject({ idleSeconds: z.number().max(100, 'must be at most 100').optional() }).optional(),
})

export type FakeSettings = z.output<typeof settings>

/** An adapter whose agents answer from what the test sets. */
export interface FakeAdapter {
  readonly adapter: Adapter
  /** Settings of every connection that was made. */
  readonly connections: FakeSettings[]
  /** How often a card was asked for. */
  readonly asked: () => number
  /** What `getAgentCard` does; rejects at first. */
  card: (settings: FakeSettings, signal: AbortSignal | undefined) => Promise<AgentCard>
}

export function fakeAdapter(name = 'a2a'): FakeAdapter {
  const connections: FakeSettings[] = []
  let asked = 0
  const fake: FakeAdapter = {
    connections,
    asked: () => asked,
    card: () => Promise.reject(gatewayError('AGENT_UNREACHABLE', 'The agent refused the connection.')),
    adapter: {
      name,
      settings,
      connect(given): Agent {
        const own = settings.parse(given)
        connections.push(own)
        return defineAgent({
          getAgentCard: (context) => {
            asked++
            return fake.card(own, context?.signal)
          },
          getTask: async ({ id }) => ({ id, status: { state: 'TASK_STATE_COMPLETED' }, metadata: { url: own.url } }),
        })
      },
    },
  }
  return fake
}

export function cardNamed(name: string, more: Partial<AgentCard> = {}): AgentCard {
  return {
    name,
    description: `${name}, as it describes itself`,
    version: '2.1.0',
    supportedInterfaces: [{ url: 'http://10.0.0.4:10001/rpc', protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
    capabilities: { streaming: false, pushNotifications: true },
    defaultInputModes: ['text/plain'],
    defaultOutputModes: ['text/plain'],
    skills: [{ id: 'one', name: 'One', description: 'The first.', tags: ['a'] }],
    ...more,
  }
}

/** Hides text without a key; another `secret` cannot read it. */
export function fakeCipher(secret = 'secret'): Cipher {
  return {
    encrypt: (text) => Buffer.from(`${secret}:${text}`).toString('base64'),
    decrypt(encrypted) {
      const text = Buffer.from(encrypted, 'base64').toString()
      if (!text.startsWith(`${secret}:`)) throw new Error('another key')
      return text.slice(secret.length + 1)
    },
  }
}

/** A logger that keeps what it is told. */
export function memoryLogger(): Logger & { readonly lines: string[] } {
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(`${JSON.stringify(fields)} ${message}`)
  return { lines, debug: write, info: write, warn: write, error: write }
}

export const definitionOf = (name: string, url = 'http://127.0.0.1:10001') => ({ name, upstreams: [{ url }] })

export const callContext: CallContext = {
  requestId: 'request',
  caller: { keyId: 'key', role: 'admin', agents: { access: 'all' } },
  owner: { keyId: 'key' },
  signal: new AbortController().signal,
  headers: {},
  agent: { id: 'id', name: 'name' },
  observe() {},
}
