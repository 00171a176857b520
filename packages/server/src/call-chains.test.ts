import type { Caller } from '@gateway/core'
import { expect, it } from 'vitest'
import { type CallChains, type ChainLink, createCallChains } from './call-chains.ts'

const user: Caller = { keyId: 'user', role: 'member', agents: { access: 'all' } }
const agent = (name: string) => ({ id: `id-${name}`, name })
const keyOf = (name: string): Caller => ({ ...user, keyId: `key-${name}`, agentId: `id-${name}` })
const NAMED = () => ['a', 'b', 'c'].map(agent)

const link = (chains: CallChains, caller: Caller, name: string, headers = {}, contextId?: string) =>
  chains.link({ caller, agent: agent(name), headers, contextId })
const refusal = (made: ChainLink): string | undefined => {
  try {
    made.check(NAMED)
    return undefined
  } catch (error) {
    expect(error).toMatchObject({ code: 'LOOP_DETECTED', status: 403, retryable: false })
    return error instanceof Error ? error.message : undefined
  }
}

it('links a call to the one whose headers came along, also with spans of the agent between, and at another gateway', () => {
  const [here, there] = [createCallChains({ secret: 's' }), createCallChains({ secret: 's' })]
  const first = link(here, user, 'a')
  expect(first.trace).toMatchObject({ parentSpanId: undefined, causeSpanId: undefined })
  const second = link(there, user, 'b', first.sent)
  // What the agent does is in the first attempt at it, which is in the call.
  const attempt = first.trace.spanId.replace(/00$/, '01')
  expect(second.trace).toMatchObject({ traceId: first.trace.traceId, parentSpanId: attempt })
  expect(second.trace.causeSpanId).toBe(first.trace.spanId)
  const traceparent = `00-${first.trace.traceId}-1111111111111111-01`
  const instrumented = link(there, user, 'b', { traceparent, tracestate: `own=1,${first.sent.tracestate}` })
  expect(instrumented.trace).toMatchObject({ parentSpanId: '1111111111111111', causeSpanId: first.trace.spanId })
  expect(refusal(link(there, user, 'a', second.sent))).toMatch(/Agent 'a' is asked .*\(a → b → a\)/)
  expect(refusal(link(there, user, 'c', second.sent))).toBeUndefined()
})

it('tells agents which of the traces that begin here are kept, and passes on what callers say of theirs', () => {
  const chains = createCallChains({ samples: () => false })
  const first = link(chains, user, 'a')
  expect(first.sent.traceparent).toMatch(/-00$/)
  expect(link(chains, user, 'b', first.sent).sent.traceparent).toMatch(/-00$/)
  expect(link(chains, keyOf('a'), 'b').trace).toMatchObject({ causeSpanId: first.trace.spanId, flags: '00' })
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
  expect(link(chains, user, 'c', { traceparent }).sent.traceparent).toMatch(/-01$/)
  expect(link(createCallChains(), user, 'a').sent.traceparent).toMatch(/-01$/)
})

it('knows its own spans while their calls are under way where an agent drops the tracestate', () => {
  const chains = createCallChains()
  const first = link(chains, user, 'a')
  const { traceparent } = first.sent
  expect(link(chains, user, 'b', { traceparent }).trace.causeSpanId).toBe(first.trace.spanId)
  expect(refusal(link(chains, user, 'a', { traceparent }))).toMatch(/a → a/)
  const attempt = traceparent.replace(/01-01$/, '02-01')
  expect(link(chains, user, 'b', { traceparent: attempt }).trace.causeSpanId).toBe(first.trace.spanId)
  // The span in another trace is a coincidence.
  const other = traceparent.replace(first.trace.traceId, 'a'.repeat(32))
  expect(link(chains, user, 'b', { traceparent: other }).trace.causeSpanId).toBeUndefined()
  first.end()
  expect(link(chains, user, 'b', { traceparent }).trace).toMatchObject({
    traceId: first.trace.traceId,
    parentSpanId: first.trace.spanId.replace(/00$/, '01'),
    causeSpanId: undefined,
  })
})

it('finds the call that an agent works at by its key, where it passes nothing on', () => {
  const chains = createCallChains()
  const first = link(chains, user, 'a')
  const second = link(chains, keyOf('a'), 'b')
  expect(second.trace).toMatchObject({
    traceId: first.trace.traceId,
    parentSpanId: first.trace.spanId,
    causeSpanId: first.trace.spanId,
  })
  expect(refusal(second)).toBeUndefined()
  const third = link(chains, keyOf('b'), 'a')
  expect(refusal(third)).toMatch(/a → b → a/)
  third.end()
  second.end()
  first.end()
  const alone = link(chains, keyOf('a'), 'b')
  expect(alone.trace.causeSpanId).toBeUndefined()
  expect(refusal(alone)).toBeUndefined()
  // Whose key it is, that agent it is.
  expect(refusal(link(chains, keyOf('a'), 'a'))).toMatch(/a → a/)
})

it('of several calls finds the one of the conversation, and else refuses only what each of them forbids', () => {
  const chains = createCallChains()
  const first = link(chains, user, 'a', { 'x-litellm-trace-id': 'talk-1' })
  const other = link(chains, keyOf('b'), 'a', {}, 'talk-2')
  const told = link(chains, keyOf('a'), 'c', { 'x-litellm-trace-id': 'talk-1' })
  expect(told.trace.causeSpanId).toBe(first.trace.spanId)
  expect(link(chains, keyOf('a'), 'c', {}, 'talk-2').trace.causeSpanId).toBe(other.trace.spanId)
  expect(refusal(link(chains, keyOf('a'), 'b', {}, 'talk-2'))).toMatch(/b → a → b/)
  const either = link(chains, keyOf('a'), 'b')
  expect(either.trace.causeSpanId).toBeUndefined()
  expect(refusal(either)).toBeUndefined()
  first.end()
  expect(refusal(link(chains, keyOf('a'), 'b'))).toMatch(/b → a → b/)
})

it('lets chains be as deep as is set, and names only agents that may be named', () => {
  const chains = createCallChains({ maxDepth: 3, sameAgent: 'allow' })
  let sent = {}
  for (const name of ['a', 'b', 'a']) {
    const made = link(chains, user, name, sent)
    expect(refusal(made)).toBeUndefined()
    sent = made.sent
  }
  const deep = link(chains, user, 'hidden', sent)
  expect(refusal(deep)).toMatch(/4 deep \(a → b → a → another agent\), which is more than the 3/)
  expect(refusal(link(chains, user, 'a', {}))).toBeUndefined()
})
