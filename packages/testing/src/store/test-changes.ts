import { setTimeout as delay } from 'node:timers/promises'
import type { Change, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { sampleAgent, sampleKey } from './samples.ts'

/** Within this time every change has been told, or never will be. */
const TOLD_MS = 1_200

export function testChanges(store: () => Store): void {
  describe('changes', () => {
    it('tells each listener once of each write to agents, keys, cards, repairs, stops and outages, and of no other', async () => {
      const agent = sampleAgent({ id: 'changes-agent', name: 'changes-agent' })
      const key = sampleKey({ id: 'changes-key', alias: 'changes-key' })
      const card = {
        name: 'c',
        description: '',
        version: '1',
        supportedInterfaces: [],
        capabilities: {},
        defaultInputModes: [],
        defaultOutputModes: [],
        skills: [],
      }
      const [first, second]: [Change[], Change[]] = [[], []]
      const stops = [
        store().onChange((change) => first.push(change)),
        store().onChange((change) => second.push(change)),
      ]
      await store().agents.insert(agent)
      await store().agents.update({ ...agent, definition: '{}' }, agent)
      await store().agents.delete(agent.id)
      await store().keys.insert(key)
      await store().keys.update({ ...key, blocked: true }, key)
      await store().keys.delete(key.id)
      await store().cards.put({ agentId: agent.id, card, fetchedAt: agent.createdAt })
      await store().cards.delete(agent.id)
      const repair = { agentId: agent.id, repair: 'bare-event', revision: '1', since: agent.createdAt }
      await store().repairs.put(repair)
      await store().repairs.delete(agent.id)
      const stop = { agentId: agent.id, reason: 'Maintenance.', since: agent.createdAt, cancel: false }
      await store().stops.put(stop)
      await store().stops.delete(agent.id)
      const outage = {
        agentId: agent.id,
        upstream: 'eu',
        reason: 'It failed.',
        since: agent.createdAt,
        until: agent.createdAt,
        asked: false,
      }
      await store().outages.put(outage)
      await store().outages.delete(agent.id, 'eu')
      // None of these changes anything.
      await store().stops.delete(agent.id)
      await store().outages.delete(agent.id, 'eu')
      await store().repairs.delete(agent.id)
      await store().agents.delete(agent.id)
      await store().agents.update(agent, agent)
      await store().keys.delete(key.id)
      await store().settings.put('changes', 'value')
      await delay(TOLD_MS)
      for (const stop of stops) stop()
      const told = [
        ...Array(3).fill(['agent', agent.id]),
        ...Array(3).fill(['key', key.id]),
        ...Array(2).fill(['card', agent.id]),
        ...Array(2).fill(['repair', agent.id]),
        ...Array(2).fill(['stop', agent.id]),
        ...Array(2).fill(['outage', agent.id]),
      ]
      expect(first.map(({ kind, id }) => [kind, id])).toEqual(told)
      expect(second).toEqual(first)
    })

    it('tells nothing of a write that was refused, and no one who has stopped', async () => {
      await store().keys.insert(sampleKey({ id: 'changes-taken' }))
      const changes: Change[] = []
      const stop = store().onChange((change) => changes.push(change))
      await expect(store().keys.insert(sampleKey({ id: 'changes-taken' }))).rejects.toMatchObject({ code: 'CONFLICT' })
      await delay(TOLD_MS)
      stop()
      await store().keys.delete('changes-taken')
      await delay(TOLD_MS)
      expect(changes).toEqual([])
    })

    it('tells the others when a listener fails', async () => {
      const changes: Change[] = []
      const stops = [
        store().onChange(() => {
          throw new Error('A listener that fails.')
        }),
        store().onChange((change) => changes.push(change)),
      ]
      await store().keys.insert(sampleKey({ id: 'changes-failing' }))
      await delay(TOLD_MS)
      for (const stop of stops) stop()
      expect(changes).toEqual([{ kind: 'key', id: 'changes-failing' }])
    })
  })
}
