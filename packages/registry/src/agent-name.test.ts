import { expect, test } from 'vitest'
import { agentName } from './agent-name.ts'

test.each(['a', 'invoices', 'Rechnungen für ÄÖ', 'a.b', '1', 'allies', 'x'.repeat(128), '日本'])('takes %s', (name) => {
  expect(agentName.parse(name)).toBe(name)
})

test.each([
  ['', '1 to 128'],
  ['x'.repeat(129), '1 to 128'],
  [' a', 'space'],
  ['a ', 'space'],
  ['a/b', '/ \\ ? # %'],
  ['a\\b', '/ \\ ? # %'],
  ['a?b', '/ \\ ? # %'],
  ['a#b', '/ \\ ? # %'],
  ['a%b', '/ \\ ? # %'],
  ['a\u0000b', 'control'],
  ['a\u007fb', 'control'],
  ['a\nb', 'control'],
  ['a\ud800', 'control'],
  ['.well-known', 'full stop'],
  ['all', 'access'],
  ['None', 'access'],
  ['selected', 'access'],
  ['0192e4c1-0000-7000-8000-000000000000', 'id of an agent'],
  ['A'.repeat(64), 'id of an agent'],
])('refuses %j', (name, reason) => {
  const result = agentName.safeParse(name)
  expect(result.error?.issues[0]?.message).toContain(reason)
})
