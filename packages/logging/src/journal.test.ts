import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallRecord } from '@gateway/core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createJournal } from './journal.ts'
import { record } from './record.fixture.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const recovered = () => {
  const records: CallRecord[] = []
  const journal = createJournal({ folder })
  journal.recover((each) => records.push(each))
  return { journal, ids: records.map(({ id }) => id) }
}

it('keeps what was synced for the next gateway when this one is killed', async () => {
  const journal = createJournal({ folder })
  for (const id of ['a', 'b', 'c']) {
    journal.append(record(id))
    await journal.synced()
  }
  expect(journal.synced()).toBeUndefined()
  expect(recovered().ids).toEqual(['a', 'b', 'c'])
})

it('writes what comes together at once, and all of it', async () => {
  const journal = createJournal({ folder })
  const ids = Array.from({ length: 500 }, (_, index) => String(index))
  await Promise.all(
    ids.map(async (id, index) => {
      if (index % 7 === 0) await new Promise((resolve) => setTimeout(resolve, index / 50))
      journal.append(record(id))
      await journal.synced()
    }),
  )
  expect(recovered().ids.sort()).toEqual(ids.sort())
})

it('forgets what is settled, and keeps the rest', async () => {
  {
    await using journal = createJournal({ folder })
    journal.append(record('a'))
    journal.append(record('b'))
    await journal.synced()
    journal.settled(2)
  }
  expect(readdirSync(folder)).toEqual([])
  {
    await using journal = createJournal({ folder })
    journal.append(record('c'))
    await journal.synced()
    journal.settled(0)
  }
  const next = recovered()
  expect(next.ids).toEqual(['c'])
  next.journal.append(record('d'))
  await next.journal.synced()
  // It was the first that this gateway handed on.
  next.journal.settled(1)
  expect(recovered().ids).toEqual(['d'])
})

it('passes over a line that a crash has cut', async () => {
  const journal = createJournal({ folder })
  journal.append(record('a'))
  journal.append(record('b'))
  await journal.synced()
  const [name = ''] = readdirSync(folder)
  truncateSync(join(folder, name), JSON.stringify(record('a')).length + 20)
  expect(recovered().ids).toEqual(['a'])
})
