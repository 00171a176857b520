import type { Store } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, expect, test, vi } from 'vitest'
import {
  cardNamed,
  definitionOf,
  type FakeAdapter,
  fakeAdapter,
  fakeCipher,
  memoryLogger,
} from './fake-adapter.fixture.ts'
import { fileAgentId } from './file-agent-id.ts'
import { createRegistry, type Registry } from './registry.ts'

const open: Registry[] = []
afterEach(async () => {
  for (const registry of open.splice(0)) await registry.close()
})

async function start(store: Store, fake: FakeAdapter, fileAgents: readonly unknown[] = [], logger = memoryLogger()) {
  const registry = await createRegistry({
    store,
    cipher: fakeCipher(),
    adapters: [fake.adapter],
    fileAgents,
    logger,
    refreshSeconds: 0.1,
  })
  open.push(registry)
  return registry
}

const away = () => Promise.reject(gatewayError('AGENT_UNREACHABLE', 'The agent refused the connection.'))

test('registering neither waits for the card nor fails with it: a minimal one until it is found', async () => {
  const fake = fakeAdapter()
  const gate = Promise.withResolvers<void>()
  fake.card = () => gate.promise.then(() => cardNamed('Its own name'))
  const registry = await start(memoryStore(), fake)
  const created = await registry.create({ ...definitionOf('a'), description: 'As registered.' })
  expect(created.cardState).toEqual({ state: 'searching' })
  expect(created.card).toMatchObject({
    name: 'a',
    description: 'As registered.',
    skills: [{ name: 'a', description: 'As registered.' }],
  })
  await vi.waitFor(() => expect(fake.asked()).toBe(1))
  expect(created.cardState.state).toBe('searching')
  gate.resolve()
  await vi.waitFor(() => expect(created.cardState).toEqual({ state: 'found', fetchedAt: expect.any(String) }))
  expect(created.card).toEqual(cardNamed('Its own name'))
})

test('an agent that is away is missing its card, with the reason, and found later', async () => {
  const fake = fakeAdapter()
  const registry = await start(memoryStore(), fake)
  const { id } = await registry.create(definitionOf('a'))
  await vi.waitFor(() =>
    expect(registry.find(id)?.cardState).toEqual({ state: 'missing', error: 'The agent refused the connection.' }),
  )
  fake.card = async () => cardNamed('found later')
  await vi.waitFor(() => expect(registry.find(id)?.card.name).toBe('found later'))
  expect(registry.find(id)?.cardState).toEqual({ state: 'found', fetchedAt: expect.any(String) })
})

test('what an agent throws that is no error of the gateway is not told', async () => {
  const fake = fakeAdapter()
  fake.card = () => Promise.reject(new Error('http://10.0.0.4 said sk-secret'))
  const registry = await start(memoryStore(), fake)
  const { id } = await registry.create(definitionOf('a'))
  await vi.waitFor(() => expect(registry.find(id)?.cardState.error).toBe('The card could not be read.'))
})

test('a restart serves the last card at once, also of an agent from the file, and keeps it while the agent is away', async () => {
  const store = memoryStore()
  const before = fakeAdapter()
  before.card = async ({ url }) => cardNamed(url)
  const first = await start(store, before, [definitionOf('from-file', 'http://file/')])
  await first.create(definitionOf('stored', 'http://stored/'))
  await vi.waitFor(() => expect(first.list().map(({ card }) => card.name)).toEqual(['http://file/', 'http://stored/']))
  await vi.waitFor(async () => expect(await store.cards.list()).toHaveLength(2))
  await first.close()

  const after = fakeAdapter()
  after.card = away
  const second = await start(store, after, [definitionOf('from-file', 'http://file/')])
  expect(second.list().map(({ card }) => card.name)).toEqual(['http://file/', 'http://stored/'])
  expect(second.list().map(({ cardState }) => cardState.state)).toEqual(['found', 'found'])
  await vi.waitFor(() => expect(second.find('stored')?.cardState.error).toBe('The agent refused the connection.'))
  expect(second.find('stored')?.cardState).toMatchObject({ state: 'found', fetchedAt: expect.any(String) })
  expect(second.find(fileAgentId('from-file'))?.card.name).toBe('http://file/')
})

