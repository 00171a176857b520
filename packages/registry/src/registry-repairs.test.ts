import type { AdapterHost, Store } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, expect, test, vi } from 'vitest'
import { callContext, definitionOf, fakeAdapter, fakeCipher, memoryLogger } from './fake-adapter.fixture.ts'
import { createRegistry, type Registry } from './registry.ts'

const open: Registry[] = []
afterEach(async () => {
  for (const registry of open.splice(0)) await registry.close()
})

/** A gateway's registry on a store that others may use too. */
async function start(store: Store, fileAgents: readonly unknown[] = [], logger = memoryLogger()) {
  const registry = await createRegistry({
    store,
    cipher: fakeCipher(),
    adapters: [fakeAdapter().adapter],
    fileAgents,
    logger,
  })
  open.push(registry)
  return registry
}

const names = (registry: Registry, id: string) => registry.find(id)?.repairs.map(({ repair }) => repair)
/** Each repair is written in the background. */
const kept = (store: Store, count: number) =>
  vi.waitFor(async () => expect(await store.repairs.list()).toHaveLength(count), { timeout: 10_000 })

test('what had to be put right is noted once, with its time, and written once', async () => {
  const store = memoryStore()
  const put = vi.spyOn(store.repairs, 'put')
  const registry = await start(store)
  const { id } = await registry.create(definitionOf('one'))
  const agent = registry.find(id)
  agent?.noteRepair('bare-event')
  const since = agent?.repairs[0]?.since
  agent?.noteRepair('timestamp-zone')
  for (let call = 0; call < 100; call += 1) agent?.noteRepair('bare-event')
  expect(registry.find(id)?.repairs).toEqual([
    { repair: 'bare-event', since },
    { repair: 'timestamp-zone', since: expect.stringMatching(/^\d{4}-.*Z$/) },
  ])
  await kept(store, 2)
  expect(put).toHaveBeenCalledTimes(2)
})

test('it is known after a restart, and not written again', async () => {
  const store = memoryStore()
  const before = await start(store, [definitionOf('f')])
  const { id } = await before.create(definitionOf('a'))
  for (const name of [id, 'f']) before.find(name)?.noteRepair('cumulative-text')
  const told = before.find(id)?.repairs
  // What is being written is waited for.
  await before.close()
  const put = vi.spyOn(store.repairs, 'put')
  const after = await start(store, [definitionOf('f')])
  expect(after.find(id)?.repairs).toEqual(told)
  expect(names(after, 'f')).toEqual(['cumulative-text'])
  after.find(id)?.noteRepair('cumulative-text')
  await after.close()
  expect(put).not.toHaveBeenCalled()
})

test('every gateway on the store knows it, also of an agent that another one registered', async () => {
  const store = memoryStore()
  const here = await start(store)
  const there = await start(store)
  const { id } = await here.create(definitionOf('a'))
  here.find(id)?.noteRepair('bare-event')
  await vi.waitFor(() => expect(there.find(id)?.repairs).toEqual(here.find(id)?.repairs), { timeout: 10_000 })
  expect(names(there, id)).toEqual(['bare-event'])
  there.find(id)?.noteRepair('no-context')
  await vi.waitFor(() => expect(names(here, id)).toEqual(['bare-event', 'no-context']), { timeout: 10_000 })
})

test('an edit ends it, on every gateway and after a restart; so does a removal', async () => {
  const store = memoryStore()
  const here = await start(store)
  const there = await start(store)
  const { id } = await here.create(definitionOf('a'))
  here.find(id)?.noteRepair('bare-event')
  await vi.waitFor(() => expect(names(there, id)).toEqual(['bare-event']), { timeout: 10_000 })
  // An edit in the same millisecond would be the same revision.
  await new Promise((resolve) => setTimeout(resolve, 5))
  const edited = here.find(id)
  await here.patch(id, { description: 'another' })
  expect(names(here, id)).toEqual([])
  await vi.waitFor(() => expect(names(there, id)).toEqual([]), { timeout: 10_000 })
  expect(names(await start(store), id)).toEqual([])

  // The second is of a call that began before the edit: it says nothing of the agent as it is.
  here.find(id)?.noteRepair('bare-event')
  edited?.noteRepair('no-context')
  await vi.waitFor(() => expect(names(there, id)).toEqual(['bare-event']), { timeout: 10_000 })
  await here.remove(id)
  await kept(store, 0)
})

test('an agent of the file is marked until its definition is another; a new secret makes none', async () => {
  const store = memoryStore()
  const agent = (url: string, apiKey: string) => ({ name: 'f', upstreams: [{ url, settings: { apiKey } }] })
  const before = await start(store, [agent('http://one/', 'sk-1')])
  before.find('f')?.noteRepair('bare-event')
  await before.close()
  expect(names(await start(store, [agent('http://one/', 'sk-2')]), 'f')).toEqual(['bare-event'])
  expect(names(await start(store, [agent('http://two/', 'sk-2')]), 'f')).toEqual([])
  expect(JSON.stringify(await store.repairs.list())).not.toContain('sk-1')
})

test('an adapter is told what is known of the agent, also when another gateway learns it later', async () => {
  const store = memoryStore()
  const there = await start(store)
  const { adapter } = fakeAdapter()
  const hosts: (AdapterHost | undefined)[] = []
  const telling: typeof adapter = {
    ...adapter,
    connect: (settings, host) => {
      hosts.push(host)
      return adapter.connect(settings, host)
    },
  }
  const here = await createRegistry({ store, cipher: fakeCipher(), adapters: [telling] })
  open.push(here)
  const { id } = await here.create(definitionOf('a'))
  await here.find(id)?.agent.getTask({ id: 't' }, callContext)
  const knows = () => hosts.at(-1)?.isRepaired?.('cumulative-text')
  expect(knows()).toBe(false)
  await vi.waitFor(() => expect(there.find(id)).toBeDefined(), { timeout: 10_000 })
  there.find(id)?.noteRepair('cumulative-text')
  await vi.waitFor(() => expect(knows()).toBe(true), { timeout: 10_000 })
  expect(hosts).toHaveLength(1)
})

test('names of another version are passed over', async () => {
  const store = memoryStore()
  const registry = await start(store)
  const { id, updatedAt } = await registry.create(definitionOf('a'))
  for (const repair of ['made-up', 'constructor', 'bare-event']) {
    await store.repairs.put({ agentId: id, repair, revision: updatedAt, since: updatedAt })
  }
  expect(names(await start(store), id)).toEqual(['bare-event'])
})

test('a store that does not write is told in the log, and calls go on', async () => {
  const store = memoryStore()
  const logger = memoryLogger()
  const put = async () => Promise.reject(new Error('disk full'))
  const registry = await start({ ...store, repairs: { ...store.repairs, put } }, [], logger)
  const { id } = await registry.create(definitionOf('a'))
  registry.find(id)?.noteRepair('bare-event')
  expect(names(registry, id)).toEqual(['bare-event'])
  await registry.close()
  expect(logger.lines.filter((line) => JSON.stringify(line).includes('could not be stored'))).toHaveLength(1)
})
