import { Message } from '@a2a-js/sdk'
import { AgentEvent, type AgentExecutor, type ExecutionEventBus, type RequestContext } from '@a2a-js/sdk/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestServer } from './support/agent-script.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let gateway: TestGateway
const servers: TestServer[] = []
/** By the name of an agent, the key that it calls on with. */
const keys = new Map<string, string>()

/** Asks the agent that is named first in the text for the rest of it, in the same conversation, and tells what it got. */
class Relay implements AgentExecutor {
  readonly #name: string
  constructor(name: string) {
    this.#name = name
  }
  execute = async ({ contextId, userMessage }: RequestContext, bus: ExecutionEventBus) => {
    const content = userMessage.parts[0]?.content
    const [next = '', ...rest] = (content?.$case === 'text' ? content.value : '').split(' ').filter(Boolean)
    const said = next === '' ? 'end' : await send(next, rest.join(' '), keys.get(this.#name) ?? '', { contextId })
    const parts = [{ text: `${this.#name} ${said}` }]
    bus.publish(
      AgentEvent.message(Message.fromJSON({ messageId: crypto.randomUUID(), role: 'ROLE_AGENT', contextId, parts })),
    )
    bus.finished()
  }
  cancelTask = async () => {}
}

async function send(agent: string, text: string, key: string, ids: object = {}): Promise<string> {
  const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...ids }
  const { result, error } = await gateway.call(agent, 'SendMessage', { message }, { key })
  return error === undefined ? result.message.parts[0].text : `${error.data[0].reason}: ${error.message}`
}

const DEPTHS = { free: undefined, shallow: 1, deep: 3 }
beforeAll(async () => {
  const agents = []
  for (const [name, depth] of Object.entries(DEPTHS)) {
    const server = await sdkAgent({ executor: new Relay(name) })
    servers.push(server)
    const budget = depth === undefined ? {} : { budget: { conversation: { depth } } }
    agents.push({ name, upstreams: [{ url: `${server.url}/` }], ...budget })
  }
  gateway = await testGateway({ config: { agents, chains: { sameAgent: 'allow', maxDepth: 24 } } })
  for (const name of Object.keys(DEPTHS)) {
    await cardFound(gateway, name)
    keys.set(name, await gateway.key('all', { agent_id: (await gateway.json(`/v1/agents/${name}`)).agent_id }))
  }
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  for (const server of servers) await server[Symbol.asyncDispose]()
})

test('agents ask one another with their own keys as deep as an agent takes it, and no deeper', async () => {
  verifies('budgets')
  const key = await gateway.key('all')
  expect(await send('shallow', '', key)).toBe('shallow end')
  expect(await send('free', 'shallow', key)).toMatch(
    /^free BUDGET_EXCEEDED: This conversation is 2 agents deep at agent 'shallow', which takes it at most 1 deep/,
  )
  expect(await send('free', 'free deep', key)).toBe('free free deep end')
  expect(await send('free', 'free free deep', key)).toMatch(/^free free free BUDGET_EXCEEDED: .* is 4 agents deep/)
  const { logs } = await gateway.json('/v1/logs?agent=deep&status=refused')
  expect(logs).toMatchObject([{ errorCode: 'BUDGET_EXCEEDED', callerAgentId: expect.any(String) }])
})

test('two agents that ask each other without end are stopped, and new conversations go on', async () => {
  verifies('budgets')
  const key = await gateway.key('all')
  const endless = 'deep free '.repeat(20)
  const contextId = crypto.randomUUID()
  expect(await send('free', endless, key, { contextId })).toMatch(
    /^free deep free BUDGET_EXCEEDED: .* is 4 agents deep at agent 'deep'/,
  )
  expect(await send('free', 'deep', key, { contextId })).toMatch(/BUDGET_EXCEEDED/)
  expect(await send('free', 'deep', key, { contextId: crypto.randomUUID() })).toBe('free deep end')
})
