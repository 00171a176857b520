import { expect, it } from 'vitest'
import { placeOf, rememberPlace } from './event-place.ts'
import { rememberSource, sourceText } from './source.ts'

it('goes along with an event and is no part of it', () => {
  const event = { task: { id: 't' } }
  expect(placeOf(event)).toBeUndefined()
  rememberPlace(event, 7)
  rememberSource(event, { version: '1.0', binding: 'JSONRPC', text: '{}' })
  rememberPlace(event, 8)
  expect(placeOf(event)).toBe(8)
  expect(sourceText(event, '1.0', 'JSONRPC')).toBe('{}')
  expect(JSON.stringify(event)).toBe('{"task":{"id":"t"}}')
  expect(placeOf({ ...event })).toBeUndefined()
})
