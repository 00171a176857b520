import { memoryStore, secretCipher } from '@gateway/store'
import { afterEach, expect, test } from 'vitest'
import { fakeAdapter } from './fake-adapter.fixture.ts'
import { createRegistry, type Registry } from './registry.ts'
import { renewEncryption } from './renew-encryption.ts'
import type { ReadSecret } from './secret-references.ts'

const open: Registry[] = []
afterEach(async () => {
  for (const registry of open.splice(0)) await registry.close()
})

async function start(secrets: Record<string, string>, fileAgents: readonly unknown[] = []) {
  const fake = fakeAdapter()
  const readSecret: ReadSecret = (source, name) => {
    const value = secrets[`${source}:${name}`]
    return value === undefined ? { problem: `there is no ${source} ${name}` } : { value }
  }
  const registry = await createRegistry({
    store: memoryStore(),
    cipher: secretCipher('a passphrase for tests'),
    adapters: [fake.adapter],
    readSecret,
    fileAgents,
  })
  open.push(registry)
  return { registry, fake }
}

const named = (settings: object) => ({ name: 'a', upstreams: [{ settings: { url: 'http://a.test/', ...settings } }] })

test('a secret that is named is read when the agent is connected, and its name is no secret', async () => {
  const { registry, fake } = await start({ 'env:KEY': 'k-1', 'file:token': 't-1' })
  const settings = { apiKey: '${env:KEY}', headers: { authorization: 'Bearer ${file:token}', 'x-plain': 'plain' } }
  const agent = await registry.create(named(settings))
  void agent.agent
  expect(fake.connections).toMatchObject([
    { apiKey: 'k-1', headers: { authorization: 'Bearer t-1', 'x-plain': 'plain' } },
  ])
  const masked = registry.masked(agent.definition)
  expect(masked.upstreams[0]?.settings).toMatchObject({
    apiKey: '${env:KEY}',
    headers: { authorization: '[redacted]', 'x-plain': '[redacted]' },
  })
  // Sent back as it was answered, all stays as it is.
  const same = await registry.replace(agent.id, masked)
  expect(same.definition).toEqual(agent.definition)
})

test('a secret that cannot be read is told of, with its place, when it is registered', async () => {
  const { registry } = await start({})
  await expect(registry.create(named({ headers: { authorization: 'Bearer ${file:token}' } }))).rejects.toMatchObject({
    code: 'INVALID_PARAMS',
    field: 'upstreams[0].settings.headers.authorization',
    message: expect.stringContaining('there is no file token'),
  })
})

test('only where a secret stands is anything read', async () => {
  const { registry } = await start({ 'env:HOST': 'evil.test' })
  await expect(registry.create(named({ url: 'http://${env:HOST}/' }))).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
})

test.each(['file', 'store'])(
  'an agent of the %s is connected anew when a secret that it names has changed',
  async (source) => {
    const secrets: Record<string, string> = { 'file:token': 't-1' }
    const definition = named({ apiKey: '${file:token}' })
    const { registry, fake } = await start(secrets, source === 'file' ? [definition] : [])
    if (source === 'store') await registry.create(definition)
    const first = registry.find('a')?.agent
    registry.renewSecrets()
    expect(registry.find('a')?.agent).toBe(first)
    secrets['file:token'] = 't-2'
    registry.renewSecrets()
    expect(registry.find('a')?.agent).not.toBe(first)
    expect(fake.connections.map(({ apiKey }) => apiKey)).toEqual(['t-1', 't-2'])
  },
)

test('what is stored under a key from before is encrypted with the new one, and nothing else of it changes', async () => {
  const store = memoryStore()
  const { adapter } = fakeAdapter()
  const before = secretCipher('the passphrase of before')
  const first = await createRegistry({ store, cipher: before, adapters: [adapter] })
  open.push(first)
  const { id } = await first.create(named({ apiKey: 'k-1' }))
  const stored = await store.agents.get(id)

  const both = secretCipher('the passphrase of now', ['the passphrase of before'])
  expect(await renewEncryption(store.agents, both)).toEqual({ renewed: 1, unreadable: 0 })
  expect(await renewEncryption(store.agents, both)).toEqual({ renewed: 0, unreadable: 0 })
  const renewed = await store.agents.get(id)
  expect({ ...renewed, definition: '' }).toEqual({ ...stored, definition: '' })
  expect(renewed?.definition).not.toBe(stored?.definition)
  const now = await createRegistry({ store, cipher: secretCipher('the passphrase of now'), adapters: [adapter] })
  open.push(now)
  expect(now.find('a')?.definition.upstreams[0]?.settings).toMatchObject({ apiKey: 'k-1' })

  const another = secretCipher('quite another passphrase')
  expect(await renewEncryption(store.agents, another)).toEqual({ renewed: 0, unreadable: 1 })
  expect(await store.agents.get(id)).toEqual(renewed)
})

test('a mask within a larger text keeps the stored secret, and is refused where none is stored', async () => {
  const { registry, fake } = await start({})
  const agent = await registry.create(named({ headers: { authorization: 'Bearer s-1' } }))
  const same = await registry.replace(agent.id, named({ headers: { authorization: 'Bearer [redacted]' } }))
  void same.agent
  expect(fake.connections.at(-1)).toMatchObject({ headers: { authorization: 'Bearer s-1' } })
  await expect(registry.replace(agent.id, named({ headers: { 'x-other': 'Token [redacted]' } }))).rejects.toMatchObject(
    { code: 'INVALID_PARAMS' },
  )
})
