import type { Agent, AgentCost, CallContext, Fact } from '@gateway/core'
import { defineAgent, gatewayError } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it } from 'vitest'
import { complete } from './complete.ts'
import { alice, callOf, send } from './native-agent.fixture.ts'
import { createTaskIndex } from './task-index.ts'

const COST = { perCall: 0.5, perInputToken: 0.25 }

/** An agent that tells what it used before each answer; `refuse` in a message is refused. */
function reporting(usage?: Extract<Fact, { type: 'usage' }>['usage']): Agent {
  const answer = (text: string | undefined, context: CallContext) => {
    if (text === 'refuse') throw gatewayError('INVALID_PARAMS', 'message: not this one.')
    if (usage !== undefined) context.observe({ type: 'usage', usage })
    return { message: { messageId: 'm', role: 'ROLE_AGENT' as const, parts: [{ text: 'hello' }] } }
  }
  return defineAgent({
    async sendMessage({ message }, context) {
      return answer(message.parts[0]?.text, context)
    },
    async *streamMessage({ message }, context) {
      yield answer(message.parts[0]?.text, context)
    },
  })
}

/** What a call's record has at its end. */
async function booked(agent: Agent, streaming: boolean, text = 'hi', cost: AgentCost = COST) {
  const index = createTaskIndex({ store: memoryStore().tasks })
  const whole = complete(agent, { index, upstream: 'main', cost })
  let sum: number | undefined
  let tokens = 0
  let estimated: true | undefined
  const context: CallContext = {
    ...callOf(alice),
    observe(fact) {
      if (fact.type !== 'usage') return
      if (fact.cost !== undefined) sum = (sum ?? 0) + fact.cost
      tokens += fact.usage?.inputTokens ?? 0
      estimated ??= fact.usage?.estimated
    },
  }
  const request = send({ parts: [{ text }] })
  const done = streaming ? Array.fromAsync(whole.streamMessage(request, context)) : whole.sendMessage(request, context)
  await done.catch(() => undefined)
  return { cost: sum, tokens, ...(estimated && { estimated }) }
}

describe.each([
  ['a send', false],
  ['a stream', true],
])('the cost of %s to an agent that keeps its own tasks', (_name, streaming) => {
  it('is that of the call and of the tokens that it reports', async () => {
    expect(await booked(reporting({ inputTokens: 4 }), streaming)).toEqual({ cost: 1.5, tokens: 4 })
    expect(await booked(reporting(), streaming, 'hi', { perCall: 0.5 })).toEqual({ cost: 0.5, tokens: 0 })
  })

  it('is what the agent says itself, where it does', async () => {
    expect((await booked(reporting({ inputTokens: 4, cost: 2 }), streaming)).cost).toBe(2.5)
  })

  it('is that of tokens guessed by the texts, where they have a price and it reports none', async () => {
    const facts = await booked(reporting(), streaming, 'x'.repeat(40), { perInputToken: 1, perOutputToken: 100 })
    // "hello" is 1.25 tokens, and so 2.
    expect(facts).toEqual({ cost: 210, tokens: 10, estimated: true })
  })

  it('is that of its seconds', async () => {
    const { cost = 0 } = await booked(reporting({ inputTokens: 4 }), streaming, 'hi', { perSecond: 1_000 })
    expect(cost).toBeGreaterThan(0)
  })

  it('is nothing for a message that is refused, and not known where there is no price', async () => {
    expect((await booked(reporting({ inputTokens: 4 }), streaming, 'refuse')).cost).toBeUndefined()
    expect((await booked(reporting(), streaming, 'hi', {})).cost).toBeUndefined()
  })
})
