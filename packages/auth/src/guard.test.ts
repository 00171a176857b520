import type { AgentGrant, CallContext } from '@gateway/core'
import { callStream, callUnary, defineAgent, type StreamOperation, type UnaryOperation } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { guard, requireGrant } from './guard.ts'

const callWith = (agents: AgentGrant, id = 'agent-1'): CallContext => ({
  requestId: 'r',
  caller: { keyId: 'k', role: 'member', agents },
  owner: { keyId: 'k' },
  signal: new AbortController().signal,
  headers: {},
  agent: { id, name: 'invoices' },
  observe: () => {},
})

const GRANTS: [AgentGrant, boolean][] = [
  [{ access: 'none' }, false],
  [{ access: 'all' }, true],
  [{ access: 'selected', agentIds: ['agent-0', 'agent-1'] }, true],
  [{ access: 'selected', agentIds: ['agent-2'] }, false],
  [{ access: 'selected', agentIds: [] }, false],
  // By id alone: an agent made anew under an old name is not covered.
  [{ access: 'selected', agentIds: ['invoices'] }, false],
]

describe('requireGrant', () => {
  it.each(GRANTS)('%j: %s', (grant, allowed) => {
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
    const context = callWith({ access: 'selected', agentIds: ['agent-1'] })
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
})
