import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { AuditEntry } from '@gateway/core'
import { afterAll, expect, it } from 'vitest'
import { openStore } from './open-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'gateway-audit-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ENTRY: AuditEntry = {
  id: '01890000-0000-7000-8000-000000000001',
  time: '2026-01-01T00:00:00.000Z',
  actor: { kind: 'gateway' },
  action: 'key.create',
  target: { kind: 'key', id: 'a' },
  outcome: 'done',
}

it('refuses in SQLite itself to change or delete an entry', async () => {
  const path = join(folder, 'gateway.db')
  const store = await openStore(`sqlite:${path}`)
  await store.audit.append([ENTRY])
  await store[Symbol.asyncDispose]()
  const database = new DatabaseSync(path)
  expect(() => database.exec("update audit set action = 'nothing'")).toThrow(/neither changed nor deleted/)
  expect(() => database.exec('delete from audit')).toThrow(/neither changed nor deleted/)
  database.close()
  await using again = await openStore(`sqlite:${path}`)
  expect(await again.audit.list({ limit: 10 })).toEqual([ENTRY])
})

it('takes a change back whose entry cannot be written', async () => {
  await using store = await openStore(`sqlite:${join(folder, 'both.db')}`)
  await store.audit.append([ENTRY])
  const stop = { agentId: 'a', reason: '', since: ENTRY.time, cancel: false }
  await expect(store.audit.during([ENTRY], () => store.stops.put(stop))).rejects.toThrow()
  expect(await store.stops.list()).toEqual([])
})
