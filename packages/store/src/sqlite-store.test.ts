import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Logger } from '@gateway/core'
import { testStore } from '@gateway/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { openStore } from './open-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'gateway-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const AGENT = {
  id: 'a',
  name: 'kept',
  definition: '{}',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
}
const RECORD = {
  requestId: 'r',
  time: '2026-01-01T00:00:00.000Z',
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 1,
  requestBytes: 1,
  responseBytes: 1,
  events: 0,
} as const

testStore('SQLite in a file', () => openStore(`sqlite:${join(folder, 'made', 'for', 'it', 'gateway.db')}`))
testStore('SQLite in memory', () => openStore('sqlite::memory:'))

describe('a SQLite file', () => {
  it('has its data again when it is opened again', async () => {
    const url = `sqlite:${join(folder, 'again.db')}`
    const before = await openStore(url)
    await before.agents.insert(AGENT)
    await before.records.append([{ ...RECORD, id: '1', request: '{}' }])
    await before[Symbol.asyncDispose]()
    await before[Symbol.asyncDispose]()
    expect(readdirSync(folder).filter((name) => name.startsWith('again.db-w'))).toEqual([])
    await using after = await openStore(url)
    expect(await after.agents.list()).toEqual([AGENT])
    expect(await after.records.get('1')).toMatchObject({ request: '{}' })
  })

  it('is refused to a second gateway, under whatever name, until the first has closed it', async () => {
    const first = await openStore(`sqlite:${join(folder, 'shared.db')}`)
    const name = `sqlite:${join(folder, '..', folder.split('/').at(-1) ?? '', '.', 'shared.db')}`
    await expect(openStore(name)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: /another gateway has it open.*postgres/,
    })
    await first.agents.insert(AGENT)
    await first[Symbol.asyncDispose]()
    await using second = await openStore(name)
    expect(await second.agents.list()).toEqual([AGENT])
  })

  it('is refused while another process has it, and free once that was killed', async () => {
    const url = `sqlite:${join(folder, 'killed.db')}`
    const script = `import { openStore } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
      const store = await openStore(${JSON.stringify(url)})
      await store.agents.insert(${JSON.stringify(AGENT)})
      console.log('open')
      setInterval(() => store.ping(), 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const errors: string[] = []
    child.stderr.on('data', (chunk) => errors.push(String(chunk)))
    const exited = once(child, 'exit')
    await Promise.race([once(child.stdout, 'data'), exited])
    expect(errors).toEqual([])
    await expect(openStore(url)).rejects.toMatchObject({ code: 'UNAVAILABLE', message: /another gateway has it open/ })
    child.kill('SIGKILL')
    await exited
    await using store = await openStore(url)
    expect(await store.agents.list()).toEqual([AGENT])
  })

  it('lets a process end by itself once it is closed, or nothing is asked of it', async () => {
    for (const close of ['await store[Symbol.asyncDispose]()', '']) {
      const script = `import { openStore } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
        const store = await openStore(${JSON.stringify(`sqlite:${join(folder, 'ends.db')}`)})
        ${close}
        console.log('done')`
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const output: string[] = []
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)))
      const [code] = await once(child, 'close')
      expect([code, output.join('')]).toEqual([0, 'done\n'])
    }
  })

  it.each([
    [
      'a file that is no database',
      () => writeFileSync(join(folder, 'text.db'), 'This is no database. '.repeat(200)),
      'text.db',
      /not a SQLite database/,
    ],
    ['a folder', () => undefined, '.', /it is a folder/],
    [
      'a path below a file',
      () => writeFileSync(join(folder, 'file'), ''),
      'file/gateway.db',
      /not a directory|cannot be opened or made/i,
    ],
  ])('is refused with a line that says why: %s', async (_, prepare, path, why) => {
    prepare()
    const url = `sqlite:${join(folder, path)}`
    const error = await openStore(url).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'UNAVAILABLE', message: why })
    const message = error instanceof Error ? error.message : ''
    expect(message).toContain(url)
    expect(message).toContain(
      'set DATABASE_URL to sqlite:./data/gateway.db or postgres://user:password@host:5432/database',
    )
    expect(message).not.toContain('\n')
  })

  it('is refused in a folder that cannot be written', async () => {
    await expect(openStore('sqlite:/proc/gateway/gateway.db')).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: /make the folder writable/,
    })
    expect(existsSync('/proc/gateway')).toBe(false)
  })

  it('is refused when a newer version wrote it', async () => {
    const url = `sqlite:${join(folder, 'newer.db')}`
    await (await openStore(url))[Symbol.asyncDispose]()
    const file = new DatabaseSync(join(folder, 'newer.db'))
    file.exec("insert into migrations values ('9999-later', '')")
    file.close()
    await expect(openStore(url)).rejects.toMatchObject({ code: 'UNAVAILABLE', message: /newer version.*9999-later/ })
  })

  it('leaves out a row that is refused, says so, and keeps the others', async () => {
    const reported: object[] = []
    const ignore = () => undefined
    const logger: Logger = { debug: ignore, info: ignore, warn: ignore, error: (fields) => reported.push(fields) }
    await using store = await openStore(`sqlite:${join(folder, 'refused.db')}`, { logger })
    await store.records.append([
      { ...RECORD, id: '1' },
      JSON.parse(JSON.stringify({ ...RECORD, id: '2', status: undefined })),
      { ...RECORD, id: '3' },
    ])
    expect((await store.records.list({ limit: 10 })).map(({ id }) => id)).toEqual(['3', '1'])
    expect(await store.usage.sum({}, [])).toMatchObject([{ sums: { calls: 2 } }])
    expect(reported).toEqual([{ table: 'records', recordId: '2', reason: expect.any(String) }])
  })

  it('reads from indexes, in order', async () => {
    await (await openStore(`sqlite:${join(folder, 'plans.db')}`))[Symbol.asyncDispose]()
    const file = new DatabaseSync(join(folder, 'plans.db'))
    const plan = (sql: string) =>
      file
        .prepare(`explain query plan ${sql}`)
        .all()
        .map(({ detail }) => String(detail))
        .join('; ')
    const task = 'select * from tasks where agent_id = ? and owner_scope = ?'
    const order = 'order by status_timestamp desc, task_id desc limit 50'
    expect(plan(`${task} and place = ? ${order}`)).toMatch(/^SEARCH tasks USING INDEX tasks_by_owner \(place=\?\)$/)
    expect(plan(`${task} and context_hash = ?`)).toMatch(
      /^SEARCH tasks USING INDEX tasks_by_context \(context_hash=\?\)$/,
    )
    expect(plan('select * from tasks where task_key = ?')).toMatch(/^SEARCH tasks USING INDEX [^;]*$/)
    expect(plan('select record from records where key_id = ? order by id desc limit 50')).toMatch(
      /^SEARCH records USING INDEX records_by_key [^;]*$/,
    )
    expect(plan("select record from records where status = ? and status <> 'ok' order by id desc limit 50")).toMatch(
      /^SEARCH records USING INDEX records_failed_by_status [^;]*$/,
    )
    file.close()
  })
})

describe('SQLite in memory', () => {
  it('is another database each time', async () => {
    await using first = await openStore('sqlite::memory:')
    await using second = await openStore('sqlite::memory:')
    await first.agents.insert(AGENT)
    expect(await second.agents.list()).toEqual([])
  })
})
