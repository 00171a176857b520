import { expect, it } from 'vitest'
import { bodyOf, changesOf, EMPTY_KEY } from './key-form.ts'

it('grants what is chosen, and nothing unless it is', () => {
  expect(bodyOf(EMPTY_KEY).object_permission).toEqual({ agents: [], agent_access_groups: [] })
  expect(bodyOf({ ...EMPTY_KEY, agents: ['a'], groups: ['eu'] }).object_permission).toEqual({
    agents: ['a'],
    agent_access_groups: ['eu'],
  })
  expect(bodyOf({ ...EMPTY_KEY, reach: 'all', agents: ['a'] }).object_permission).toMatchObject({ agents: 'all' })
})

it('sends of an edit what was changed', () => {
  expect(changesOf(EMPTY_KEY, EMPTY_KEY)).toEqual({})
  expect(changesOf({ ...EMPTY_KEY, rpm: 5, tags: 'a' }, { ...EMPTY_KEY, tags: 'a, b', alias: ' ci ' })).toEqual({
    key_alias: 'ci',
    rpm_limit: null,
    tags: ['a', 'b'],
  })
})
