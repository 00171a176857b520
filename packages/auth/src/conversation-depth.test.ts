import type { CallContext, Logger, Message } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it } from 'vitest'
import { createConversationDepths } from './conversation-depth.ts'

const logger: Logger = { debug() {}, info() {}, warn() {}, error() {} }
const message: Message = { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] }

/** A call of the agent `from`, or of nobody's key, to the agent `to`. */
const call = (from: string | undefined, to: string, headers: CallContext['headers'] = {}): CallContext => ({
  requestId: 'r',
  caller: { keyId: `key of ${from}`, role: 'member', agents: { access: 'all' }, ...(from ? { agentId: from } : {}) },
  owner: { keyId: `key of ${from}` },
  signal: new AbortController().signal,
  headers,
  agent: { id: to, name: to },
  observe() {},
})

const refused = (depth: number) => ({ code: 'BUDGET_EXCEEDED', message: expect.stringContaining(`is ${depth} agents`) })

describe('how deep a conversation is', () => {
  it('concerns no call before an agent has a depth, and then those of agents alone', () => {
    const depths = createConversationDepths({ store: memoryStore().budgets, logger, whenAway: 'refuse' })
    expect(depths.concern(call('a', 'b'))).toBe(false)
    depths.use()
    expect(depths.concern(call('a', 'b'))).toBe(true)
    expect(depths.concern(call(undefined, 'b'))).toBe(false)
  })

  it.each([
    ['x-litellm-trace-id', 'trace'],
    ['x-litellm-session-id', 'session'],
    ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  ])('is told by %s, across callers', async (name, value) => {
    const depths = createConversationDepths({ store: memoryStore().budgets, logger, whenAway: 'refuse' })
    const headers = { [name]: value }
    await depths.enter(message, call('a', 'b', headers), 2)
    await depths.enter(message, call('b', 'c', headers), 3)
    await expect(depths.enter(message, call('c', 'd', headers), 3)).rejects.toMatchObject(refused(4))
    // Another's is another, and without any it is not known who asked.
    await depths.enter(message, call('c', 'd', { [name]: value.replace(/[a-z4]/, 'f') }), 2)
    await depths.enter(message, call('c', 'd'), 2)
    await expect(depths.enter(message, call('c', 'd'), 1)).rejects.toMatchObject(refused(2))
  })

  it('is bounded where no agent of a loop has a depth', async () => {
    const { budgets } = memoryStore()
    const depths = createConversationDepths({ store: budgets, logger, whenAway: 'refuse' })
    const headers = { 'x-litellm-trace-id': 'loop' }
    for (let turn = 0; turn < 150; turn += 1) {
      await depths.enter(message, turn % 2 === 0 ? call('a', 'b', headers) : call('b', 'a', headers), undefined)
    }
    await expect(depths.enter(message, call('a', 'c', headers), 50)).rejects.toMatchObject(refused(100))
  })

  it.each(['refuse', 'allow'] as const)('while the store is away: %s', async (whenAway) => {
    const away = { read: () => Promise.reject(new Error('away')), settle: () => Promise.reject(new Error('away')) }
    const depths = createConversationDepths({ store: away, logger, whenAway })
    const entered = depths.enter(message, call('a', 'b', { 'x-litellm-trace-id': 't' }), 1)
    if (whenAway === 'allow') await entered
    else await expect(entered).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})
