import type { AgentCard, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD, sampleAgent } from './samples.ts'

const CARD: AgentCard = {
  name: `Card ${AWKWARD}`,
  description: '',
  version: '1.0.0',
  supportedInterfaces: [{ url: 'http://127.0.0.1/', protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
  capabilities: { streaming: true },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: [],
}

export function testAgents(store: () => Store): void {
  describe('agents', () => {
    it('gives back what was inserted', async () => {
      const agent = sampleAgent({
        id: 'agents-1',
        name: `agents ${AWKWARD}`,
        definition: JSON.stringify({ text: AWKWARD }),
      })
      await store().agents.insert(agent)
      expect(await store().agents.get('agents-1')).toEqual(agent)
      expect(await store().agents.list()).toContainEqual(agent)
    })

    it('knows no agent that was not inserted', async () => {
      expect(await store().agents.get('agents-none')).toBeUndefined()
      const none = sampleAgent({ id: 'agents-none', name: 'agents-none' })
      expect(await store().agents.update(none, none)).toBe(false)
      expect(await store().agents.delete('agents-none')).toBe(false)
    })

    it('refuses a taken name or id with CONFLICT and keeps what there was', async () => {
      const agent = sampleAgent({ id: 'agents-2', name: 'agents-taken' })
      await store().agents.insert(agent)
      const other = sampleAgent({ id: 'agents-3', name: 'agents-other' })
      await store().agents.insert(other)
      const sameName = store().agents.insert(sampleAgent({ id: 'agents-4', name: 'agents-taken' }))
      await expect(sameName).rejects.toMatchObject({ code: 'CONFLICT' })
      const sameId = store().agents.insert(sampleAgent({ id: 'agents-2', name: 'agents-free' }))
      await expect(sameId).rejects.toMatchObject({ code: 'CONFLICT' })
      const renamed = store().agents.update({ ...other, name: 'agents-taken' }, other)
      await expect(renamed).rejects.toMatchObject({ code: 'CONFLICT' })
      expect(await store().agents.get('agents-2')).toEqual(agent)
      expect(await store().agents.get('agents-3')).toMatchObject({ name: 'agents-other' })
      expect(await store().agents.get('agents-4')).toBeUndefined()
    })

    it('replaces name, definition and updatedAt, and nothing else', async () => {
      const agent = sampleAgent({ id: 'agents-5', name: 'agents-before' })
      await store().agents.insert(agent)
      const changed = { name: 'agents-after', definition: '{}', updatedAt: '2026-05-05T05:05:05.005Z' }
      const moved = { ...agent, ...changed, createdAt: '2030-01-01T00:00:00.000Z' }
      expect(await store().agents.update(moved, agent)).toBe(true)
      expect(await store().agents.get('agents-5')).toEqual({ ...agent, ...changed })
      const now = { ...agent, ...changed }
      expect(await store().agents.update(now, now)).toBe(true)
    })

    it('changes and deletes one only as it was before', async () => {
      const agent = sampleAgent({ id: 'agents-8', name: 'agents-compared', definition: '{"first":1}' })
      await store().agents.insert(agent)
      const later = { ...agent, definition: '{"second":2}', updatedAt: '2026-05-05T05:05:05.005Z' }
      const other = { ...later, definition: '{"third":3}' }
      const both = await Promise.all([store().agents.update(later, agent), store().agents.update(other, agent)])
      expect(both.toSorted()).toEqual([false, true])
      const stored = await store().agents.get('agents-8')
      expect(stored).toEqual(both[0] ? later : other)
      if (stored === undefined) throw new Error('it is there')
      // Encrypted anew, it has the time that it had.
      expect(await store().agents.update(agent, { ...stored, definition: agent.definition })).toBe(false)
      expect(await store().agents.update(agent, { ...stored, updatedAt: agent.updatedAt })).toBe(false)
      expect(await store().agents.delete('agents-8', agent)).toBe(false)
      expect(await store().agents.get('agents-8')).toEqual(stored)
      expect(await store().agents.delete('agents-8', stored)).toBe(true)
    })

    it('deletes once, and frees the name', async () => {
      await store().agents.insert(sampleAgent({ id: 'agents-6', name: 'agents-gone' }))
      expect(await store().agents.delete('agents-6')).toBe(true)
      expect(await store().agents.delete('agents-6')).toBe(false)
      expect(await store().agents.get('agents-6')).toBeUndefined()
      await store().agents.insert(sampleAgent({ id: 'agents-7', name: 'agents-gone' }))
    })
  })

  describe('repairs', () => {
    it('keeps since when each was seen of a revision, also of an agent that is not registered', async () => {
      const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`
      const one = { agentId: 'repairs-1', repair: 'timestamp-zone', revision: 'r1', since: at(2) }
      const other = { ...one, repair: 'bare-event', since: at(1) }
      const foreign = { ...one, agentId: 'repairs-2' }
      for (const each of [one, other, foreign]) await store().repairs.put(each)
      await store().repairs.put({ ...one, since: at(3) })
      expect(await store().repairs.list('repairs-1')).toEqual([other, one])
      const all = (await store().repairs.list()).filter(({ agentId }) => agentId.startsWith('repairs-'))
      expect(all).toEqual([other, one, foreign])
      const edited = { ...one, revision: 'r2', since: at(4) }
      await store().repairs.put(edited)
      expect(await store().repairs.list('repairs-1')).toEqual([other, edited])
      await store().repairs.delete('repairs-1')
      await store().repairs.delete('repairs-1')
      expect(await store().repairs.list('repairs-1')).toEqual([])
      expect(await store().repairs.list('repairs-2')).toEqual([foreign])
    })

    it('keeps one of two that several gateways see at once', async () => {
      const seen = [1, 2, 3].map((second) => ({
        agentId: 'repairs-3',
        repair: 'no-context',
        revision: 'r1',
        since: `2026-01-01T00:00:0${second}.000Z`,
      }))
      await Promise.all(seen.map((each) => store().repairs.put(each)))
      const kept = await store().repairs.list('repairs-3')
      expect(kept).toHaveLength(1)
      expect(seen).toContainEqual(kept[0])
    })
  })

  describe('stops', () => {
    it('keeps the last stop of each agent, until it is started', async () => {
      const stop = { agentId: 'stops-1', reason: 'Maintenance.', since: '2026-01-01T00:00:00.000Z', cancel: false }
      const other = { ...stop, agentId: 'stops-2' }
      await store().stops.put(stop)
      await store().stops.put(other)
      const again = { ...stop, reason: 'Compromised.', since: '2026-01-02T00:00:00.000Z', cancel: true }
      await store().stops.put(again)
      const all = (await store().stops.list()).filter(({ agentId }) => agentId.startsWith('stops-'))
      expect(all).toEqual([again, other])
      await store().stops.delete('stops-1')
      await store().stops.delete('stops-1')
      expect((await store().stops.list()).filter(({ agentId }) => agentId.startsWith('stops-'))).toEqual([other])
    })
  })

  describe('outages', () => {
    it('keeps the last outage of each upstream, until it is back', async () => {
      const outage = {
        agentId: 'outages-1',
        upstream: 'eu',
        reason: '5 calls in a row failed.',
        since: '2026-01-01T00:00:00.000Z',
        until: '2026-01-01T00:00:05.000Z',
        asked: false,
      }
      const other = { ...outage, upstream: 'us' }
      await store().outages.put(other)
      await store().outages.put(outage)
      await store().outages.put({ ...outage, agentId: 'outages-2' })
      const longer = { ...outage, until: '2026-01-01T00:00:15.000Z', asked: true }
      await store().outages.put(longer)
      expect(await store().outages.list('outages-1')).toEqual([longer, other])
      await store().outages.delete('outages-1', 'eu')
      await store().outages.delete('outages-1', 'eu')
      expect(await store().outages.list('outages-1')).toEqual([other])
      expect(await store().outages.list('outages-2')).toHaveLength(1)
    })
  })

  describe('cards', () => {
    it('keeps the last card of each agent, also of one that is not registered', async () => {
      const stored = { agentId: 'cards-1', card: CARD, fetchedAt: '2026-01-01T00:00:00.000Z' }
      await store().cards.put({ ...stored, card: { ...CARD, version: '0.9.0' } })
      await store().cards.put(stored)
      expect((await store().cards.list()).filter(({ agentId }) => agentId === 'cards-1')).toEqual([stored])
      expect(await store().cards.list('cards-1')).toEqual([stored])
      expect(await store().cards.list('cards-2')).toEqual([])
      await store().cards.delete('cards-1')
      await store().cards.delete('cards-1')
      expect((await store().cards.list()).filter(({ agentId }) => agentId === 'cards-1')).toEqual([])
    })
  })
}
