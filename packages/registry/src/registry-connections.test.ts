import { type Agent, defineAgent, type Logger, type Store } from '@gateway/core'
import { memoryStore, secretCipher } from '@gateway/store'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Compose, ConnectedUpstream } from './agent-entry.ts'
import type { Cipher } from './cipher.ts'
import { callContext, definitionOf, type FakeAdapter, fakeAdapter } from './fake-adapter.fixture.ts'
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

describe('composing', () => {
  test('once per connection, with the agent it is for', async () => {
    const made: Agent[] = []
    const compose = vi.fn<Compose>((_registered, [first]) => {
      const agent = { ...defineAgent({}), ...first?.agent }
      made.push(agent)
      return agent
    })
    const registry = await start(memoryStore(), { compose })
    const created = await registry.create(definitionOf('a'))
    expect(created.agent).toBe(registry.find('a')?.agent)
    expect(compose).toHaveBeenCalledTimes(1)
    expect(compose.mock.calls[0]?.[0]).toBe(created)
    expect(created.agent).toBe(made[0])
    const replaced = await registry.replace(created.id, definitionOf('a', 'http://two/'))
    expect(replaced.agent).toBe(made[1])
    expect(compose).toHaveBeenCalledTimes(2)
  })

  test('again with the same connections where an edit has left them alone', async () => {
    const fake = fakeAdapter()
    const registry = await start(memoryStore(), { fake })
    const told: string[] = []
    const stop = registry.onChange(({ name }) => told.push(name))
    const created = await registry.create({ name: 'a', upstreams: [{ url: 'http://one/' }, { url: 'http://two/' }] })
    const [first, second] = created.upstreams
    const upstreams = [{ name: 'upstream-1', url: 'http://one/', weight: 2 }, { url: 'http://three/' }]
    const replaced = await registry.replace(created.id, { name: 'b', upstreams })
    expect(replaced.upstreams[0]?.agent).toBe(first?.agent)
    expect(replaced.upstreams[0]?.definition.weight).toBe(2)
    expect(replaced.upstreams[1]?.agent).not.toBe(second?.agent)
    expect(fake.connections.map(({ url }) => url)).toEqual(['http://one/', 'http://two/', 'http://three/'])
    const limited = await registry.patch(created.id, { limits: { idleSeconds: 3 } })
    expect(limited.upstreams[0]?.agent).not.toBe(first?.agent)
    await registry.remove(created.id)
    expect(told).toEqual(['a', 'b', 'a', 'b', 'b'])
    stop()
    await registry.create(definitionOf('c'))
    expect(told).toHaveLength(5)
  })

  test('of several upstreams, each connected with its own settings and limits', async () => {
    const composed: (readonly ConnectedUpstream[])[] = []
    const compose: Compose = (_registered, upstreams) => {
      composed.push(upstreams)
      return upstreams[1]?.agent ?? defineAgent({})
    }
    const fake = fakeAdapter()
    const registry = await start(memoryStore(), { compose, fake })
    const created = await registry.create({
      name: 'a',
      limits: { idleSeconds: 7 },
      upstreams: [{ url: 'http://one/' }, { url: 'http://two/', limits: { idleSeconds: 9, parallel: 3 } }],
    })
    const answer = await created.agent.getTask({ id: 't' }, callContext)
    expect(answer.metadata).toEqual({ url: 'http://two/' })
    expect(composed[0]?.map(({ definition }) => definition.name)).toEqual(['upstream-1', 'upstream-2'])
    expect(created.upstreams).toBe(composed[0])
    expect(fake.connections.map(({ limits }) => limits?.idleSeconds)).toEqual([7, 9])
  })
})
