import type { AgentGrant, StoredAccessGroup } from '@gateway/core'
import { expect, test } from 'vitest'
import { commonGrant } from './effective-grant.ts'
import { ReachedAgents } from './reached-agents.ts'

const time = '2026-01-01T00:00:00.000Z'
const agents = (from: number, to: number) => Array.from({ length: to - from }, (_none, n) => `agent-${from + n}`)
const group = (id: string, agentIds: readonly string[]): StoredAccessGroup => ({
  id,
  name: id,
  agentIds,
  createdBy: 'admin',
  createdAt: time,
  updatedAt: time,
})
const ofTeam: AgentGrant = { access: 'selected', agentIds: ['extra'], groupIds: ['many', 'gone'] }

test('keys that have what their team has share one set, until a group of it changes', () => {
  const reached = new ReachedAgents()
  const groups = new Map([['many', group('many', agents(0, 1_000))]])
  const ofKey = () => commonGrant([{ access: 'all' }, ofTeam], groups, reached)
  const [one, other] = [ofKey(), ofKey()]
  if (one.access !== 'selected' || other.access !== 'selected') throw new TypeError('It is not of all.')
  expect(one.agentIds.size).toBe(1_001)
  expect(other.agentIds).toBe(one.agentIds)

  groups.set('many', group('many', agents(1, 900)))
  expect(ofKey()).toEqual({ access: 'selected', agentIds: new Set(['extra', ...agents(1, 900)]) })
  groups.set('gone', group('gone', ['back']))
  expect(ofKey()).toEqual({ access: 'selected', agentIds: new Set(['extra', ...agents(1, 900), 'back']) })
  groups.delete('many')
  expect(ofKey()).toEqual({ access: 'selected', agentIds: new Set(['extra', 'back']) })
})

test('what a few and many have in common does not change what is kept of the many', () => {
  const reached = new ReachedAgents()
  const groups = new Map([['many', group('many', agents(0, 1_000))]])
  const few: AgentGrant = { access: 'selected', agentIds: ['agent-7', 'nobody'] }
  for (const grants of [
    [few, ofTeam],
    [ofTeam, few],
  ]) {
    expect(commonGrant(grants, groups, reached)).toEqual({ access: 'selected', agentIds: new Set(['agent-7']) })
  }
  expect(reached.by(ofTeam, groups)?.size).toBe(1_001)
})
