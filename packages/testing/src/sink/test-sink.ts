import type { CallRecord, Sink } from '@gateway/core'
import { afterEach, describe, expect, it } from 'vitest'
import { sinkRecord } from './sink-record.ts'

/** A sink, and where its records arrive. */
export interface SinkUnderTest {
  readonly sink: Sink
  /** As its definition says: what becomes of a record that is handed over twice. */
  readonly delivery: 'once' | 'at least once'
  /** What has arrived until now, in order, each as it lies there. */
  readonly arrived: () => readonly unknown[] | Promise<readonly unknown[]>
  /** Makes the place where records go take none, or take them again. Absent: it cannot be away, such as a file. */
  readonly away?: ((away: boolean) => void | Promise<void>) | undefined
  /** Ends what stands behind the sink. */
  readonly close?: () => void | Promise<void>
}

/**
 * Registers the vitest tests that every sink has to pass: call it at the top of a test file. What arrives is found by the
 * `id` of each record in it; members that a sink leaves out or names differently are its own matter, but for `id`.
 *
 * @param name what is tested, in the names of the tests
 * @param open makes a sink with nothing in it, with content where it can keep it; it is called for each test
 */
export function testSink(name: string, open: () => SinkUnderTest | Promise<SinkUnderTest>): void {
  const opened: SinkUnderTest[] = []
  const start = async () => {
    const under = await open()
    opened.push(under)
    return under
  }
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close?.()
  })

  describe(`the sink ${name}`, () => {
    it('takes what it is given, in order, batch after batch', async () => {
      const { sink, arrived } = await start()
      const records = range(600).map((index) => sinkRecord(index))
      for (let at = 0; at < records.length; at += 250) await sink(records.slice(at, at + 250))
      await sink[Symbol.asyncDispose]?.()
      expect((await arrived()).map(idIn)).toEqual(records.map(({ id }) => id))
    })

    it('takes a batch of one and a batch of none', async () => {
      const { sink, arrived } = await start()
      await sink([])
      await sink([sinkRecord(1)])
      await sink([])
      await sink[Symbol.asyncDispose]?.()
      expect((await arrived()).map(idIn)).toEqual([sinkRecord(1).id])
    })

    it('takes a record twice as it says', async () => {
      const { sink, arrived, delivery } = await start()
      const batch = [sinkRecord(1), sinkRecord(2)]
      await sink(batch)
      await sink([...batch, sinkRecord(3)])
      await sink[Symbol.asyncDispose]?.()
      const ids = (await arrived()).map(idIn)
      expect([...new Set(ids)].sort()).toEqual([1, 2, 3].map((index) => sinkRecord(index).id))
      if (delivery === 'once') expect(ids).toHaveLength(3)
    })

    it('takes big records, and text of every kind, each as one', async () => {
      const { sink, arrived } = await start()
      const odd = [
        '\u0000\u0001\u001f',
        'line\nline\r\n\u2028\u2029',
        '"quoted" \\ /',
        '😀\ud83d',
        '\udc00 half',
        'ﷺ é',
        '</script>',
      ]
      const records: CallRecord[] = odd.map((text, index) =>
        sinkRecord(index, { request: JSON.stringify({ text }), errorMessage: text, keyAlias: text }),
      )
      records.push(sinkRecord(odd.length, { request: JSON.stringify({ text: 'ü'.repeat(1_000_000) }) }))
      records.push(sinkRecord(odd.length + 1))
      await sink(records)
      await sink[Symbol.asyncDispose]?.()
      expect((await arrived()).map(idIn)).toEqual(records.map(({ id }) => id))
    })

    it('is done with a batch only when it has arrived, or arrives by its disposal', async () => {
      const { sink, arrived } = await start()
      await sink(range(50).map((index) => sinkRecord(index)))
      await sink[Symbol.asyncDispose]?.()
      expect(await arrived()).toHaveLength(50)
    })

    it('rejects a batch that does not arrive, and takes it when it is handed over again', async (context) => {
      const { sink, arrived, away } = await start()
      if (away === undefined) {
        context.skip('the place of its records cannot be away')
        return
      }
      await sink([sinkRecord(1)])
      await away(true)
      const batch = [sinkRecord(2), sinkRecord(3)]
      await expect((async () => sink(batch))()).rejects.toThrow()
      await away(false)
      await sink([...batch, sinkRecord(4)])
      await sink[Symbol.asyncDispose]?.()
      const ids = (await arrived()).map(idIn)
      expect([...new Set(ids)]).toEqual([1, 2, 3, 4].map((index) => sinkRecord(index).id))
    })

    it('leaves the records as they were given', async () => {
      const { sink } = await start()
      const record = sinkRecord(1, { request: '{"a":1}', attempts: [{ upstream: 'one', ms: 1 }] })
      const before = structuredClone(record)
      await sink(Object.freeze([Object.freeze(record)]))
      await sink[Symbol.asyncDispose]?.()
      expect(record).toEqual(before)
    })
  })
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index)

/** The id of a record, wherever in what has arrived it stands. */
function idIn(arrived: unknown): string {
  const text = typeof arrived === 'string' ? arrived : (JSON.stringify(arrived) ?? '')
  const id = /01990000-0000-7000-8000-[0-9a-f]{12}/.exec(text)?.[0]
  if (id === undefined) throw new Error(`No record's id is in ${text.slice(0, 200)}`)
  return id
}
