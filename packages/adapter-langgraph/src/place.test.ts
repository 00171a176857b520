import { describe, expect, it } from 'vitest'
import { createEventTrail, type Place, readPlace, writePlace } from './place.ts'

describe('a cursor', () => {
  it.each<[string, Place]>([
    ['7', { after: '7', said: new Map() }],
    [
      '["1732-0","1733-0",2,{"run-1":12,"ä \\"":0}]',
      {
        after: '1732-0',
        last: { id: '1733-0', count: 2 },
        said: new Map([
          ['run-1', 12],
          ['ä "', 0],
        ]),
      },
    ],
  ])('says where a run is joined again: %s', (cursor, place) => {
    expect(writePlace(place)).toBe(cursor)
    expect(readPlace(cursor)).toEqual(place)
  })

  it.each(['', 'x', '{}', '["7"]', '["7","8",0,{}]', '["7","8",1,{"a":-1}]'])(
    'is an event id where it is %j',
    (cursor) => {
      expect(readPlace(cursor)).toEqual({ after: cursor, said: new Map() })
    },
  )
})

describe('the events of a run', () => {
  /** What the server keeps; an id need not be of one event. */
  const stored = [
    ['1', 'a'],
    ['2', 'b'],
    ['2', 'c'],
    ['2', 'd'],
    ['3', 'e'],
  ] as const
  const behind = (id: string) => stored.slice(stored.findLastIndex(([each]) => each === id) + 1)

  it.each([0, 1, 2, 3, 4, 5])('are read once each where the connection was cut behind %i of them', (count) => {
    const first = createEventTrail()
    expect(first.join()).toBe('-1')
    const read = stored.slice(0, count).filter(([id]) => first.isNew(id))
    // In another process.
    const second = createEventTrail(
      count === 0 ? undefined : readPlace(writePlace({ ...first.place, said: new Map() })),
    )
    read.push(...behind(second.join()).filter(([id]) => second.isNew(id)))
    expect(read).toEqual(stored)
  })

  it('are read where they have no ids', () => {
    const trail = createEventTrail()
    expect([trail.isNew(undefined), trail.isNew(undefined), trail.join()]).toEqual([true, true, '-1'])
  })
})