test('the card is refreshed; an unchanged one is not written again', async () => {
  const store = memoryStore()
  const put = vi.fn(store.cards.put)
  const fake = fakeAdapter()
  fake.card = async () => cardNamed('one')
  const registry = await start({ ...store, cards: { ...store.cards, put } }, fake)
  const { id } = await registry.create(definitionOf('a'))
  await vi.waitFor(() => expect(fake.asked()).toBeGreaterThan(2))
  expect(put).toHaveBeenCalledTimes(1)
  fake.card = async () => cardNamed('two')
  await vi.waitFor(() => expect(registry.find(id)?.card.name).toBe('two'))
  expect(put).toHaveBeenCalledTimes(2)
})

test('a card that cannot be stored is served all the same', async () => {
  const store = memoryStore()
  const logger = memoryLogger()
  const fake = fakeAdapter()
  fake.card = async () => cardNamed('one')
  const put = () => Promise.reject(new Error('disk full'))
  const registry = await start({ ...store, cards: { ...store.cards, put } }, fake, [], logger)
  const { id } = await registry.create(definitionOf('a'))
  await vi.waitFor(() => expect(registry.find(id)?.card.name).toBe('one'))
  await vi.waitFor(() => expect(logger.lines.join('\n')).toContain('could not be stored'))
})

test('an edit keeps the card of the same place and drops that of another; the operator’s members go first', async () => {
  const fake = fakeAdapter()
  fake.card = async () => cardNamed('own')
  const registry = await start(memoryStore(), fake)
  const { id } = await registry.create(definitionOf('a', 'http://one/'))
  await vi.waitFor(() => expect(registry.find(id)?.cardState.state).toBe('found'))
  fake.card = () => new Promise(() => {})
  const edited = await registry.patch(id, { card: { name: 'Ours', capabilities: { pushNotifications: false } } })
  expect(edited.cardState.state).toBe('found')
  expect(edited.card).toEqual({
    ...cardNamed('own'),
    name: 'Ours',
    capabilities: { streaming: false, pushNotifications: false },
  })
  const moved = await registry.patch(id, { upstreams: [{ url: 'http://two/' }] })
  expect(moved.cardState).toEqual({ state: 'searching' })
  expect(moved.card).toMatchObject({ name: 'Ours', description: 'The agent a.' })
})

test('a removed agent leaves no card, and a search that runs is aborted', async () => {
  const store = memoryStore()
  const fake = fakeAdapter()
  const registry = await start(store, fake)
  fake.card = async () => cardNamed('one')
  const one = await registry.create(definitionOf('one'))
  await vi.waitFor(async () => expect(await store.cards.list()).toHaveLength(1))
  let aborted = false
  fake.card = (_settings, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        aborted = true
        reject(signal.reason)
      })
    })
  const asked = fake.asked()
  const two = await registry.create(definitionOf('two'))
  await vi.waitFor(() => expect(fake.asked()).toBeGreaterThan(asked))
  await registry.remove(one.id)
  await registry.remove(two.id)
  expect(aborted).toBe(true)
  expect(await store.cards.list()).toEqual([])
})

test('a card that another gateway found is taken', async () => {
  const store = memoryStore()
  const [finds, blind] = [fakeAdapter(), fakeAdapter()]
  finds.card = async () => cardNamed('found there')
  blind.card = () => new Promise(() => {})
  const there = await start(store, finds)
  const here = await start(store, blind)
  const { id } = await there.create(definitionOf('a'))
  await vi.waitFor(() => expect(here.find(id)?.card.name).toBe('found there'), { timeout: 5000 })
  expect(here.find(id)?.cardState.state).toBe('found')
})

test('closing does not wait for an agent that never answers', async () => {
  const fake = fakeAdapter()
  fake.card = () => new Promise(() => {})
  const registry = await start(memoryStore(), fake, [definitionOf('a')])
  await vi.waitFor(() => expect(fake.asked()).toBe(1))
  await registry.close()
  const asked = fake.asked()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(fake.asked()).toBe(asked)
})

test('without a store, agents live as long as the process', async () => {
  const fake = fakeAdapter()
  fake.card = async () => cardNamed('own')
  const registry = await createRegistry({ adapters: [fake.adapter] })
  open.push(registry)
  const created = await registry.create(definitionOf('a'))
  await expect(registry.create(definitionOf('a'))).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await registry.patch(created.id, { description: 'd' })).definition.description).toBe('d')
  await vi.waitFor(() => expect(registry.find('a')?.card.name).toBe('own'))
  await registry.remove(created.id)
  expect(registry.list()).toEqual([])
})
