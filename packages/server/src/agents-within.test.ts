import type { EffectiveGrant } from '@gateway/core'
import { grants } from '@gateway/core'
import { expect, test } from 'vitest'
import { agentsWithin } from './agents-within.ts'

const time = (number: number) => new Date(Date.UTC(2026, 0, 1) + number).toISOString()
const file = ['z', 'y'].map((id) => ({ id, source: 'file', createdAt: time(9_999) }) as const)
// Of every four of one time, the ids come in order.
const stored = Array.from({ length: 1_000 }, (_, index) => {
  return { id: `s${String(index).padStart(4, '0')}`, source: 'store', createdAt: time(Math.floor(index / 4)) } as const
})

function directory(all: readonly ((typeof file)[number] | (typeof stored)[number])[]) {
  const byId = new Map(all.map((each) => [each.id, each]))
  return { list: () => all, find: (id: string) => (id === 'a name' ? all.at(-1) : byId.get(id)) }
}

const selected = (...ids: string[]): EffectiveGrant => ({ access: 'selected', agentIds: new Set(ids) })

test.each<[string, EffectiveGrant]>([
  ['none', { access: 'none' }],
  ['all', { access: 'all' }],
  ['selected: none', selected()],
  ['selected: few, of the file too', selected('s0700', 's0002', 'y', 's0001', 's0003', 'gone')],
  ['selected: by id alone', selected('a name', 's0005')],
  ['selected: many', selected('z', ...stored.slice(200, 700).map(({ id }) => id))],
  ['none but the rest', { access: 'all', rules: { at: new Map([['s0001', { operations: new Set() }]]) } }],
])('has what the grant covers, in order: %s', (_, grant) => {
  for (const all of [[...file, ...stored], stored, file]) {
    const covered = agentsWithin(directory(all), grant).filter(({ id }) => grants(grant, id))
    expect(covered).toEqual(all.filter(({ id }) => grants(grant, id)))
  }
})

test('of a grant that names few, others are not looked at', () => {
  const within = agentsWithin(directory([...file, ...stored]), selected('s0900', 's0004'))
  expect(within.map(({ id }) => id)).toEqual(['z', 'y', 's0004', 's0900'])
})
