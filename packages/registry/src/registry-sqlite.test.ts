import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, secretCipher } from '@gateway/store'
import { expect, test, vi } from 'vitest'
import { callContext, cardNamed, definitionOf, fakeAdapter } from './fake-adapter.fixture.ts'
import { createRegistry } from './registry.ts'

test('on a database file: found again after a restart, with its card and its secrets, which the file does not show', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'))
  const url = `sqlite:${join(folder, 'gateway.db')}`
  const cipher = secretCipher('a passphrase for tests')
  const fake = fakeAdapter()
  fake.card = async () => cardNamed('Its own name')
  try {
    const store = await openStore(url)
    const before = await createRegistry({ store, cipher, adapters: [fake.adapter], fileAgents: [definitionOf('f')] })
    const { id } = await before.create({ name: 'a', upstreams: [{ url: 'http://one/', settings: { apiKey: 'sk-1' } }] })
    await expect(before.create(definitionOf('a'))).rejects.toMatchObject({ code: 'CONFLICT' })
    await before.patch(id, { name: 'b' })
    await vi.waitFor(async () => expect(await store.cards.list()).toHaveLength(2))
    expect((await store.agents.get(id))?.definition).not.toContain('sk-1')
    await before.close()
    await store[Symbol.asyncDispose]()

    const away = fakeAdapter()
    const reopened = await openStore(url)
    const after = await createRegistry({
      store: reopened,
      cipher,
      adapters: [away.adapter],
      fileAgents: [definitionOf('f')],
    })
    expect(after.list().map(({ name, card }) => [name, card.name])).toEqual([
      ['f', 'Its own name'],
      ['b', 'Its own name'],
    ])
    await after.find('b')?.agent.getTask({ id: 't' }, callContext)
    expect(away.connections).toContainEqual(expect.objectContaining({ url: 'http://one/', apiKey: 'sk-1' }))
    await after.remove(id)
    expect(await reopened.agents.list()).toEqual([])
    await after.close()
    await reopened[Symbol.asyncDispose]()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
