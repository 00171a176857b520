import { randomUUID } from 'node:crypto'
import type { Logger, Store } from '@gateway/core'
import { memoryStore, secretCipher } from '@gateway/store'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Compose } from './agent-entry.ts'
import type { Cipher } from './cipher.ts'
import { callContext, definitionOf, type FakeAdapter, fakeAdapter, memoryLogger } from './fake-adapter.fixture.ts'
import type { RegisteredAgent } from './registered-agent.ts'
import { createRegistry, type Registry } from './registry.ts'

const cipher = secretCipher('a passphrase for tests')
const open: Registry[] = []
afterEach(async () => {
  for (const registry of open.splice(0)) await registry.close()
})

interface Given {
  readonly fake?: FakeAdapter
  readonly cipher?: Cipher
  readonly fileAgents?: readonly unknown[]
  readonly compose?: Compose
  readonly logger?: Logger
}

async function start(store: Store, { fake = fakeAdapter(), ...given }: Given = {}) {
  const registry = await createRegistry({ store, cipher, ...given, adapters: [fake.adapter] })
  open.push(registry)
  return registry
}

const urlCalled = async (registered: RegisteredAgent | undefined) =>
  (await registered?.agent.getTask({ id: 't' }, callContext))?.metadata?.url

describe('finding and listing', () => {
  test('by id and by name; the file first, then by time', async () => {
    const registry = await start(memoryStore(), { fileAgents: [definitionOf('from-file')] })
    const one = await registry.create(definitionOf('one'))
    const two = await registry.create(definitionOf('two'))
    expect(registry.find(one.id)).toBe(one)
    expect(registry.find('two')).toBe(two)
    expect(registry.find('three')).toBeUndefined()
    const [file, ...stored] = registry.list()
    expect(file).toMatchObject({ name: 'from-file', source: 'file' })
    expect(new Set(stored)).toEqual(new Set([one, two]))
    expect(one).toMatchObject({ source: 'store', id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(one.updatedAt).toBe(one.createdAt)
  })

  test('the id of an agent from the file is the SHA-256 of its name', async () => {
    const registry = await start(memoryStore(), { fileAgents: [definitionOf('hello')] })
    expect(registry.find('hello')?.id).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824')
  })

  test('ten thousand agents: the start connects to none and reads none, and each is found', async () => {
    const store = memoryStore()
    const fake = fakeAdapter()
    fake.card = () => new Promise(() => {})
    const decrypt = vi.fn(cipher.decrypt)
    const now = new Date().toISOString()
    const sealed = cipher.encrypt(JSON.stringify({ url: 'http://127.0.0.1:1' }))
    const definition = JSON.stringify({ upstreams: [{ name: 'upstream-1', adapter: 'a2a', settings: sealed }] })
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      id: randomUUID(),
      name: `agent-${index}`,
      definition,
    }))
    const agents = {
      ...store.agents,
      list: async () => rows.map((row) => ({ ...row, createdAt: now, updatedAt: now })),
    }
    const registry = await start({ ...store, agents }, { fake, cipher: { ...cipher, decrypt } })
    expect([fake.connections.length, decrypt.mock.calls.length]).toEqual([0, 0])
    for (const { id, name } of rows) expect(registry.find(name)).toBe(registry.find(id))
    expect(registry.list()).toHaveLength(10_000)
    await vi.waitFor(() => expect(fake.asked()).toBe(4))
    // Four searches wait for an answer, so four agents are connected; a call connects its own.
    expect(await urlCalled(registry.find('agent-9999'))).toBe('http://127.0.0.1:1')
    expect(fake.connections).toHaveLength(5)
  })
})

