import { expect, it } from 'vitest'
import { type Place, readPlace, writePlace } from './place.ts'

it.each<[string, Place]>([
  ['7', { eventId: '7', said: new Map() }],
  [
    '["1732-0",{"run-1":12,"ä \\"":0}]',
    {
      eventId: '1732-0',
      said: new Map([
        ['run-1', 12],
        ['ä "', 0],
      ]),
    },
  ],
])('a cursor says where a run is joined again: %s', (cursor, place) => {
  expect(writePlace(place)).toBe(cursor)
  expect(readPlace(cursor)).toEqual(place)
})

it.each(['', 'x', '{}', '["7"]', '["7",{"a":-1}]'])('reads %j as the id of an event', (cursor) => {
  expect(readPlace(cursor)).toEqual({ eventId: cursor, said: new Map() })
})
