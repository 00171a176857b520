import { describe, expect, test } from 'vitest'
import { errorVersion, methodVersion, namedVersion } from './negotiate-version.ts'

const asked = (header?: string, query = '') => ({
  headers: header === undefined ? {} : { 'a2a-version': header },
  query: new URLSearchParams(query),
})

describe('namedVersion', () => {
  test.each([
    ['1.0', '1.0'],
    ['0.3', '0.3'],
    ['1.0.1', '1.0'],
    ['0.3.0', '0.3'],
    [' 1.0 ', '1.0'],
  ])('header %j is %s', (header, version) => {
    expect(namedVersion(asked(header))).toBe(version)
  })

  test.each(['A2A-Version=1.0', 'a2a-version=1.0', 'x=1&A2A-VERSION=1.0.7'])('query %s', (query) => {
    expect(namedVersion(asked(undefined, query))).toBe('1.0')
  })

  test('the header goes before the query; what is empty names none', () => {
    expect(namedVersion(asked('0.3', 'A2A-Version=1.0'))).toBe('0.3')
    expect(namedVersion(asked())).toBeUndefined()
    expect(namedVersion(asked('  '))).toBeUndefined()
    expect(namedVersion(asked(undefined, 'A2A-Version='))).toBeUndefined()
  })

  test.each(['2.0', '1', '0.2', '1.1', 'latest', '1.0, 0.3', 'x'.repeat(500)])(
    '%j is refused, and cut in the message',
    (header) => {
      const refused = () => namedVersion(asked(header))
      expect(refused).toThrow(expect.objectContaining({ code: 'VERSION_NOT_SUPPORTED' }))
      expect(refused).toThrow(/Supported versions: 1\.0, 0\.3\.$/)
      expect(refused).not.toThrow(/x{33}/)
    },
  )
})

test('errorVersion: the named one; 1.0 where what is named is unknown; else 0.3', () => {
  expect(errorVersion(asked('1.0'))).toBe('1.0')
  expect(errorVersion(asked('0.3'))).toBe('0.3')
  expect(errorVersion(asked('7.0'))).toBe('1.0')
  expect(errorVersion(asked())).toBe('0.3')
})

test.each([
  ['SendMessage', false, '1.0'],
  ['message/send', false, '0.3'],
  ['SendMessage', true, '0.3'],
  ['message/send', true, '0.3'],
  ['sendMessage', false, '0.3'],
  ['', false, '0.3'],
] as const)('methodVersion %s, strict %s: %s', (method, strict, version) => {
  expect(methodVersion(method, strict)).toBe(version)
})