describe('writing', () => {
  test('takes effect at once; calls on the old connection finish there', async () => {
    const store = memoryStore()
    const registry = await start(store)
    const first = await registry.create(definitionOf('a', 'http://one/'))
    expect(await urlCalled(registry.find('a'))).toBe('http://one/')
    const held = first.agent
    const second = await registry.replace(first.id, definitionOf('b', 'http://two/'))
    expect(registry.find('a')).toBeUndefined()
    expect(registry.find('b')).toBe(second)
    expect(second).toMatchObject({ id: first.id, createdAt: first.createdAt })
    expect(await urlCalled(second)).toBe('http://two/')
    expect((await held.getTask({ id: 't' }, callContext)).metadata?.url).toBe('http://one/')
    await registry.remove(first.id)
    expect(registry.find('b')).toBeUndefined()
    expect(registry.list()).toEqual([])
    expect(await store.agents.list()).toEqual([])
  })

  test('a restart finds it again, decrypted', async () => {
    const store = memoryStore()
    const before = await start(store)
    const { id } = await before.create({ name: 'a', upstreams: [{ url: 'http://one/', settings: { apiKey: 'sk-1' } }] })
    expect((await store.agents.get(id))?.definition).not.toContain('sk-1')
    await before.close()
    const fake = fakeAdapter()
    const after = await start(store, { fake })
    expect(await urlCalled(after.find('a'))).toBe('http://one/')
    expect(fake.connections[0]).toMatchObject({ url: 'http://one/', apiKey: 'sk-1' })
  })

  test('limits of the agent go to an adapter that takes them; its own settings go first', async () => {
    const fake = fakeAdapter()
    const registry = await start(memoryStore(), { fake })
    const limits = { idleSeconds: 7, totalSeconds: 8 }
    const one = await registry.create({ ...definitionOf('a'), limits })
    const two = await registry.create({
      name: 'b',
      limits,
      upstreams: [{ url: 'http://two/', settings: { limits: { idleSeconds: 9 } } }],
    })
    await urlCalled(one)
    await urlCalled(two)
    const given = Object.fromEntries(fake.connections.map(({ url, limits }) => [url, limits]))
    expect(given).toEqual({ 'http://127.0.0.1:10001': { idleSeconds: 7 }, 'http://two/': { idleSeconds: 9 } })
  })

  test('patch merges, null removes, a list of upstreams replaces', async () => {
    const registry = await start(memoryStore())
    const { id } = await registry.create({
      ...definitionOf('a'),
      description: 'd',
      card: { version: '1', description: 'c' },
      limits: { idleSeconds: 1, bodyBytes: 2 },
    })
    const patched = await registry.patch(id, {
      description: null,
      card: { version: '2' },
      limits: { idleSeconds: null },
    })
    expect(patched.definition).toEqual({
      name: 'a',
      card: { version: '2', description: 'c' },
      limits: { bodyBytes: 2 },
      strictVersion: false,
      contexts: 'isolate',
      upstreams: [{ name: 'upstream-1', adapter: 'a2a', settings: { url: 'http://127.0.0.1:10001' } }],
    })
    const moved = await registry.patch(id, { upstreams: [{ url: 'http://two/' }] })
    expect(await urlCalled(moved)).toBe('http://two/')
    await expect(registry.patch(id, { nope: 1 })).rejects.toMatchObject({ code: 'INVALID_PARAMS', field: 'nope' })
    await expect(registry.patch(id, 'text')).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
    expect(registry.find(id)).toBe(moved)
  })

  test('secrets are masked in answers and kept when the mask comes back', async () => {
    const registry = await start(memoryStore())
    const settings = { url: 'http://one/', apiKey: 'sk-1', headers: { authorization: 'Bearer t' } }
    const created = await registry.create({ name: 'a', upstreams: [{ settings }] })
    const masked = registry.masked(created.definition)
    expect(masked.upstreams[0]?.settings).toEqual({
      url: 'http://one/',
      apiKey: '[redacted]',
      headers: { authorization: '[redacted]' },
    })
    const replaced = await registry.replace(created.id, { ...masked, description: 'new' })
    expect(replaced.definition).toMatchObject({ description: 'new', upstreams: [{ settings }] })
    const patched = await registry.patch(created.id, {
      upstreams: [
        { settings: { url: 'http://one/two', apiKey: 'REDACTED_BY_LITELM', headers: { authorization: 'new' } } },
      ],
    })
    expect(patched.definition.upstreams[0]?.settings).toEqual({
      url: 'http://one/two',
      apiKey: 'sk-1',
      headers: { authorization: 'new' },
    })
    // Whoever may change an agent could read its secrets at an address of their own.
    const elsewhere = { upstreams: [{ settings: { url: 'http://two/', apiKey: '[redacted]' } }] }
    const refused = { code: 'INVALID_PARAMS', field: 'upstreams[0].settings.url' }
    await expect(registry.patch(created.id, elsewhere)).rejects.toMatchObject(refused)
    expect(() => registry.connect({ name: 'a', ...elsewhere }, created.id)).toThrow(expect.objectContaining(refused))
    await expect(registry.create({ ...masked, name: 'b' })).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
  })

  test('a wrong definition, a taken name and an unknown id change nothing', async () => {
    const registry = await start(memoryStore())
    const one = await registry.create(definitionOf('one'))
    const two = await registry.create(definitionOf('two'))
    await expect(registry.create(definitionOf('one'))).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(registry.replace(two.id, definitionOf('one'))).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(registry.replace(two.id, { name: 'two' })).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
    const unknown = randomUUID()
    await expect(registry.replace(unknown, definitionOf('x'))).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
    await expect(registry.patch(unknown, {})).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
    await expect(registry.remove(unknown)).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
    expect([registry.find('one'), registry.find('two')]).toEqual([one, two])
  })

  test('two edits at once both hold', async () => {
    const registry = await start(memoryStore())
    const { id } = await registry.create(definitionOf('a'))
    await Promise.all([registry.patch(id, { description: 'd' }), registry.patch(id, { strictVersion: true })])
    expect(registry.find(id)?.definition).toMatchObject({ description: 'd', strictVersion: true })
  })

  test('another gateway on the same store follows within a second', async () => {
    const store = memoryStore()
    const [here, there] = [await start(store), await start(store)]
    const { id } = await here.create(definitionOf('a', 'http://one/'))
    await vi.waitFor(async () => expect(await urlCalled(there.find('a'))).toBe('http://one/'), { timeout: 1000 })
    await here.replace(id, definitionOf('b', 'http://two/'))
    await vi.waitFor(async () => expect(await urlCalled(there.find('b'))).toBe('http://two/'), { timeout: 1000 })
    expect(there.find('a')).toBeUndefined()
    await here.remove(id)
    await vi.waitFor(() => expect(there.find(id)).toBeUndefined(), { timeout: 1000 })
  })

  test("a notice of one's own write makes no new connection", async () => {
    const registry = await start(memoryStore())
    const created = await registry.create(definitionOf('a'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(registry.find('a')).toBe(created)
  })

  test('a change that could not be read is read again', async () => {
    const store = memoryStore()
    const logger = memoryLogger()
    const get = vi.fn(store.agents.get).mockRejectedValueOnce(new Error('away'))
    const there = await start({ ...store, agents: { ...store.agents, get } }, { logger })
    const here = await start(store)
    await here.create(definitionOf('a'))
    await vi.waitFor(() => expect(there.find('a')).toBeDefined(), { timeout: 5000 })
    expect(logger.lines.join('\n')).toContain('could not be read')
  })
})
