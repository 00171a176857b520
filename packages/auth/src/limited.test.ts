import type { AgentRateLimits, CallContext, Fact, RateLimits, WorkTaken } from '@gateway/core'
import { createCallContext, defineAgent, gatewayError } from '@gateway/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { limited } from './limited.ts'
import { createLimiter } from './limiter.ts'
import { createMemoryCounters } from './memory-counters.ts'

const message = (ids: object = {}) => ({ messageId: 'm', role: 'ROLE_USER' as const, parts: [{ text: 'hi' }], ...ids })
const task = (id = 't') => ({ id, contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' as const } })

let facts: Fact[]
let seen: CallContext[]
/** What the agent below does with a call before it answers. */
let act: (context: CallContext) => Promise<void> | void
beforeEach(() => {
  facts = []
  seen = []
  act = () => {}
})

function made(limits?: AgentRateLimits) {
  return limited(
    defineAgent({
      async sendMessage(_request, context) {
        seen.push(context)
        await act(context)
        return { task: task() }
      },
      async *streamMessage(_request, context) {
        seen.push(context)
        await act(context)
        yield { task: task() }
        yield { statusUpdate: { taskId: 't', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' as const } } }
      },
      getTask: async () => task(),
      listTasks: async () => ({ tasks: [], nextPageToken: '', pageSize: 1, totalSize: 0 }),
      cancelTask: async () => task(),
      async *subscribeToTask() {
        yield { task: task() }
      },
    }),
    { limiter: createLimiter(createMemoryCounters()), limits },
  )
}

function call(limits?: RateLimits, headers: Record<string, string> = {}, keyId = 'k'): CallContext {
  const context = createCallContext({ owner: { keyId }, headers, observe: (fact) => void facts.push(fact) })
  return limits === undefined ? context : { ...context, caller: { ...context.caller, limits: { key: limits } } }
}

const LIMITED = { code: 'RATE_LIMITED' }

describe('limited', () => {
  it('hands a call without limits on as it is', async () => {
    const context = call()
    await made().sendMessage({ message: message() }, context)
    expect(seen).toEqual([context])
    expect(seen[0]).toBe(context)
  })

  it('counts messages of a key, sent or streamed; everything else is free', async () => {
    const agent = made()
    const key = call({ requestsPerMinute: 2 })
    await agent.sendMessage({ message: message() }, key)
    await Array.fromAsync(agent.streamMessage({ message: message() }, key))
    await expect(agent.sendMessage({ message: message() }, key)).rejects.toMatchObject(LIMITED)
    await expect(Array.fromAsync(agent.streamMessage({ message: message() }, key))).rejects.toMatchObject(LIMITED)
    await agent.getTask({ id: 't' }, key)
    await agent.cancelTask({ id: 't' }, key)
    await agent.listTasks({}, key)
    expect(await Array.fromAsync(agent.subscribeToTask({ id: 't' }, key))).toHaveLength(1)
    await agent.sendMessage({ message: message() }, call({ requestsPerMinute: 2 }, {}, 'other'))
    expect(seen).toHaveLength(3)
  })

  it('counts all callers of an agent together', async () => {
    const agent = made({ requestsPerMinute: 2 })
    await agent.sendMessage({ message: message() }, call(undefined, {}, 'one'))
    await agent.sendMessage({ message: message() }, call(undefined, {}, 'two'))
    await expect(agent.sendMessage({ message: message() }, call(undefined, {}, 'three'))).rejects.toMatchObject(LIMITED)
  })

  it('counts the tokens that are told, or what goes on behind the call says in their place', async () => {
    const agent = made()
    const key = () => call({ tokensPerMinute: 10 })
    act = ({ observe }) => observe({ type: 'usage', usage: { inputTokens: 4, outputTokens: 5 } })
    await agent.sendMessage({ message: message() }, key())
    const over = Promise.withResolvers<WorkTaken | undefined>()
    act = ({ observe, goesOn }) => {
      goesOn?.(over.promise)
      observe({ type: 'usage', usage: { totalTokens: 1_000 } })
    }
    await agent.sendMessage({ message: message() }, key())
    act = () => {}
    await agent.sendMessage({ message: message() }, key())
    over.resolve({ usage: { totalTokens: 1 } })
    await over.promise
    await expect(agent.sendMessage({ message: message() }, key())).rejects.toMatchObject(LIMITED)
    // Whoever records the call hears everything.
    expect(facts).toContainEqual({ type: 'usage', usage: { totalTokens: 1_000 } })
  })
})

describe('a place', () => {
  const one = () => call({ parallel: 1 })

  it('is held while the call is, and given back when it fails', async () => {
    const agent = made()
    act = async () => {
      await expect(agent.sendMessage({ message: message() }, one())).rejects.toMatchObject(LIMITED)
      throw gatewayError('AGENT_UNREACHABLE', 'gone')
    }
    await expect(agent.sendMessage({ message: message() }, one())).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE' })
    await expect(Array.fromAsync(agent.streamMessage({ message: message() }, one()))).rejects.toMatchObject({
      code: 'AGENT_UNREACHABLE',
    })
    act = () => {}
    await agent.sendMessage({ message: message() }, one())
  })

  it('is given back when the reader of a stream leaves', async () => {
    const agent = made()
    const stream = agent.streamMessage({ message: message() }, one())[Symbol.asyncIterator]()
    await stream.next()
    await expect(agent.sendMessage({ message: message() }, one())).rejects.toMatchObject(LIMITED)
    await stream.return?.()
    await agent.sendMessage({ message: message() }, one())
  })

  it('is given back by a stream whose reader left before it was open', async () => {
    const agent = made()
    const stream = agent.streamMessage({ message: message() }, one())[Symbol.asyncIterator]()
    const first = stream.next()
    await stream.return?.()
    expect(await first).toMatchObject({ done: true })
    expect(seen).toEqual([])
    await agent.sendMessage({ message: message() }, one())
  })

  it('is held once for what was begun while the reader of a stream left', async () => {
    const agent = made()
    const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<undefined>()]
    act = async ({ goesOn }) => {
      await begun.promise
      goesOn?.(over.promise)
    }
    const two = () => call({ parallel: 2 })
    const stream = agent.streamMessage({ message: message() }, two())[Symbol.asyncIterator]()
    const first = stream.next()
    await expect.poll(() => seen.length).toBe(1)
    const left = stream.return?.()
    begun.resolve()
    await Promise.all([first, left])
    act = () => {}
    const other = agent.streamMessage({ message: message() }, two())[Symbol.asyncIterator]()
    await other.next()
    await expect(agent.sendMessage({ message: message() }, two())).rejects.toMatchObject(LIMITED)
    over.resolve(undefined)
    await over.promise
    await agent.sendMessage({ message: message() }, two())
    const third = agent.streamMessage({ message: message() }, two())[Symbol.asyncIterator]()
    await third.next()
    await expect(agent.sendMessage({ message: message() }, two())).rejects.toMatchObject(LIMITED)
  })

  it('is held for what goes on behind the call', async () => {
    const agent = made()
    const over = Promise.withResolvers<undefined>()
    act = ({ goesOn }) => goesOn?.(over.promise)
    await agent.sendMessage({ message: message() }, one())
    await expect(agent.sendMessage({ message: message() }, one())).rejects.toMatchObject(LIMITED)
    over.resolve(undefined)
    await over.promise
    await agent.sendMessage({ message: message() }, one())
  })
})

describe('a conversation', () => {
  const limits = { session: { requestsPerMinute: 2 } }

  it('is told by LiteLLM’s headers, else by its context, and is one caller’s', async () => {
    const agent = made(limits)
    const inContext = { message: message({ contextId: 'c1' }) }
    const traced = call(undefined, { 'x-litellm-trace-id': 'trace' })
    for (const context of [call(), traced, call(undefined, {}, 'other')]) {
      await agent.sendMessage(inContext, context)
      await agent.sendMessage(inContext, context)
      await expect(agent.sendMessage(inContext, context)).rejects.toMatchObject(LIMITED)
    }
    await agent.sendMessage({ message: message({ contextId: 'c2' }) }, call())
  })

  it('counts the message that begins it', async () => {
    const agent = made(limits)
    act = ({ observe }) => {
      observe({ type: 'task', taskId: 't', contextId: 'c' })
      observe({ type: 'task', taskId: 't', contextId: 'c' })
    }
    await agent.sendMessage({ message: message() }, call())
    await agent.sendMessage({ message: message({ contextId: 'c' }) }, call())
    await expect(agent.sendMessage({ message: message({ contextId: 'c' }) }, call())).rejects.toMatchObject(LIMITED)
  })
})
