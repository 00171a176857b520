import { describe, expect, it } from 'vitest'
import { SqliteConnection } from './sqlite-connection.ts'

const MEMORY = { path: ':memory:', readOnly: false }

describe('SqliteConnection', () => {
  it('rejects the query that was wrong, and no other', async () => {
    const connection = await SqliteConnection.open(MEMORY)
    const answers = await Promise.allSettled([
      connection.run('select 1 as one', []),
      connection.run('select * from absent', []),
      connection.run('select ? as given', ['text']),
    ])
    expect(answers).toMatchObject([
      { value: { rows: [{ one: 1 }] } },
      { reason: { name: 'SqliteError', message: /no such table: absent/ } },
      { value: { rows: [{ given: 'text' }] } },
    ])
    await connection.close()
  })

  it('takes nothing of a batch whose statement is wrong', async () => {
    const connection = await SqliteConnection.open(MEMORY)
    await connection.run('create table numbers (number integer not null)', [])
    const good = { sql: 'insert into numbers values (?)', width: 1, values: [1, null, 2] }
    await expect(connection.batch([good, { ...good, sql: 'insert into absent values (?)' }])).rejects.toThrow(
      /no such table/,
    )
    expect((await connection.run('select * from numbers', [])).rows).toEqual([])
    expect(await connection.batch([good])).toEqual([
      { statement: 0, row: 1, message: expect.stringMatching(/NOT NULL/) },
    ])
    expect((await connection.run('select * from numbers', [])).rows).toEqual([{ number: 1 }, { number: 2 }])
    await connection.close()
  })

  it('keeps working beyond the number of statements that it remembers', async () => {
    const connection = await SqliteConnection.open(MEMORY)
    for (let number = 0; number < 500; number++) {
      expect((await connection.run(`select ${number % 250} as number`, [])).rows).toEqual([{ number: number % 250 }])
    }
    await connection.close()
  })

  it('rejects what waits and what comes when the worker ends', async () => {
    const connection = await SqliteConnection.open(MEMORY)
    // Takes longer than the test waits; ending the worker interrupts it.
    const waiting = connection.run(
      'with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select count(*) as c from n',
      [],
    )
    const terminated = connection.terminate()
    const ended = { code: 'UNAVAILABLE', message: /worker thread has ended. Restart the gateway/ }
    await expect(waiting).rejects.toMatchObject(ended)
    await terminated
    await expect(connection.run('select 1', [])).rejects.toMatchObject(ended)
    await expect(connection.batch([])).rejects.toMatchObject(ended)
    await expect(connection.close()).resolves.toBeUndefined()
  })
})
