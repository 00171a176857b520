import { expect, it } from 'vitest'
import { createChainEntries, DEEPEST_CHAIN } from './chain-entry.ts'

const entries = createChainEntries('the secret')
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba90200'
const marks = (count: number) => Array.from({ length: count }, (_, index) => entries.markOf(`agent-${index}`))

it.each([1, 8, DEEPEST_CHAIN])('reads a chain of %s that a gateway with the same secret wrote', (count) => {
  const state = entries.write({ spanId: SPAN, marks: marks(count) }, TRACE, undefined)
  expect(state.length).toBeLessThanOrEqual(256)
  expect(state).toMatch(/^a2a-gateway=[\x21-\x2b\x2d-\x3c\x3e-\x7e]+$/)
  const read = createChainEntries('the secret').read(`vendor=1 , ${state}`, TRACE)
  expect(read).toEqual({ spanId: SPAN, marks: marks(count) })
})

it('takes no chain that was made up, changed, cut or moved to another trace', () => {
  const state = entries.write({ spanId: SPAN, marks: marks(2) }, TRACE, undefined)
  const [first, second] = marks(2)
  for (const wrong of [
    undefined,
    '',
    'vendor=1',
    'a2a-gateway=',
    'a2a-gateway=nonsense',
    state.replace(SPAN, SPAN.replace('f', 'e')),
    state.replace(`${first}${second}`, `${second}${first}`),
    state.replace(`${second}`, ''),
    state.slice(0, -1),
    `${state}A`,
    createChainEntries('another').write({ spanId: SPAN, marks: marks(2) }, TRACE, undefined),
  ]) {
    expect(entries.read(wrong, TRACE), wrong).toBeUndefined()
  }
  expect(entries.read(state, TRACE.replace('4', '5'))).toBeUndefined()
  expect(entries.read(state, TRACE)).toBeDefined()
})

it('puts its chain in the place of the one before, and keeps the others as far as all pass them on', () => {
  const before = entries.write({ spanId: SPAN, marks: marks(1) }, TRACE, 'one=1,two=2')
  const after = entries.write({ spanId: SPAN, marks: marks(2) }, TRACE, before)
  expect(after.split(',').map((member) => member.split('=')[0])).toEqual(['a2a-gateway', 'one', 'two'])
  const long = entries.write({ spanId: SPAN, marks: marks(2) }, TRACE, `one=1,long=${'x'.repeat(600)},two=2`)
  expect(long.split(',').map((member) => member.split('=')[0])).toEqual(['a2a-gateway', 'one'])
})

it('tells nobody who has not its secret which agents are in a chain', () => {
  expect(entries.markOf('agent-1')).toBe(createChainEntries('the secret').markOf('agent-1'))
  expect(entries.markOf('agent-1')).not.toBe(createChainEntries('another').markOf('agent-1'))
  expect(entries.markOf('agent-1')).not.toBe(entries.markOf('agent-2'))
})
