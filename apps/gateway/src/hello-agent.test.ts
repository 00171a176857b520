import { type Agent, createAssembly, createCallContext, type SendMessageRequest } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { complete, createTaskEngine, createTaskIndex } from '@gateway/tasks'
import { expect, test } from 'vitest'
import { helloAdapter } from './hello-agent.ts'

/** The demo agent as the gateway serves it. */
const hello = (): Agent => {
  const store = memoryStore()
  const index = createTaskIndex({ store: store.tasks })
  return complete(helloAdapter.connect({}), { index, engine: createTaskEngine({ store }), upstream: 'hello' })
}
const context = createCallContext({ agent: { id: 'hello', name: 'hello' } })
const say = (text: string, ids: { contextId?: string; taskId?: string } = {}): SendMessageRequest => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...ids },
})

test('answers with a task that is finished and can be asked for again', async () => {
  const agent = hello()
  const { task } = await agent.sendMessage(say('good morning', { contextId: 'c1' }), context)
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

test('asks for a name and greets by it', async () => {
  const agent = hello()
  const asked = (await agent.sendMessage(say('ask'), context)).task
  expect(asked?.status).toMatchObject({
    state: 'TASK_STATE_INPUT_REQUIRED',
    message: { parts: [{ text: 'What is your name?' }] },
  })
  const { task } = await agent.sendMessage(say('Ada', { taskId: asked?.id ?? '' }), context)
  expect(task?.artifacts?.[0]?.parts[0]?.text).toBe('Hello, Ada!')
})

test('counts, and is stopped', async () => {
  const agent = hello()
  const counted = (await agent.sendMessage(say('count to 3'), context)).task
  expect(counted?.artifacts?.[0]?.parts[0]?.text).toBe('1 2 3 ')
  for (const text of ['count to 1000', 'wait 600']) {
    const request = { ...say(text), configuration: { returnImmediately: true } }
    const { task } = await agent.sendMessage(request, context)
    expect((await agent.cancelTask({ id: task?.id ?? '' }, context)).status.state).toBe('TASK_STATE_CANCELED')
  }
})

test('has a card, needs no settings, and takes none', async () => {
  expect(await hello().getAgentCard()).toMatchObject({ name: 'hello', capabilities: { streaming: true } })
  expect(helloAdapter.settings.safeParse({ url: 'http://x' }).success).toBe(false)
})
