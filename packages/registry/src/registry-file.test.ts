import { memoryStore } from '@gateway/store'
import { expect, test } from 'vitest'
import { definitionOf, fakeAdapter, fakeCipher, memoryLogger } from './fake-adapter.fixture.ts'
import { createRegistry } from './registry.ts'

const { adapter } = fakeAdapter()
const adapters = [adapter]
const fromFile = definitionOf('from-file')

test('a name that the file has is refused, and says so', async () => {
  await using registry = await opened({ fileAgents: [fromFile] })
  await expect(registry.create(fromFile)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('configuration file'),
  })
  const { id } = await registry.create(definitionOf('a'))
  await expect(registry.patch(id, { name: 'from-file' })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(registry.find('a')?.id).toBe(id)
})

test('an agent from the file is read-only', async () => {
  await using registry = await opened({ fileAgents: [fromFile] })
  const id = registry.find('from-file')?.id ?? ''
  const refused = {
    code: 'CONFLICT',
    message: 'The agent "from-file" comes from the configuration file; edit it there.',
  }
  await expect(registry.replace(id, definitionOf('x'))).rejects.toMatchObject(refused)
  await expect(registry.patch(id, {})).rejects.toMatchObject(refused)
  await expect(registry.remove(id)).rejects.toMatchObject(refused)
  expect(registry.list()).toHaveLength(1)
})

test('a stored agent whose name the file now has stays, reachable by its id, with a warning', async () => {
  const store = memoryStore()
  const before = await opened({ store })
  const stored = await before.create(fromFile)
  await before.close()

  const logger = memoryLogger()
  await using registry = await opened({ store, fileAgents: [fromFile], logger })
  expect(registry.find('from-file')?.source).toBe('file')
  expect(registry.find(stored.id)).toMatchObject({ name: 'from-file', source: 'store' })
  expect(registry.list().map(({ source }) => source)).toEqual(['file', 'store'])
  expect(logger.lines.filter((line) => line.includes('reached by its id') && line.includes(stored.id))).toHaveLength(1)
  // It can still be edited and renamed.
  await registry.patch(stored.id, { description: 'd' })
  await registry.patch(stored.id, { name: 'renamed' })
  expect(registry.find('renamed')?.id).toBe(stored.id)
  expect(registry.find('from-file')?.source).toBe('file')
})

test.each([
  ['two entries of one name', [fromFile, fromFile], 'two agents named "from-file"'],
  ['an entry that is wrong', [{ name: 'a' }], 'upstreams: is required'],
])('%s stops the start', async (_what, fileAgents, message) => {
  await expect(createRegistry({ adapters, fileAgents })).rejects.toThrow(message)
})

test('the file is read again: what is the same is left alone, what is gone is gone, what it hid is found', async () => {
  const store = memoryStore()
  const before = await opened({ store })
  const hidden = await before.create(definitionOf('hidden'))
  await before.close()
  const kept = definitionOf('kept')
  const edited = definitionOf('edited', 'http://one/')
  await using registry = await opened({ store, fileAgents: [kept, edited, definitionOf('hidden')] })
  const [first, second] = registry.list()
  const connected = second?.upstreams[0]?.agent
  const told: string[] = []
  registry.onChange(({ name }) => told.push(name))

  registry.replaceFile([{ ...definitionOf('new'), description: 'd' }, { ...edited, description: 'd' }, kept])
  expect(registry.list().map(({ name, source }) => [name, source])).toEqual([
    ['new', 'file'],
    ['edited', 'file'],
    ['kept', 'file'],
    ['hidden', 'store'],
  ])
  expect(registry.find('kept')).toBe(first)
  expect(registry.find('edited')).toMatchObject({ id: second?.id, definition: { description: 'd' } })
  expect(registry.find('edited')?.upstreams[0]?.agent).toBe(connected)
  expect(registry.find('hidden')?.id).toBe(hidden.id)
  expect(told).toEqual(['new', 'edited', 'hidden'])

  expect(() => registry.replaceFile([kept, { name: 'wrong' }])).toThrow('upstreams: is required')
  expect(() => registry.replaceFile([kept, kept])).toThrow('two agents named "kept"')
  expect(registry.list()).toHaveLength(4)
})

test('a store that does not answer stops the start', async () => {
  const store = memoryStore()
  const agents = { ...store.agents, list: () => Promise.reject(new Error('no database')) }
  await expect(createRegistry({ adapters, store: { ...store, agents }, cipher: fakeCipher() })).rejects.toThrow(
    'no database',
  )
})

async function opened(options: {
  store?: ReturnType<typeof memoryStore>
  fileAgents?: readonly unknown[]
  logger?: ReturnType<typeof memoryLogger>
}) {
  const { store = memoryStore(), ...rest } = options
  const registry = await createRegistry({ adapters, store, cipher: fakeCipher(), ...rest })
  return Object.assign(registry, { [Symbol.asyncDispose]: () => registry.close() })
}
