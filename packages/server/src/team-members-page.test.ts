import type { StoredTeam } from '@gateway/core'
import { expect, test } from 'vitest'
import { withMembersOf } from './team-members-page.ts'

const team: StoredTeam = {
  id: 't',
  agents: { access: 'all' },
  members: ['c', 'a', 'd', 'b'].map((userId) => ({ userId, role: 'user' })),
  blocked: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'admin',
}
const page = (asked: Parameters<typeof withMembersOf>[1], of = team) => {
  const { team: shown, next_cursor } = withMembersOf(of, asked)
  return [shown.members.map(({ userId }) => userId).join(''), next_cursor]
}

test('without a page it is the whole team as it is', () => {
  expect(withMembersOf(team, {})).toEqual({ team })
})

test('pages go by the ids of the members, and the last one says so', () => {
  expect(page({ limit: 3 })).toEqual(['abc', 'c'])
  expect(page({ limit: 3, cursor: 'c' })).toEqual(['d', null])
  expect(page({ limit: 4 })).toEqual(['abcd', null])
  expect(page({ cursor: 'b' })).toEqual(['cd', null])
  expect(page({ limit: 2 }, { ...team, members: [] })).toEqual(['', null])
})

test('a page goes on behind a member who has left', () => {
  const members = team.members.filter(({ userId }) => userId !== 'b')
  expect(page({ limit: 1, cursor: 'b' }, { ...team, members })).toEqual(['c', 'c'])
})
