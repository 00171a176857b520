import type { AgentGrant, AgentRestrictions, Operation } from '@gateway/core'
import { grants, ruleAt } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { commonGrant } from './effective-grant.ts'

const narrowed = (restrictions: AgentRestrictions): AgentGrant => ({ access: 'all', restrictions })
const at = (agent: string, ...given: AgentGrant[]) => ruleAt(commonGrant(given, new Map()), agent)
const set = (...operations: Operation[]) => new Set(operations)

describe('what several grants are narrowed to', () => {
  it('is nothing where none of them is narrowed: nothing is kept for it', () => {
    expect(commonGrant([{ access: 'all' }, { access: 'all' }], new Map())).toEqual({ access: 'all' })
    expect(at('a', narrowed({ b: { skills: ['x'] } }))).toBeUndefined()
  })

  it('is what all of them leave, for all agents and for each', () => {
    const key = narrowed({ '*': { operations: ['sendMessage', 'getTask'] }, a: { skills: ['x', 'y'] } })
    const team = narrowed({ a: { operations: ['sendMessage', 'cancelTask'], skills: ['y', 'z'] } })
    const user = narrowed({ '*': { skills: ['y', 'q'] } })
    expect(at('a', key, team, user)).toEqual({ operations: set('sendMessage'), skills: new Set(['y']) })
    expect(at('b', key, team, user)).toEqual({ operations: set('sendMessage', 'getTask'), skills: new Set(['y', 'q']) })
    expect(at('b', team)).toBeUndefined()
  })

  it('covers an agent no more where they have no operation in common', () => {
    const read = narrowed({ a: { operations: ['getTask'] } })
    const send = narrowed({ '*': { operations: ['sendMessage'] } })
    expect(grants(commonGrant([read, send], new Map()), 'a')).toBe(false)
    expect(grants(commonGrant([read, send], new Map()), 'b')).toBe(true)
  })

  it('holds for agents that are granted through a group', () => {
    const entry = { id: 'g', name: 'g', agentIds: ['a'], createdAt: '', updatedAt: '', createdBy: '' }
    const grant: AgentGrant = {
      access: 'selected',
      agentIds: [],
      groupIds: ['g'],
      restrictions: { a: { skills: ['x'] } },
    }
    expect(ruleAt(commonGrant([grant], new Map([['g', entry]])), 'a')).toEqual({ skills: new Set(['x']) })
  })
})
