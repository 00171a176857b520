import type { Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD, sampleContext, sampleTask } from './samples.ts'

const AGENT = 'contexts'

export function testContexts(store: () => Store): void {
  const get = (contextId: string, owner: { keyId: string; userId?: string; teamId?: string }) =>
    store().tasks.getContext(AGENT, contextId, owner)

  describe('contexts', () => {
    it('gives back what was put, to those who may use it', async () => {
      const ofTeam = sampleContext({
        agentId: AGENT,
        contextId: 'team',
        owner: { keyId: 'k1', userId: 'u1', teamId: 't1' },
      })
      const ofUser = sampleContext({ agentId: AGENT, contextId: 'user', owner: { keyId: 'k1', userId: 'u1' } })
      const ofKey = sampleContext({ agentId: AGENT, contextId: 'key', owner: { keyId: 'k1' } })
      await store().tasks.putContexts([ofTeam, ofUser, ofKey])
      expect(await get('team', { keyId: 'k2', teamId: 't1' })).toEqual(ofTeam)
      expect(await get('team', { keyId: 'k1', userId: 'u1' })).toBeUndefined()
      expect(await get('user', { keyId: 'k2', userId: 'u1', teamId: 't2' })).toEqual(ofUser)
      expect(await get('user', { keyId: 'k1' })).toBeUndefined()
      expect(await get('key', { keyId: 'k1', userId: 'u9', teamId: 't9' })).toEqual(ofKey)
      expect(await get('key', { keyId: 'k2', userId: 'u1', teamId: 't1' })).toBeUndefined()
      expect(await get('none', { keyId: 'k1' })).toBeUndefined()
      expect(await store().tasks.getContext('contexts-other', 'key', { keyId: 'k1' })).toBeUndefined()
    })

    it('knows the context of a task, for those who may see the task', async () => {
      const owner = { keyId: 'k1', teamId: 't1' }
      const task = sampleTask({
        agentId: AGENT,
        taskId: 'in-context',
        contextId: 'of-task',
        upstreamContextId: 'theirs',
        owner,
      })
      await store().tasks.put([task])
      const { agentId, contextId, upstreamContextId, upstream } = task
      const context = { agentId, owner, contextId, upstreamContextId, upstream }
      expect(await get('of-task', { keyId: 'k2', teamId: 't1' })).toEqual(context)
      expect(await get('of-task', { keyId: 'k1' })).toBeUndefined()
      expect(await store().tasks.getContext('contexts-other', 'of-task', owner)).toBeUndefined()
    })

    it('keeps the first of the same name and owner', async () => {
      const first = sampleContext({ agentId: AGENT, contextId: 'twice', upstreamContextId: 'first' })
      await store().tasks.putContexts([first, { ...first, upstreamContextId: 'second' }])
      await store().tasks.putContexts([{ ...first, upstreamContextId: 'third', upstream: 'us' }])
      expect(await get('twice', first.owner)).toEqual(first)
    })

    it('moves a context to another upstream, also one that is known by its tasks alone', async () => {
      const first = sampleContext({ agentId: AGENT, contextId: 'moving', upstream: 'eu' })
      await store().tasks.putContexts([first])
      await store().tasks.moveContext({ ...first, upstream: 'us' })
      expect(await get('moving', first.owner)).toEqual({ ...first, upstream: 'us' })
      const { owner } = first
      const task = sampleTask({ agentId: AGENT, taskId: 'moving-task', contextId: 'moving-too', upstream: 'eu', owner })
      await store().tasks.put([task])
      const moved = sampleContext({ agentId: AGENT, contextId: 'moving-too', upstream: 'us', owner })
      await store().tasks.moveContext(moved)
      expect(await get('moving-too', owner)).toEqual(moved)
    })

    it('keeps contexts of one name and several owners apart, and prefers the own', async () => {
      const mine = sampleContext({
        agentId: AGENT,
        contextId: 'shared',
        owner: { keyId: 'k1' },
        upstreamContextId: 'mine',
      })
      const teams = { ...mine, owner: { keyId: 'k1', teamId: 't1' }, upstreamContextId: 'teams' }
      const others = { ...mine, owner: { keyId: 'k2' }, upstreamContextId: 'others' }
      await store().tasks.putContexts([mine, others, teams])
      expect(await get('shared', { keyId: 'k1' })).toEqual(mine)
      expect(await get('shared', { keyId: 'k2' })).toEqual(others)
      expect(await get('shared', { keyId: 'k1', teamId: 't1' })).toEqual(teams)
      expect(await get('shared', { keyId: 'k1', teamId: 't2' })).toEqual(mine)
    })

    it('keeps a context with an awkward name, and its neighbours in the batch', async () => {
      const awkward = sampleContext({ agentId: AGENT, contextId: AWKWARD, upstreamContextId: AWKWARD })
      await store().tasks.putContexts([])
      await store().tasks.putContexts([awkward, sampleContext({ agentId: AGENT, contextId: 'neighbour' })])
      expect(await get(AWKWARD, awkward.owner)).toEqual(awkward)
      expect(await get('neighbour', awkward.owner)).toBeDefined()
    })
  })
}
