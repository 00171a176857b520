import { type Agent, type CallContext, createAssembly, defineAgent, type SendMessageRequest } from '@gateway/core'
import { expect, test } from 'vitest'
import { helloAdapter } from './hello-agent.ts'

const hello = (): Agent => defineAgent(helloAdapter.connect({}))
const context: CallContext = {
  requestId: 'r',
  caller: { keyId: 'k', role: 'member', agents: { access: 'all' } },
  owner: { keyId: 'k' },
  signal: new AbortController().signal,
  headers: {},
  agent: { id: 'hello', name: 'hello' },
  observe() {},
}
const say = (text: string, contextId?: string): SendMessageRequest => ({
  message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text }], ...(contextId === undefined ? {} : { contextId }) },
})

test('answers with a task that is finished and can be asked for again', async () => {
  const agent = hello()
  const { task } = await agent.sendMessage(say('good morning', 'c1'), context)
  expect(task).toMatchObject({
    contextId: 'c1',
    status: { state: 'TASK_STATE_COMPLETED' },
    artifacts: [{ parts: [{ text: 'Hello! You said: good morning' }] }],
  })
  expect(await agent.getTask({ id: task?.id ?? '' }, context)).toEqual(task)
  await expect(agent.cancelTask({ id: task?.id ?? '' }, context)).rejects.toMatchObject({ code: 'TASK_NOT_CANCELABLE' })
  await expect(agent.getTask({ id: 'other' }, context)).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
})

test('streams the same answer word by word', async () => {
  const agent = hello()
  const assembly = createAssembly()
  let chunks = 0
  for await (const event of agent.streamMessage(say('one two'), context)) {
    if (event.artifactUpdate) chunks += 1
    assembly.add(event)
  }
  const task = assembly.result()?.task
  expect(chunks).toBe(5)
  expect(task?.status.state).toBe('TASK_STATE_COMPLETED')
  expect(task?.artifacts?.[0]?.parts.map(({ text }) => text).join('')).toBe('Hello! You said: one two')
  expect((await agent.getTask({ id: task?.id ?? '' }, context)).status.state).toBe('TASK_STATE_COMPLETED')
})

test('has a card, needs no settings, and takes none', async () => {
  expect(await hello().getAgentCard()).toMatchObject({ name: 'hello', capabilities: { streaming: true } })
  expect(helloAdapter.settings.safeParse({ url: 'http://x' }).success).toBe(false)
})
