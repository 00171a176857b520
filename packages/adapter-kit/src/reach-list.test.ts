import { expect, test } from 'vitest'
import { reachList } from './reach-list.ts'

test('without a list everything may be reached', () => {
  expect(reachList(undefined)).toBeUndefined()
})

test.each([
  [['10.0.0.0/8'], 'agents.internal', ['10.1.2.3'], true],
  [['10.0.0.0/8'], 'agents.internal', ['10.1.2.3', '11.0.0.1'], false],
  [['10.0.0.0/8'], 'agents.internal', [], false],
  [['10.0.0.0/8'], '10.1.2.3', ['::ffff:10.1.2.3'], true],
  [['10.0.0.4'], '10.0.0.4', ['10.0.0.4'], true],
  [['10.0.0.4'], '10.0.0.5', ['10.0.0.5'], false],
  [['fd00::/8'], 'agents.internal', ['fd12::1'], true],
  [['[::1]'], '::1', ['::1'], true],
  [['Agents.Example.com'], 'agents.example.com.', ['192.168.0.1'], true],
  [['agents.example.com'], 'evil-agents.example.com', ['192.168.0.1'], false],
  [['*.example.com'], 'a.b.example.com', ['192.168.0.1'], true],
  [['*.example.com'], 'example.com', ['192.168.0.1'], false],
  [['*.example.com'], 'badexample.com', ['192.168.0.1'], false],
  [['public'], 'agents.example.com', ['93.184.215.14'], true],
  [['public'], 'agents.example.com', ['93.184.215.14', '127.0.0.1'], false],
  [['public'], 'localhost', ['127.0.0.1'], false],
  [['public'], 'x', ['10.0.0.1'], false],
  [['public'], 'x', ['100.64.0.1'], false],
  [['public'], 'x', ['::1'], false],
  [['public'], 'x', ['fd00::1'], false],
  [['public'], 'x', ['64:ff9b::10.0.0.1'], false],
  [['public'], 'x', ['2002:0a00:0001::1'], false],
  [['public'], 'x', ['::ffff:10.0.0.1'], false],
  [['public'], 'x', ['0.0.0.0'], false],
  [['public'], 'x', ['2606:4700::1111'], true],
  [[], 'agents.example.com', ['93.184.215.14'], false],
] as const)('%j: %s at %j is %s', (entries, host, addresses, may) => {
  expect(reachList(entries)?.(host, addresses)).toBe(may)
})

test.each(['', '10.0.0', '10.0.0.0/33', 'http://agents.example.com', 'agents.example.com:80', 'a b', '*', '*.'])(
  'refuses the entry "%s", and says what may stand there',
  (entry) => {
    expect(() => reachList([entry])).toThrow(/is no place that can be allowed\. Write public, a host/)
  },
)
