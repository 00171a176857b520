import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Message as SdkMessage } from '@a2a-js/sdk'
import { Message, AgentCard as SdkAgentCard, Task, TaskArtifactUpdateEvent, TaskStatusUpdateEvent } from '@a2a-js/sdk'
import { duplicateInterfacesForLegacy } from '@a2a-js/sdk/compat/v0_3'
import type { AgentExecutor, ExecutionEventBus, RequestContext } from '@a2a-js/sdk/server'
import { AgentEvent, DefaultRequestHandler, InMemoryTaskStore } from '@a2a-js/sdk/server'
import { agentCardHandler, jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express'
import type { Agent, ProtocolVersion } from '@gateway/core'
import { isGatewayError, sourceText } from '@gateway/core'
import express from 'express'
import { expect, test, vi } from 'vitest'
import { a2aAdapter } from './a2a-adapter.ts'
import { collect, hello, testContext } from './upstream.fixture.ts'

// The official server writes every refused call to the console.
vi.spyOn(console, 'error').mockImplementation(() => {})

/** Echoes in as many chunks as asked (`chunks 5`); `wait` works until it is cancelled; `message` answers directly. */
class EchoExecutor implements AgentExecutor {
  readonly #waiting = new Map<string, () => void>()

  execute = async ({ taskId, contextId, userMessage }: RequestContext, bus: ExecutionEventBus) => {
    const text = textOf(userMessage)
    if (text === 'message') {
      const reply = { messageId: 'reply', contextId, role: 'ROLE_AGENT', parts: [{ text: 'hi' }] }
      bus.publish(AgentEvent.message(Message.fromJSON(reply)))
      return bus.finished()
    }
    const status = (state: string) =>
      bus.publish(AgentEvent.statusUpdate(TaskStatusUpdateEvent.fromJSON({ taskId, contextId, status: { state } })))
    bus.publish(AgentEvent.task(Task.fromJSON({ id: taskId, contextId, status: { state: 'TASK_STATE_SUBMITTED' } })))
    status('TASK_STATE_WORKING')
    if (text === 'wait') {
      await new Promise<void>((resolve) => this.#waiting.set(taskId, resolve))
      status('TASK_STATE_CANCELED')
      return bus.finished()
    }
    const chunks = Number(/^chunks (\d+)$/.exec(text)?.[1] ?? 1)
    for (let index = 0; index < chunks; index++) {
      const artifact = { artifactId: 'a1', parts: [{ text: `echo ${index}: ${text}` }] }
      const update = { taskId, contextId, artifact, append: index > 0, lastChunk: index === chunks - 1 }
      bus.publish(AgentEvent.artifactUpdate(TaskArtifactUpdateEvent.fromJSON(update)))
    }
    status('TASK_STATE_COMPLETED')
    bus.finished()
  }

  cancelTask = async (taskId: string) => this.#waiting.get(taskId)?.()
}

function textOf(message: SdkMessage): string {
  const content = message.parts[0]?.content
  return content?.$case === 'text' ? content.value : ''
}

/** The official server: `legacy` adds the 0.3 layer. */
async function withSdkAgent(legacy: boolean, use: (url: string) => Promise<void>) {
  const app = express()
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a2a`
  const interfaces = [{ url, protocolBinding: 'JSONRPC', protocolVersion: '1.0', tenant: '' }]
  const card = SdkAgentCard.fromJSON({
    name: 'Echo',
    description: 'Echoes.',
    version: '1',
    capabilities: { streaming: true },
    supportedInterfaces: legacy ? duplicateInterfacesForLegacy(interfaces, ['JSONRPC']) : interfaces,
    defaultInputModes: ['text/plain'],
    defaultOutputModes: ['text/plain'],
    skills: [{ id: 'echo', name: 'Echo', description: 'Echoes.', tags: ['echo'] }],
  })
  const requestHandler = new DefaultRequestHandler(card, new InMemoryTaskStore(), new EchoExecutor())
  const legacyCompat = { enabled: legacy }
  app.use('/a2a/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler, legacyCompat }))
  app.use('/a2a', jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication, legacyCompat }))
  try {
    await use(url)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

const say = (text: string) => ({ message: { ...hello.message, messageId: crypto.randomUUID(), parts: [{ text }] } })

async function codeOf(promise: Promise<unknown>): Promise<number | undefined> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return isGatewayError(error) ? error.jsonRpcCode : undefined
}

async function exercise(agent: Agent, version: ProtocolVersion | undefined, spoken: ProtocolVersion) {
  const context = () => testContext(version === undefined ? {} : { version })
  const asked = context()
  const { task } = await agent.sendMessage(say('hello'), asked)
  expect(task?.status.state).toBe('TASK_STATE_COMPLETED')
  expect(task?.artifacts?.[0]?.parts[0]?.text).toBe('echo 0: hello')
  expect(asked.facts.map(({ type }) => type)).toEqual(expect.arrayContaining(['upstream-request', 'upstream-response']))
  expect(asked.facts.findLast(({ type }) => type === 'upstream-request')).toMatchObject({ version: spoken })

  const direct = await agent.sendMessage(say('message'), context())
  expect(direct.message?.parts[0]?.text).toBe('hi')
  // What the official server sends needs no putting right: it goes to a caller of its version as it came.
  const unchanged = version === undefined || version === spoken
  expect(sourceText(direct, spoken, 'JSONRPC')?.includes('"hi"')).toBe(unchanged ? true : undefined)

  const streamed = context()
  const events = await collect(agent.streamMessage(say('chunks 50'), streamed))
  expect(events[0]?.task?.status.state).toBe('TASK_STATE_SUBMITTED')
  expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
  expect(events.filter(({ artifactUpdate }) => artifactUpdate !== undefined)).toHaveLength(50)
  expect(streamed.facts.map(({ type }) => type)).toEqual(['upstream-request', 'upstream-response'])
  for (const event of events) expect(sourceText(event, spoken, 'JSONRPC') !== undefined).toBe(unchanged)

  const id = task?.id ?? ''
  expect((await agent.getTask({ id }, context())).status.state).toBe('TASK_STATE_COMPLETED')
  expect(await codeOf(agent.getTask({ id: 'nope' }, context()))).toBe(-32001)
  expect(await codeOf(agent.cancelTask({ id }, context()))).toBe(-32002)
  const push = { taskId: id, url: 'http://127.0.0.1:1/' }
  expect(await codeOf(agent.createTaskPushNotificationConfig(push, context()))).toBe(-32003)

  const running = agent.streamMessage(say('wait'), context())[Symbol.asyncIterator]()
  const waiting = (await running.next()).value?.task?.id ?? ''
  await running.next()
  const watched = collect(agent.subscribeToTask({ id: waiting }, context()))
  expect((await agent.cancelTask({ id: waiting }, context())).status.state).toBe('TASK_STATE_CANCELED')
  expect((await running.next()).value?.statusUpdate?.status.state).toBe('TASK_STATE_CANCELED')
  expect((await running.next()).done).toBe(true)
  expect((await watched).length).toBeGreaterThan(0)
  expect(await codeOf(collect(agent.subscribeToTask({ id: 'nope' }, context())))).toBe(-32001)
}

test.each([
  ['both versions', true, '1.0', undefined, '1.0'],
  ['both versions', true, '0.3', undefined, '0.3'],
  ['both versions', true, undefined, undefined, '1.0'],
  ['both versions', true, '1.0', '0.3', '0.3'],
  ['both versions', true, '0.3', '1.0', '1.0'],
  ['1.0 alone', false, '0.3', undefined, '1.0'],
] as const)(
  'the official server with %s (%s), caller %s, pinned %s, is called in %s',
  async (_name, legacy, version, pin, spoken) => {
    await withSdkAgent(legacy, async (url) => {
      const agent = a2aAdapter.connect({ url, ...(pin === undefined ? {} : { protocolVersion: pin }) })
      await exercise(agent, version, spoken)
    })
  },
)

test('the card tells versions and traits', async () => {
  await withSdkAgent(true, async (url) => {
    const agent = a2aAdapter.connect({ url })
    expect(agent.traits).toEqual({ tasks: true, streaming: true, push: false, resume: true, cancel: true })
    const card = await agent.getAgentCard()
    expect(card.name).toBe('Echo')
    expect(card.supportedInterfaces.map(({ protocolVersion }) => protocolVersion).sort()).toEqual(['0.3', '1.0'])
    expect(agent.traits).toMatchObject({ streaming: true, push: false })
    const context = testContext({ version: '0.3' })
    await agent.sendMessage(say('hello'), context)
    expect(context.facts[0]).toMatchObject({ type: 'upstream-request', version: '0.3' })
  })
})

test('ListTasks is there in 1.0 alone', async () => {
  await withSdkAgent(true, async (url) => {
    const agent = a2aAdapter.connect({ url })
    await agent.sendMessage(say('hello'), testContext())
    expect((await agent.listTasks({}, testContext({ version: '0.3' }))).tasks).toHaveLength(1)
    const pinned = a2aAdapter.connect({ url, protocolVersion: '0.3.0' })
    expect(await codeOf(pinned.listTasks({}, testContext()))).toBe(-32004)
  })
})
