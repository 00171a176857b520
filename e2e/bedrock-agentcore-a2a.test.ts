/** A runtime of Bedrock AgentCore that speaks A2A: a native agent of the adapter `a2a`, behind a data plane that checks signatures. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ARN,
  CREDENTIALS,
  type DataPlane,
  startDataPlane,
} from '../packages/adapter-bedrock-agentcore/src/data-plane.fixture.ts'
import { client03, client10 } from './support/clients.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

const SESSION = 'X-Amzn-Bedrock-AgentCore-Runtime-Session-Id'

let runtime: Awaited<ReturnType<typeof sdkAgent>>
let plane: DataPlane
let gateway: TestGateway

const agent = (name: string, auth: object = {}) => ({
  name,
  upstreams: [
    {
      settings: {
        url: `${plane.url}/runtimes/${encodeURIComponent(ARN)}/invocations/`,
        auth: { type: 'sigv4', region: 'us-east-1', service: 'bedrock-agentcore', credentials: CREDENTIALS, ...auth },
        sessionHeader: SESSION,
      },
    },
  ],
})

beforeAll(async () => {
  runtime = await sdkAgent()
  plane = await startDataPlane({ url: runtime.url, path: '' })
  const wrong = { credentials: { ...CREDENTIALS, secretAccessKey: 'canary-wrong' } }
  gateway = await testGateway({ config: { agents: [agent('runtime'), agent('other'), agent('wrong', wrong)] } })
  await cardFound(gateway, 'runtime')
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await plane?.close()
  await runtime?.[Symbol.asyncDispose]()
})

const sessions = () => plane.invocations.splice(0).map(({ headers }) => headers[SESSION.toLowerCase()])

test.each([
  ['0.3', client03],
  ['1.0', client10],
])(
  "a client of %s gets the agent's own tasks and streams, in one session for each conversation",
  async (_, connect) => {
    verifies('agentcore-a2a')
    const one = await connect(`${gateway.url}/a2a/runtime`, await gateway.key(['runtime', 'other']))
    sessions()
    const { task } = await one.send('hello')
    expect(task?.status.state).toBe('TASK_STATE_COMPLETED')
    const contextId = task?.contextId ?? ''
    const events = await Array.fromAsync(one.stream('again', { contextId }))
    expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
    expect((await one.get(task?.id ?? '')).id).toBe(task?.id)
    const used = sessions()
    expect(used).toHaveLength(3)
    expect(new Set(used).size).toBe(1)
    expect(String(used[0]).length).toBeGreaterThanOrEqual(33)

    const two = await connect(`${gateway.url}/a2a/runtime`, await gateway.key(['runtime']))
    await two.send('hello', { contextId })
    const elsewhere = await connect(`${gateway.url}/a2a/other`, await gateway.key(['other']))
    await elsewhere.send('hello', { contextId })
    const others = sessions()
    expect(new Set([...others, used[0]]).size).toBe(3)
  },
)

test('a wrong secret is told without it', async () => {
  verifies('agentcore-a2a')
  const key = await gateway.key(['wrong'])
  const message = { messageId: 'm1', role: 'user', parts: [{ kind: 'text', text: 'hi' }] }
  const answer = await gateway.call('wrong', 'message/send', { message }, { key })
  expect(answer.error.message).toMatch(/403/)
  expect(JSON.stringify(answer)).not.toContain('canary')
})
