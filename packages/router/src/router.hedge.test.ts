import { describe, expect, it, vi } from 'vitest'
import { brokenConnection, message, TestClock, testAgent, testContext } from './agent.fixture.ts'
import { createRouter } from './create-router.ts'

/** Two upstreams of which the first answers when it is let, and a router that gives a late message to the second. */
function pair() {
  const clock = new TestClock()
  const [slow, quick] = [testAgent('slow'), testAgent('quick')]
  const held = Promise.withResolvers<void>()
  const ended: unknown[] = []
  slow.act = (_request, { signal }) => {
    signal.addEventListener('abort', () => {
      ended.push(signal.reason)
      held.reject(signal.reason)
    })
    return held.promise
  }
  const router = createRouter({
    upstreams: [
      { name: 'slow', agent: slow },
      { name: 'quick', agent: quick },
    ],
    strategy: 'round-robin',
    clock,
    retry: { hedgeMs: 2_000, mayRepeat: ({ metadata }) => metadata?.repeatable === true },
  })
  return { clock, slow, quick, held, ended, router }
}
const marked = () => ({ ...message(), metadata: { repeatable: true } })

describe('hedging', () => {
  it('gives a marked message that has no answer to a second upstream, and ends the call that is slower', async () => {
    const { clock, slow, quick, ended, router } = pair()
    const context = testContext()
    const answer = router.sendMessage(marked(), context)
    await vi.waitFor(() => expect(slow.seen).toHaveLength(1))
    clock.pass(1.9)
    expect(quick.seen).toHaveLength(0)
    clock.pass(0.1)
    await expect(answer).resolves.toMatchObject({ task: { id: 'task-of-quick-1' } })
    expect(ended).toMatchObject([{ code: 'CANCELED' }])
    expect(context.facts.findLast(({ type }) => type === 'upstream')).toEqual({ type: 'upstream', name: 'quick' })
    await vi.waitFor(() => expect(router.state().upstreams.map(({ active }) => active)).toEqual([0, 0]))
    // To have been too slow is no failure.
    expect(router.state().upstreams[0]).toMatchObject({ failures: 0, state: 'closed' })
  })

  it('takes the first answer that comes, whoever was asked first', async () => {
    const { clock, slow, quick, held, router } = pair()
    const late = Promise.withResolvers<void>()
    quick.act = (_request, { signal }) => {
      signal.addEventListener('abort', () => late.reject(signal.reason))
      return late.promise
    }
    const context = testContext()
    const answer = router.sendMessage(marked(), context)
    await vi.waitFor(() => expect(slow.seen).toHaveLength(1))
    clock.pass(2)
    await vi.waitFor(() => expect(quick.seen).toHaveLength(1))
    held.resolve()
    await expect(answer).resolves.toMatchObject({ task: { id: 'task-of-slow-1' } })
    expect(context.facts.findLast(({ type }) => type === 'upstream')).toEqual({ type: 'upstream', name: 'slow' })
  })

  it('answers with the other when one fails, and fails with the last when both do', async () => {
    for (const alsoFails of [false, true]) {
      const { clock, slow, quick, held, router } = pair()
      if (alsoFails) quick.act = () => Promise.reject(brokenConnection())
      const answer = router.sendMessage(marked(), testContext())
      await vi.waitFor(() => expect(slow.seen).toHaveLength(1))
      if (alsoFails) clock.pass(2)
      held.reject(brokenConnection())
      if (alsoFails) await expect(answer).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE' })
      else await expect(answer).resolves.toMatchObject({ task: { id: 'task-of-quick-1' } })
      expect([slow.seen.length, quick.seen.length]).toEqual([1, 1])
    }
  })

  it('leaves alone what may not be carried out twice', async () => {
    const { clock, slow, quick, held, router } = pair()
    const answer = router.sendMessage(message(), testContext())
    await vi.waitFor(() => expect(slow.seen).toHaveLength(1))
    clock.pass(10)
    held.resolve()
    await expect(answer).resolves.toMatchObject({ task: { id: 'task-of-slow-1' } })
    expect(quick.seen).toHaveLength(0)
  })
})
