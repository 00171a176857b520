import type { CallRecord } from '@gateway/core'
import { expect, it } from 'vitest'
import { record } from './record.fixture.ts'
import { createRecordStage } from './record-stage.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

function stage(redact = (given: CallRecord) => given, contentSize = 1_000) {
  const taken: CallRecord[] = []
  return { taken, ...createRecordStage({ redact, take: (given) => void taken.push(given), contentSize }) }
}

it('redacts behind what is done at this moment, each record once and in order', async () => {
  const seen: string[] = []
  const { push, taken } = stage((given) => {
    seen.push(given.id)
    return { ...given, userId: 'redacted' }
  })
  push(record('1'))
  push(record('2'))
  expect(taken).toEqual([])
  await turn()
  expect(taken.map(({ id, userId }) => [id, userId])).toEqual([
    ['1', 'redacted'],
    ['2', 'redacted'],
  ])
  expect(seen).toEqual(['1', '2'])
})

it('lets others have their turn between slow records', async () => {
  const { push, taken } = stage((given) => {
    const until = performance.now() + 5
    while (performance.now() < until);
    return given
  })
  for (let index = 0; index < 5; index += 1) push(record(String(index)))
  await turn()
  expect(taken).toHaveLength(1)
  while (taken.length < 5) await turn()
  expect(taken.map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4'])
})

it('redacts what waits when it is asked to', async () => {
  const { push, settle, taken } = stage()
  push(record('1'))
  push(record('2'))
  settle()
  expect(taken).toHaveLength(2)
  await turn()
  expect(taken).toHaveLength(2)
})

it('keeps records without content where too much of it waits', async () => {
  const { push, taken } = stage(undefined, 10)
  push(record('1', { request: 'x'.repeat(8) }))
  push(record('2', { request: 'x'.repeat(8) }))
  await turn()
  push(record('3', { request: 'x'.repeat(8) }))
  await turn()
  expect(taken.map(({ request }) => request?.length)).toEqual([8, undefined, 8])
  expect(taken[1]?.contentTruncated).toBe(true)
})
