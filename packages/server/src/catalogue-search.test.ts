import type { AgentCard } from '@gateway/core'
import { expect, test } from 'vitest'
import { type CatalogueEntry, createCatalogueSearch } from './catalogue-search.ts'

function entry(id: string, description: string, skill?: Partial<AgentCard['skills'][number]>): CatalogueEntry {
  const skills = skill === undefined ? [] : [{ id: 's', name: 'S', description: '', tags: [], ...skill }]
  return {
    id,
    name: `agent-${id}`,
    card: {
      name: `Agent ${id}`,
      description,
      version: '1',
      supportedInterfaces: [],
      capabilities: {},
      defaultInputModes: [],
      defaultOutputModes: [],
      skills,
    },
  }
}

const invoices = entry('1', 'Reads invoices and bills.', { name: 'Extract totals', tags: ['finance'] })
const weather = entry('2', 'Tells the weather.', { examples: ['Will it rain in Graz?'] })
const report = entry('3', 'Writes reports about the weather and about finance.')
const all = [invoices, weather, report]

test.each([
  ['invoices', ['1']],
  ['INVOIC', ['1']],
  ['invocies', ['1']],
  ['finance', ['1', '3']],
  ['weather report', ['3']],
  ['rain graz', ['2']],
  ['agent-2', ['2']],
  ['nothing of that kind', []],
])('"%s" finds %j', (text, ids) => {
  const found = createCatalogueSearch().find(all, text, 1)
  expect(found.map(({ id }) => id).slice(0, ids.length || 1)).toEqual(ids)
})

test('what has changed is found as it is now, once it is told that something has', () => {
  const search = createCatalogueSearch()
  const ids = (entries: readonly CatalogueEntry[], text: string, revision: number) =>
    search
      .find(entries, text, revision)
      .map(({ id }) => id)
      .sort()
  expect(ids(all, 'weather', 1)).toEqual(['2', '3'])
  const changed = entry('2', 'Tells the time.')
  expect(ids([invoices, changed, report], 'weather', 1)).toEqual(['2', '3'])
  expect(ids([invoices, changed, report], 'weather', 2)).toEqual(['3'])
  expect(ids([invoices, changed], 'weather', 3)).toEqual([])
  expect(ids([invoices, changed], 'time', 3)).toEqual(['2'])
  expect(ids(all, 'weather', 4)).toEqual(['2', '3'])
})
