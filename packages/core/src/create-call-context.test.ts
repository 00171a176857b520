import { expect, it } from 'vitest'
import { createCallContext } from './create-call-context.ts'

it('needs nothing', () => {
  const context = createCallContext()
  expect(context).toMatchObject({ owner: { keyId: 'local' }, caller: { keyId: 'local', role: 'member' }, headers: {} })
  expect(context.signal.aborted).toBe(false)
  expect(createCallContext().requestId).not.toBe(context.requestId)
})

it('takes what is given', () => {
  const facts: unknown[] = []
  const signal = AbortSignal.abort()
  const context = createCallContext({
    owner: { keyId: 'k', teamId: 't' },
    signal,
    agent: { id: 'a', name: 'b' },
    headers: { traceparent: 'x' },
    requestId: 'r',
    observe: (fact) => facts.push(fact),
  })
  context.observe({ type: 'upstream', name: 'eu' })
  expect(context).toMatchObject({
    owner: { keyId: 'k', teamId: 't' },
    caller: { keyId: 'k', teamId: 't' },
    agent: { id: 'a', name: 'b' },
    headers: { traceparent: 'x' },
    requestId: 'r',
  })
  expect(context.signal).toBe(signal)
  expect(facts).toEqual([{ type: 'upstream', name: 'eu' }])
})
