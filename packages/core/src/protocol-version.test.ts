import { expect, it } from 'vitest'
import { parseProtocolVersion } from './protocol-version.ts'

it.each([
  ['1.0', '1.0'],
  ['0.3', '0.3'],
  ['1.0.1', '1.0'],
  ['0.3.0', '0.3'],
  [' 1.0 ', '1.0'],
  ['1.0.0-rc1', '1.0'],
  ['1', undefined],
  ['1.1', undefined],
  ['9.9', undefined],
  ['10.0', undefined],
  ['01.0', undefined],
  ['0.30', undefined],
  ['v1.0', undefined],
  ['1.0, 0.3', undefined],
  ['', undefined],
])('reads %j as %s', (text, version) => {
  expect(parseProtocolVersion(text)).toBe(version)
})
