import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '@gateway/core'
import { memoryStore, openStore } from '@gateway/store'
import { afterAll, beforeAll, describe } from 'vitest'
import { startPostgres, type TestPostgres } from '../../../store/src/embedded-postgres.fixture.ts'

/** The same tests over every store. */
export function onEachStore(tests: (open: () => Promise<Store>) => void): void {
  describe('in memory', () => tests(async () => memoryStore()))

  describe('on SQLite', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-engine-'))
    let count = 0
    afterAll(() => rmSync(folder, { recursive: true, force: true }))
    tests(() => openStore(`sqlite:${join(folder, `${++count}.db`)}`))
  })

  describe('on PostgreSQL', () => {
    let postgres: TestPostgres
    let count = 0
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => postgres[Symbol.asyncDispose]())
    tests(async () => openStore(await postgres.createDatabase(`engine_${++count}`)))
  })
}
