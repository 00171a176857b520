import type { AgentRule, CallContext, EffectiveGrant } from '@gateway/core'
import { callStream, callUnary, defineAgent, type StreamOperation, type UnaryOperation } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { guard, requireGrant } from './guard.ts'

const callWith = (agents: EffectiveGrant, id = 'agent-1'): CallContext => ({
  requestId: 'r',
  caller: { keyId: 'k', role: 'member', agents },
  owner: { keyId: 'k' },
  signal: new AbortController().signal,
  headers: {},
  agent: { id, name: 'invoices' },
  observe: () => {},
})

const GRANTS: [EffectiveGrant, boolean][] = [
  [{ access: 'none' }, false],
  [{ access: 'all' }, true],
  [{ access: 'selected', agentIds: new Set(['agent-0', 'agent-1']) }, true],
  [{ access: 'selected', agentIds: new Set(['agent-2']) }, false],
  [{ access: 'selected', agentIds: new Set([]) }, false],
  // By id alone: an agent made anew under an old name is not covered.
  [{ access: 'selected', agentIds: new Set(['invoices']) }, false],
]

describe('requireGrant', () => {
  it.each(GRANTS)('%#: %s', (grant, allowed) => {
    const check = () => requireGrant(callWith(grant))
    if (allowed) expect(check).not.toThrow()
    else expect(check).toThrow(expect.objectContaining({ code: 'PERMISSION_DENIED', status: 403 }))
  })
})

describe('guard', () => {
  const message = { messageId: 'm', role: 'ROLE_USER' as const, parts: [{ text: 'hi' }] }
  const asked: string[] = []
  const agent = guard(
    defineAgent({
      sendMessage: async () => {
        asked.push('sendMessage')
        return { message }
      },
      async *streamMessage() {
        asked.push('streamMessage')
        yield { message }
      },
    }),
  )

  it('lets a granted caller through', async () => {
    const context = callWith({ access: 'selected', agentIds: new Set(['agent-1']) })
    expect(await agent.sendMessage({ message }, context)).toEqual({ message })
    for await (const event of agent.streamMessage({ message }, context)) expect(event).toEqual({ message })
    expect(asked.splice(0)).toEqual(['sendMessage', 'streamMessage'])
  })

  it.each<UnaryOperation>([
    'sendMessage',
    'getTask',
    'listTasks',
    'cancelTask',
    'createTaskPushNotificationConfig',
    'getTaskPushNotificationConfig',
    'listTaskPushNotificationConfigs',
    'deleteTaskPushNotificationConfig',
    'getExtendedAgentCard',
  ])('refuses %s of anybody else before the agent is asked', async (operation) => {
    const request = { message, id: 'task', taskId: 'task', url: 'https://hooks.example' }
    const refused = callUnary(agent, operation, request, callWith({ access: 'none' }))
    await expect(refused).rejects.toMatchObject({ code: 'PERMISSION_DENIED' })
    expect(asked).toEqual([])
  })

  it.each<StreamOperation>(['streamMessage', 'subscribeToTask'])('refuses %s too', async (operation) => {
    const read = async () => {
      for await (const _event of callStream(agent, operation, { message, id: 'task' }, callWith({ access: 'none' })));
    }
    await expect(read()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' })
    expect(asked).toEqual([])
  })

  describe('of a caller who is narrowed at the agent', () => {
    const narrowed = (rule: AgentRule) => callWith({ access: 'all', rules: { at: new Map([['agent-1', rule]]) } })
    const DENIED = { code: 'PERMISSION_DENIED' }

    it('lets the granted operations through and no others', async () => {
      const context = narrowed({ operations: new Set(['sendMessage'] as const) })
      expect(await agent.sendMessage({ message }, context)).toEqual({ message })
      expect(asked.splice(0)).toEqual(['sendMessage'])
      await expect(Array.fromAsync(agent.streamMessage({ message }, context))).rejects.toMatchObject({
        ...DENIED,
        message: expect.stringContaining('may not use SendStreamingMessage at agent'),
      })
      await expect(agent.getTask({ id: 't' }, context)).rejects.toMatchObject(DENIED)
      const configuration = { taskPushNotificationConfig: { url: 'https://hooks.example' } }
      await expect(agent.sendMessage({ message, configuration }, context)).rejects.toMatchObject({
        message: expect.stringContaining('CreateTaskPushNotificationConfig'),
      })
      expect(asked).toEqual([])
    })

    it.each<[string, object, boolean]>([
      ['none', {}, false],
      ['one', { message: { ...message, metadata: { skillId: 'translate' } } }, true],
      ['one in snake case', { message: { ...message, metadata: { skill_id: 'translate' } } }, true],
      ['one by the shortest name', { message: { ...message, metadata: { skill: 'sum' } } }, true],
      ['one with the request', { metadata: { skillId: 'sum' } }, true],
      ['another', { message: { ...message, metadata: { skillId: 'delete' } } }, false],
      ['one, and another elsewhere', { message: { ...message, metadata: { skillId: 'sum', skill: 'delete' } } }, false],
      ['one, and another with the request', { metadata: { skill: 'delete', skillId: 'sum' } }, false],
      ['what is no text', { metadata: { skillId: ['sum'] } }, false],
    ])('to skills: a message that names %s', async (_what, more, allowed) => {
      const context = narrowed({ skills: new Set(['translate', 'sum']) })
      const sent = agent.sendMessage({ message, ...more }, context)
      if (allowed) expect(await sent).toEqual({ message })
      else await expect(sent).rejects.toMatchObject({ ...DENIED, field: 'message.metadata.skillId' })
      expect(asked.splice(0)).toEqual(allowed ? ['sendMessage'] : [])
    })

    it('to skills: tasks are read without naming one', async () => {
      const context = narrowed({ skills: new Set(['sum']) })
      await expect(agent.getTask({ id: 't' }, context)).rejects.toMatchObject({ code: 'UNSUPPORTED_OPERATION' })
    })
  })
})
