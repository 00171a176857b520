/** What callers, records and the log are told when a vendor fails, and what they are not. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Behavior, VendorServer } from '../packages/testing/src/adapter/vendor-server.ts'
import { recordOf } from './support/expect-error.ts'
import { a2a } from './support/failures/a2a.ts'
import { azureFoundry } from './support/failures/azure-foundry.ts'
import { bedrockAgentCore } from './support/failures/bedrock-agentcore.ts'
import { FAILURES, type FailureName } from './support/failures/failing-vendor.ts'
import { langGraph } from './support/failures/langgraph.ts'
import { rpc } from './support/speakers.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const NAMES = Object.keys(FAILURES) as FailureName[]

describe.each([
  ['LangGraph', langGraph],
  ['Azure AI Foundry', azureFoundry],
  ['Bedrock AgentCore', bedrockAgentCore],
  ['A2A', a2a],
])('%s', (_, failing) => {
  const { vendor, tells, refuses, native = false } = failing
  let server: VendorServer
  let gateway: TestGateway
  let key: string
  let behavior: Behavior = () => {}
  const log: string[] = []

  const cases = NAMES.flatMap((name) =>
    ['SendStreamingMessage', native ? 'message/stream' : 'message/send'].map((method) => [name, method] as const),
  )
  const agentOf = (name: string, method: string) => `${name} ${method}`.replace(/\W+/g, '-')

  beforeAll(async () => {
    server = await VendorServer.start(vendor, (exchange) => behavior(exchange))
    // One for each case: what a vendor has said of when to call again is for its agent's next calls, too.
    const agents = [...cases.map(([name, method]) => agentOf(name, method)), 'agent'].map((name) => ({
      name,
      upstreams: [failing.upstream(server.url, name.startsWith('silence') ? { idleSeconds: 0.5 } : {})],
    }))
    gateway = await testGateway({ config: { agents }, log: (line) => log.push(line) })
    key = await gateway.key('all')
  })
  afterAll(async () => {
    await gateway?.[Symbol.asyncDispose]()
    await server?.[Symbol.asyncDispose]()
  })

  /** One call: what it was answered, and how often work was begun for it. */
  async function call(method: string, message: object, agent = 'agent') {
    const before = server.exchanges.length
    const received = await gateway.request(`/a2a/${agent}`, { key, body: rpc(method, { message }) })
    const text = await received.text()
    const lines = received.headers.get('content-type') === 'text/event-stream' ? text.split('\n') : [`data: ${text}`]
    const answers: Wire[] = lines.flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6))] : []))
    const requestId = received.headers.get('x-request-id') ?? ''
    return { text, requestId, last: answers.at(-1), begun: server.exchanges.length - before }
  }

  /** In no answer, record, card or line of the log. */
  async function nobodyWasTold(secrets: readonly string[], text: string, requestId: string, agent: string) {
    const record = await recordOf(gateway, { requestId })
    const card = await gateway.request(`/a2a/${agent}/.well-known/agent-card.json`)
    const view = await gateway.request(`/v1/agents/${agent}`, { key })
    const places = { text, record: JSON.stringify(record), card: await card.text(), view: await view.text() }
    for (const secret of [...secrets, server.url]) {
      for (const [place, told] of Object.entries(places))
        expect(told.includes(secret), `${secret} in ${place}`).toBe(false)
    }
    for (const secret of secrets) expect(log.filter((line) => line.includes(secret))).toEqual([])
    return record
  }

  test.for(cases)('%s, told in answer to %s', async ([name, method], { skip }) => {
    verifies('vendor-failures')
    const told = tells[name]
    if (typeof told === 'string') return skip(told)
    const canary = `canary-${randomUUID()}`
    const secrets = [canary, ...(vendor.secrets ?? [])]
    behavior = async (exchange) => void (await FAILURES[name](exchange, secrets.join(' '), vendor))
    const modern = method.startsWith('S')
    const message = modern
      ? { messageId: randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] }
      : { kind: 'message', messageId: randomUUID(), role: 'user', parts: [{ kind: 'text', text: 'hi' }] }
    const agent = agentOf(name, method)
    const { text, requestId, last, begun } = await call(method, message, agent)

    expect(begun).toBe(1)
    expect(server.problems).toEqual([])
    if (native) {
      expect(last.error?.message, text).toMatch(told)
    } else {
      const ended = last.result.statusUpdate ?? last.result
      expect(ended.status.state, text).toBe(modern ? 'TASK_STATE_FAILED' : 'failed')
      expect(ended.status.message.parts[0].text).toMatch(told)
      const task = await gateway.call(agent, 'GetTask', { id: ended.taskId ?? ended.id }, { key })
      expect(task.result.status.state).toBe('TASK_STATE_FAILED')
      expect(JSON.stringify(task)).not.toContain(canary)
    }
    const record = await nobodyWasTold(secrets, text, requestId, agent)
    if (native) expect(record).toMatchObject({ status: 'error' })
    else expect(record).toMatchObject({ taskState: 'TASK_STATE_FAILED' })
    await eventually(() => server.exchanges.every(({ closed }) => closed))
  })

  test('a part that it has no place for is refused before anything is sent', async ({ skip }) => {
    verifies('vendor-failures')
    if (typeof refuses === 'string') return skip(refuses)
    const message = { messageId: randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }, refuses.part] }
    const { text, last, begun } = await call('SendMessage', message)
    const said = last.error?.message ?? last.result.task.status.message.parts[0].text
    expect(said, text).toMatch(refuses.tells)
    if (last.error === undefined) expect(last.result.task.status.state).toMatch(/FAILED|REJECTED/)
    expect(begun).toBe(0)
  })
})
