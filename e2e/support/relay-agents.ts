import { Message } from '@a2a-js/sdk'
import { AgentEvent, type AgentExecutor } from '@a2a-js/sdk/server'
import type { AgentExecutor as AgentExecutor03 } from '@a2a-js/sdk-0.3/server'
import type { TestServer } from './agent-script.ts'
import { receivedHeaders, sdkAgent } from './sdk-agent.ts'
import { sdkAgent03 } from './sdk-agent-0-3.ts'
import { cardFound, type TestGateway, testGateway } from './test-gateway.ts'
import type { Wire } from './wire.ts'

/** How an agent calls on: with a key of its own and nothing else, or with everybody's key and the trace that came. */
export type RelayHabit = 'own-key' | 'headers' | 'traceparent'

export interface RelayGateway extends AsyncDisposable {
  readonly gateway: TestGateway
  /** The key that everybody has. */
  readonly key: string
  /** Sends an agent the names of those that it is to go on to, one after the other; resolves with what was said. */
  send(agent: string, text: string, options?: { readonly headers?: Record<string, string> }): Promise<string>
}

const PASSED_ON: Record<RelayHabit, readonly string[]> = {
  'own-key': [],
  headers: ['traceparent', 'tracestate'],
  traceparent: ['traceparent'],
}

/**
 * A gateway with agents of the official SDKs that call one another through it: each asks the agent that is named first in
 * the text for the rest of it, and tells what it got. Names that begin with `old` speak 0.3 alone.
 */
export async function relayGateway(
  habits: Readonly<Record<string, RelayHabit>>,
  { cost, ...config }: { readonly chains?: object; readonly cost?: object } = {},
): Promise<RelayGateway> {
  const stack = new AsyncDisposableStack()
  const keys = new Map<string, string>()
  let shared = ''
  const ask = async (agent: string, text: string, key: string, headers: Record<string, string>): Promise<string> => {
    const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] }
    const { result, error } = await gateway.call(agent, 'SendMessage', { message }, { key, headers })
    return error === undefined ? result.message.parts[0].text : `${error.data[0].reason}: ${error.message}`
  }
  const relay = async (name: string, text: string): Promise<string> => {
    const [next, ...rest] = text.split(' ').filter(Boolean)
    if (next === undefined) return `${name} end`
    const came = receivedHeaders.getStore() ?? {}
    const habit = habits[name] ?? 'own-key'
    const headers = Object.fromEntries(
      PASSED_ON[habit].flatMap((header) => (typeof came[header] === 'string' ? [[header, came[header]]] : [])),
    )
    const key = habit === 'own-key' ? (keys.get(name) ?? '') : shared
    return `${name} ${await ask(next, rest.join(' '), key, headers)}`
  }
  const servers: Record<string, TestServer> = {}
  for (const name of Object.keys(habits)) {
    servers[name] = stack.use(
      await (name.startsWith('old') ? sdkAgent03(relay03(name, relay)) : sdkAgent({ executor: relay10(name, relay) })),
    )
  }
  const agents = Object.entries(servers).map(([name, { url }]) => ({
    name,
    upstreams: [{ url: `${url}/` }],
    ...(cost === undefined ? {} : { cost }),
  }))
  const gateway: TestGateway = stack.use(await testGateway({ config: { agents, ...config } }))
  shared = await gateway.key('all')
  for (const name of Object.keys(habits)) {
    await cardFound(gateway, name)
    const { agent_id }: Wire = await gateway.json(`/v1/agents/${name}`)
    keys.set(name, await gateway.key('all', { agent_id }))
  }
  return {
    gateway,
    key: shared,
    send: (agent, text, { headers = {} } = {}) => ask(agent, text, shared, headers),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

type Relay = (name: string, text: string) => Promise<string>

const relay10 = (name: string, relay: Relay): AgentExecutor => ({
  async execute({ contextId, userMessage }, bus) {
    const content = userMessage.parts[0]?.content
    const text = await relay(name, content?.$case === 'text' ? content.value : '')
    const message = { messageId: crypto.randomUUID(), role: 'ROLE_AGENT', contextId, parts: [{ text }] }
    bus.publish(AgentEvent.message(Message.fromJSON(message)))
    bus.finished()
  },
  cancelTask: async () => {},
})

const relay03 = (name: string, relay: Relay): AgentExecutor03 => ({
  async execute({ contextId, userMessage }, bus) {
    const [part] = userMessage.parts
    const text = await relay(name, part?.kind === 'text' ? part.text : '')
    bus.publish({
      kind: 'message',
      messageId: crypto.randomUUID(),
      role: 'agent',
      contextId,
      parts: [{ kind: 'text', text }],
    })
    bus.finished()
  },
  cancelTask: async () => {},
})
