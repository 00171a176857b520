import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { CallRecord } from '@gateway/core'
import { testSink } from '@gateway/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { jsonlSink } from './jsonl-sink.ts'

const record = (index: number, more: Partial<CallRecord> = {}): CallRecord => ({
  id: String(index),
  requestId: String(index),
  time: '2026-01-01T00:00:00.000Z',
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 1,
  requestBytes: 0,
  responseBytes: 0,
  events: 0,
  ...more,
})

const temporary = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jsonl-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
const open = (folder: string, settings: object = {}) => jsonlSink.open(jsonlSink.settings.parse(settings), { folder })
const linesOf = async (path: string) => {
  const content = await readFile(path)
  const text = (path.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line))
}

testSink('jsonl', async () => {
  const { folder, remove } = await temporary()
  return {
    sink: await open(folder),
    delivery: jsonlSink.delivery,
    arrived: () => linesOf(join(folder, 'calls.jsonl')),
    close: remove,
  }
})

describe('files of JSON lines', () => {
  const begun = async (settings?: object) => {
    const { folder, remove } = await temporary()
    onTestFinished(remove)
    return { folder, sink: await open(folder, settings) }
  }

  it('are begun anew when they are large, compressed, kept up to a number, and for their owner alone', async () => {
    const { folder, sink } = await begun({ maxBytes: 4_096, keep: 2 })
    for (let index = 0; index < 40; index += 1) await sink([record(index, { request: 'x'.repeat(1_000) })])
    await sink[Symbol.asyncDispose]?.()
    const names = (await readdir(folder)).filter((name) => /^calls.*\.jsonl(\.gz)?$/.test(name)).sort()
    expect(names.filter((name) => name.endsWith('.gz'))).toHaveLength(2)
    for (const name of names) expect((await stat(join(folder, name))).mode & 0o077).toBe(0)
    const kept = (await Promise.all(names.map((name) => linesOf(join(folder, name))))).flat()
    // The newest are there, whole and each once.
    const ids = kept.map((line) => Number((line as { id: string }).id)).sort((one, other) => one - other)
    expect(ids.at(-1)).toBe(39)
    expect(ids).toEqual(Array.from(ids, (_, place) => 40 - ids.length + place))
  })

  it('go on where an earlier gateway ended', async () => {
    const { folder, sink } = await begun()
    await sink([record(1)])
    await sink[Symbol.asyncDispose]?.()
    const second = await open(folder)
    await second([record(2)])
    await second[Symbol.asyncDispose]?.()
    expect(await linesOf(join(folder, 'calls.jsonl'))).toMatchObject([{ id: '1' }, { id: '2' }])
  })

  it('have no content where it is not wanted', async () => {
    const { folder, sink } = await begun({ content: false, path: 'logs/calls.log' })
    await sink([record(1, { request: 'hidden', response: 'hidden' })])
    await sink[Symbol.asyncDispose]?.()
    expect(await linesOf(join(folder, 'logs/calls.log'))).toEqual([record(1)])
  })

  it('that cannot be written stop the start, and say why', async () => {
    const { folder } = await begun()
    await writeFile(join(folder, 'file'), '')
    await expect(open(folder, { path: 'file/calls.jsonl' })).rejects.toThrow(
      /file\/calls\.jsonl' cannot be written \(\w+\)/,
    )
  })
})
