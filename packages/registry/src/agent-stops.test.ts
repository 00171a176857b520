import { memoryStore } from '@gateway/store'
import { expect, test, vi } from 'vitest'
import { createAgentStops } from './agent-stops.ts'

test('an agent is stopped and started, on every gateway and after a restart', async () => {
  const store = memoryStore()
  await using here = await createAgentStops({ store })
  const told: string[] = []
  await using there = await createAgentStops({ store })
  there.onStop(({ agentId, reason, cancel }) => told.push(`${agentId} ${reason} ${cancel}`))
  const stop = await here.stop('a', { reason: 'Compromised.', cancel: true })
  expect(here.of('a')).toEqual(stop)
  expect(here.of('b')).toBeUndefined()
  await vi.waitFor(() => expect(there.of('a')).toEqual(stop), { timeout: 5_000 })
  await using later = await createAgentStops({ store })
  expect(later.of('a')).toEqual(stop)
  await here.start('a')
  await here.start('a')
  expect(here.of('a')).toBeUndefined()
  await vi.waitFor(() => expect(there.of('a')).toBeUndefined(), { timeout: 5_000 })
  await here.stop('a', { reason: 'Again.', cancel: false })
  await vi.waitFor(() => expect(told).toEqual(['a Compromised. true', 'a Again. false']), { timeout: 5_000 })
})

test('what cannot be read is read again', async () => {
  const store = memoryStore()
  const list = vi.fn(store.stops.list)
  await using there = await createAgentStops({ store: { ...store, stops: { ...store.stops, list } } })
  list.mockRejectedValueOnce(new Error('away'))
  await store.stops.put({ agentId: 'a', reason: 'r', since: '2026-01-01T00:00:00.000Z', cancel: false })
  await vi.waitFor(() => expect(there.of('a')).toBeDefined(), { timeout: 5_000 })
  expect(list).toHaveBeenCalledTimes(3)
})
