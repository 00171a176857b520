import { expect, it } from 'vitest'
import { answerDiff } from './answer-diff.ts'

const task = (text: string, id: string) => ({
  task: {
    id,
    contextId: `context-${id}`,
    status: { state: 'TASK_STATE_COMPLETED', timestamp: `2026-01-01T00:00:0${id}Z` },
    artifacts: [{ artifactId: `a${id}`, parts: [{ text }, { data: { id: 7 } }] }],
  },
})

it('finds no difference in what is another each time', () => {
  expect(answerDiff(task('the answer', '1'), task('the answer', '2'))).toEqual([])
})

it('tells what is different, and where', () => {
  expect(answerDiff(task('the answer', '1'), task('another', '2'))).toEqual([
    { op: 'replace', path: '/task/artifacts/0/parts/0/text', value: 'another' },
  ])
  expect(answerDiff({ parts: [{ data: { id: 7 } }] }, { parts: [{ data: { id: 8 } }] })).toEqual([
    { op: 'replace', path: '/parts/0/data/id', value: 8 },
  ])
})

it('compares nothing that would take long', () => {
  const long = (first: number) => Array.from({ length: 5_000 }, (_, index) => first + index)
  expect(answerDiff(long(0), long(1))).toBeUndefined()
})
