import { expect, test } from 'vitest'
import { retentionLimits, retentionSettings } from './retention-settings.ts'

const DAY = 86_400_000

test('without a word there are limits', () => {
  expect(retentionLimits(retentionSettings.parse({}))).toEqual({
    records: 30 * DAY,
    content: 7 * DAY,
    events: 7 * DAY,
    maxBytes: 5 * 2 ** 30,
  })
})

test('never is for good', () => {
  const settings = { records: 'never', content: 'never', events: 'never', maxSize: 'never' }
  expect(Object.values(retentionLimits(retentionSettings.parse(settings)))).toEqual(Array(4).fill(undefined))
})

test.each([
  [{ records: '30' }, 'must be a duration such as 7d or 12h, or never'],
  [{ content: '0d' }, 'must be a duration such as 7d or 12h, or never'],
  [{ events: 7 }, 'must be a duration such as 7d or 12h, or never'],
  [{ maxSize: '5GB' }, 'must be a size such as 5GiB or 500MiB, or never'],
  [{ maxSize: '0MiB' }, 'must be a size such as 5GiB or 500MiB, or never'],
])('%o is refused', (settings, message) => {
  expect(retentionSettings.safeParse(settings).error?.issues.map((issue) => issue.message)).toEqual([message])
})
