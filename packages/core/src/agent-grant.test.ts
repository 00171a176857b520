import { describe, expect, it } from 'vitest'
import { type EffectiveGrant, grants, grantsAsMuch, grantsOperation, liesWithin } from './agent-grant.ts'
import type { Operation } from './operations.ts'

const selected = (...ids: string[]): EffectiveGrant => ({ access: 'selected', agentIds: new Set(ids) })
const operations = (...names: Operation[]) => ({ operations: new Set(names) })
const skills = (...names: string[]) => ({ skills: new Set(names) })

describe('grants', () => {
  it('is nothing unless it says so', () => {
    expect(grants({ access: 'none' }, 'a')).toBe(false)
    expect(grants({ access: 'all' }, 'a')).toBe(true)
    expect(grants(selected('a', 'b'), 'a')).toBe(true)
    expect(grants(selected('b'), 'a')).toBe(false)
    expect(grants(selected(), 'a')).toBe(false)
  })

  it('covers no agent at which no operation is left', () => {
    const grant: EffectiveGrant = { access: 'all', rules: { at: new Map([['a', operations()]]) } }
    expect(grants(grant, 'a')).toBe(false)
    expect(grants(grant, 'b')).toBe(true)
    expect(grants({ access: 'all', rules: { everywhere: operations(), at: new Map() } }, 'a')).toBe(false)
  })

  it('covers the operations of the rule of the agent, else of the one for all', () => {
    const at = new Map([['a', operations('getTask')]])
    const grant: EffectiveGrant = { ...selected('a', 'b'), rules: { everywhere: operations('sendMessage'), at } }
    expect(grantsOperation(grant, 'a', 'getTask')).toBe(true)
    expect(grantsOperation(grant, 'a', 'sendMessage')).toBe(false)
    expect(grantsOperation(grant, 'b', 'sendMessage')).toBe(true)
    expect(grantsOperation(grant, 'c', 'sendMessage')).toBe(false)
    expect(grantsOperation(selected('c'), 'c', 'sendMessage')).toBe(true)
  })
})

describe('grantsAsMuch', () => {
  const rules = (of: object, standIn: object): EffectiveGrant => ({
    access: 'all',
    rules: {
      at: new Map([
        ['of', of],
        ['stand-in', standIn],
      ]),
    },
  })
  it.each<[EffectiveGrant, boolean]>([
    [{ access: 'all' }, true],
    [selected('of'), false],
    [selected('of', 'stand-in'), true],
    [rules({}, skills('x')), false],
    [rules(skills('x'), {}), true],
    [rules(skills('x'), skills('x', 'y')), true],
    [rules(skills('x', 'z'), skills('x', 'y')), false],
    [rules(operations('getTask', 'sendMessage'), operations('sendMessage')), false],
    [rules(operations('sendMessage'), operations('sendMessage')), true],
  ])('%#: %s', (grant, expected) => {
    expect(grantsAsMuch(grant, 'of', 'stand-in')).toBe(expected)
  })
})

describe('liesWithin', () => {
  const narrowed = (everywhere: object | undefined, at: Record<string, object> = {}): EffectiveGrant => ({
    access: 'all',
    rules: { at: new Map(Object.entries(at)), ...(everywhere && { everywhere }) },
  })
  it.each<[EffectiveGrant, EffectiveGrant, boolean]>([
    [{ access: 'none' }, { access: 'none' }, true],
    [{ access: 'all' }, { access: 'all' }, true],
    [{ access: 'all' }, selected('a'), false],
    [selected('a'), { access: 'none' }, false],
    [selected('a'), { access: 'all' }, true],
    [selected('a'), selected('a', 'b'), true],
    [selected('a', 'b'), selected('a'), false],
    [{ access: 'all' }, narrowed(skills('x')), false],
    [{ access: 'all' }, narrowed(undefined, { a: skills('x') }), false],
    [narrowed(undefined, { a: skills('x') }), narrowed(undefined, { a: skills('x', 'y') }), true],
    [narrowed(skills('x')), narrowed(undefined, { a: skills('x', 'y') }), true],
    [narrowed(skills('x'), { a: skills('z') }), narrowed(undefined, { a: skills('x', 'y') }), false],
    [selected('a'), narrowed(operations('getTask')), false],
    [selected('a'), narrowed(undefined, { b: operations('getTask') }), true],
    [narrowed(operations('getTask')), { access: 'all' }, true],
  ])('%#: %j within %j is %s', (grant, most, expected) => {
    expect(liesWithin(grant, most)).toBe(expected)
  })
})
