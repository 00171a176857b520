import { expect, test } from 'vitest'
import { AgentIndex, type Indexed } from './agent-index.ts'

const entry = (id: string, name: string, source: 'file' | 'store' = 'store', createdAt = '2026-01-01'): Indexed => ({
  id,
  name,
  source,
  createdAt,
})

test('the id goes before the name', () => {
  const index = new AgentIndex()
  index.set(entry('1', 'one'))
  index.set(entry('2', '1'))
  expect(index.find('1')?.name).toBe('one')
  expect(index.find('one')?.id).toBe('1')
  expect(index.find('three')).toBeUndefined()
})

test('the file first, then by time and id', () => {
  const index = new AgentIndex()
  index.set(entry('9', 'late', 'store', '2026-03-01'))
  index.set(entry('8', 'tie-b', 'store', '2026-02-01'))
  index.set(entry('7', 'tie-a', 'store', '2026-02-01'))
  index.set(entry('f2', 'z', 'file', '2026-09-01'))
  index.set(entry('f1', 'a', 'file', '2026-09-01'))
  expect(index.list().map(({ id }) => id)).toEqual(['f2', 'f1', '7', '8', '9'])
  expect(index.list()).toBe(index.list())
  index.delete('7')
  expect(index.list().map(({ id }) => id)).toEqual(['f2', 'f1', '8', '9'])
})

test('a name of the file leads to the file, whatever is stored under it', () => {
  const index = new AgentIndex()
  index.set(entry('f', 'a', 'file'))
  index.set(entry('1', 'a'))
  expect(index.find('a')?.id).toBe('f')
  expect(index.find('1')?.id).toBe('1')
  index.delete('1')
  expect(index.find('a')?.id).toBe('f')
})

test('names that two agents exchanged, told in either order', () => {
  for (const order of [
    [entry('1', 'y'), entry('2', 'x')],
    [entry('2', 'x'), entry('1', 'y')],
  ]) {
    const index = new AgentIndex()
    index.set(entry('1', 'x'))
    index.set(entry('2', 'y'))
    for (const changed of order) index.set(changed)
    expect([index.find('x')?.id, index.find('y')?.id]).toEqual(['2', '1'])
  }
})
