import { type Adapter, defineAgent } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { expect, test, vi } from 'vitest'
import type { Compose } from './agent-entry.ts'
import { callContext, definitionOf, fakeAdapter, fakeCipher, memoryLogger } from './fake-adapter.fixture.ts'
import { createRegistry } from './registry.ts'

const { adapter } = fakeAdapter()

async function storedWith(secret: string) {
  const store = memoryStore()
  const registry = await createRegistry({ adapters: [adapter], store, cipher: fakeCipher(secret) })
  await registry.create({ ...definitionOf('good'), description: 'Does it.' })
  await registry.close()
  return store
}

test('an agent that cannot be decrypted is listed, fails its calls, is logged, and can be given anew', async () => {
  const store = await storedWith('one')
  const logger = memoryLogger()
  const compose = vi.fn<Compose>((_registered, [first]) => first?.agent ?? defineAgent({}))
  const registry = await createRegistry({ adapters: [adapter], store, cipher: fakeCipher('two'), logger, compose })
  const [broken] = registry.list()
  expect(broken).toMatchObject({ name: 'good', problem: expect.stringContaining('cannot be decrypted') })
  expect(broken?.definition.description).toBe('Does it.')
  expect(broken?.card).toMatchObject({ name: 'good', description: 'Does it.' })
  const refused = { code: 'UNAVAILABLE', message: expect.stringContaining('"good" cannot be called') }
  await expect(broken?.agent.getTask({ id: 't' }, callContext)).rejects.toMatchObject(refused)
  await expect(
    broken?.agent.subscribeToTask({ id: 't' }, callContext)[Symbol.asyncIterator]().next(),
  ).rejects.toMatchObject(refused)
  // Records and access are for these calls too.
  expect(compose).toHaveBeenCalledTimes(1)
  expect(logger.lines.filter((line) => line.includes('cannot be decrypted'))).toHaveLength(1)

  const id = broken?.id ?? ''
  await expect(registry.patch(id, { description: 'x' })).rejects.toMatchObject({
    code: 'INVALID_PARAMS',
    field: 'upstreams',
  })
  const mended = await registry.patch(id, { upstreams: [{ url: 'http://two/' }] })
  expect(mended.problem).toBeUndefined()
  expect((await mended.agent.getTask({ id: 't' }, callContext)).metadata?.url).toBe('http://two/')
  await registry.close()
})

test('an agent whose settings are no longer valid is listed and keeps them', async () => {
  const store = await storedWith('one')
  const registry = await createRegistry({ adapters: [fakeAdapter('other').adapter], store, cipher: fakeCipher('one') })
  const found = registry.find('good')
  expect(found?.problem).toContain('"a2a" is not an adapter')
  await expect(found?.agent.getTask({ id: 't' }, callContext)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(found?.definition.upstreams[0]?.settings).toEqual({ url: 'http://127.0.0.1:10001' })
  await registry.close()
})

test('an adapter that throws when it connects fails the calls, without telling its words', async () => {
  const logger = memoryLogger()
  const throwing: Adapter = {
    ...adapter,
    connect() {
      throw new TypeError('cannot use sk-secret')
    },
  }
  const registry = await createRegistry({ adapters: [throwing], logger })
  const { agent } = await registry.create(definitionOf('a'))
  await expect(agent.getTask({ id: 't' }, callContext)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(logger.lines.join('\n')).toContain('refused to connect')
  expect(logger.lines.join('\n')).not.toContain('sk-secret')
  await registry.close()
})
