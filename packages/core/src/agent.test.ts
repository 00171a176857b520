import { describe, expect, it } from 'vitest'
import { around, defineAgent } from './agent.ts'
import type { CallContext } from './call-context.ts'
import { isStreamOperation, OPERATIONS } from './operations.ts'

const context: CallContext = {
  requestId: 'r',
  caller: { keyId: 'k', role: 'member', agents: { access: 'all' } },
  owner: { keyId: 'k' },
  signal: new AbortController().signal,
  headers: {},
  agent: { id: 'a', name: 'A' },
  observe() {},
}
const request = { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] } } as const
const reply = { message: { messageId: 'r', role: 'ROLE_AGENT', parts: [{ text: 'ho' }] } } as const
const task = { id: 't', status: { state: 'TASK_STATE_COMPLETED' } } as const

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

const speaker = defineAgent({
  sendMessage: () => Promise.resolve(reply),
  async *streamMessage() {
    yield { task }
    yield reply
  },
  traits: { streaming: true },
})

describe('defineAgent', () => {
  it('does what its author wrote', async () => {
    expect(await speaker.sendMessage(request, context)).toBe(reply)
    expect(await all(speaker.streamMessage(request, context))).toEqual([{ task }, reply])
    expect(speaker.traits).toEqual({ tasks: false, streaming: true, push: false, resume: false, cancel: false })
  })

  it('refuses everything else, each by the name of its method', async () => {
    const agent = defineAgent({})
    const answers = {
      sendMessage: agent.sendMessage(request, context),
      getTask: agent.getTask({ id: 't' }, context),
      listTasks: agent.listTasks({}, context),
      cancelTask: agent.cancelTask({ id: 't' }, context),
      createTaskPushNotificationConfig: agent.createTaskPushNotificationConfig({ url: 'u' }, context),
      getTaskPushNotificationConfig: agent.getTaskPushNotificationConfig({ taskId: 't', id: 'c' }, context),
      listTaskPushNotificationConfigs: agent.listTaskPushNotificationConfigs({ taskId: 't' }, context),
      deleteTaskPushNotificationConfig: agent.deleteTaskPushNotificationConfig({ taskId: 't', id: 'c' }, context),
      getExtendedAgentCard: agent.getExtendedAgentCard({}, context),
      streamMessage: all(agent.streamMessage(request, context)),
      subscribeToTask: all(agent.subscribeToTask({ id: 't' }, context)),
    }
    expect(Object.keys(answers).sort()).toEqual(Object.keys(OPERATIONS).sort())
    for (const [operation, answer] of Object.entries(answers)) {
      const method = Object.entries(OPERATIONS).find(([name]) => name === operation)?.[1]['1.0']
      await expect(answer).rejects.toMatchObject({
        code: 'UNSUPPORTED_OPERATION',
        message: `This agent does not offer ${method}.`,
      })
    }
    await expect(agent.getAgentCard()).rejects.toMatchObject({ code: 'AGENT_CARD_NOT_FOUND' })
  })

  it('asks for traits anew each time', () => {
    let push = false
    const agent = defineAgent({
      get traits() {
        return { push }
      },
    })
    expect(agent.traits.push).toBe(false)
    push = true
    expect(agent.traits.push).toBe(true)
    expect(around(agent, {}).traits.push).toBe(true)
  })
})

describe('around', () => {
  it('changes nothing when it wraps nothing', async () => {
    const agent = around(speaker, {})
    expect(await agent.sendMessage(request, context)).toBe(reply)
    expect(await all(agent.streamMessage(request, context))).toEqual([{ task }, reply])
    await expect(agent.getAgentCard()).rejects.toMatchObject({ code: 'AGENT_CARD_NOT_FOUND' })
  })

  it('passes every operation through the function of its kind', async () => {
    const seen: string[] = []
    const agent = around(defineAgent({}), {
      unary: (operation, given, call, next) => {
        seen.push(operation)
        return next(given, call)
      },
      async *stream(operation, given, call, next) {
        seen.push(operation)
        yield* next(given, call)
      },
    })
    await Promise.allSettled([
      agent.sendMessage(request, context),
      agent.getTask({ id: 't' }, context),
      agent.listTasks({}, context),
      agent.cancelTask({ id: 't' }, context),
      agent.createTaskPushNotificationConfig({ url: 'u' }, context),
      agent.getTaskPushNotificationConfig({ taskId: 't', id: 'c' }, context),
      agent.listTaskPushNotificationConfigs({ taskId: 't' }, context),
      agent.deleteTaskPushNotificationConfig({ taskId: 't', id: 'c' }, context),
      agent.getExtendedAgentCard({}, context),
      all(agent.streamMessage(request, context)),
      all(agent.subscribeToTask({ id: 't' }, context)),
    ])
    expect(seen.sort()).toEqual(Object.keys(OPERATIONS).sort())
  })

  it('lets a wrapper change the request and the context, and answer itself', async () => {
    const inner = defineAgent({
      getTask: ({ id }, { requestId }) => Promise.resolve({ ...task, id: `${id}/${requestId}` }),
    })
    const renamed = around(inner, {
      unary: (_operation, given, call, next) => next({ ...given, id: 'x' }, { ...call, requestId: 'y' }),
    })
    expect((await renamed.getTask({ id: 't' }, context)).id).toBe('x/y')
    const shut = around(speaker, { unary: () => Promise.reject(new Error('closed')) })
    await expect(shut.sendMessage(request, context)).rejects.toThrow('closed')
    expect(await all(shut.streamMessage(request, context))).toHaveLength(2)
  })

  it('ends what is below when the iteration is left early', async () => {
    let ended = false
    const endless = defineAgent({
      async *streamMessage() {
        try {
          while (true) yield reply
        } finally {
          ended = true
        }
      },
    })
    const agent = around(endless, {
      async *stream(_operation, given, call, next) {
        yield* next(given, call)
      },
    })
    for await (const event of agent.streamMessage(request, context)) {
      expect(event).toBe(reply)
      break
    }
    expect(ended).toBe(true)
  })
})

describe('operations', () => {
  it('tells streams from single answers', () => {
    expect(isStreamOperation('streamMessage')).toBe(true)
    expect(isStreamOperation('subscribeToTask')).toBe(true)
    expect(isStreamOperation('sendMessage')).toBe(false)
  })
})
