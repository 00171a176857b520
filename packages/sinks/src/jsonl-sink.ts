import { mkdir, open } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { defineSink, gatewayError, type Sink } from '@gateway/core'
import { createStream, type Options, type RotatingFileStream } from 'rotating-file-stream'
import { z } from 'zod'
import { recordLine } from './record-line.ts'

const settings = z.strictObject({
  path: z.string('must be a path').min(1, 'must be a path').default('calls.jsonl').meta({
    description: 'The file that grows, from the folder of the database. Older ones stand beside it.',
  }),
  maxBytes: z.int('must be a whole number').min(1_024, 'must be at least 1024').default(104_857_600).meta({
    description: 'A new file is begun when this one is as large.',
  }),
  every: z.enum(['1h', '6h', '12h', '1d', '7d'], 'must be 1h, 6h, 12h, 1d or 7d').optional().meta({
    description: 'A new file is begun at the latest after this time, counted in UTC. Default: only its size counts.',
  }),
  keep: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(10_000, 'must be at most 10000')
    .default(14)
    .meta({
      description: 'How many older files are kept.',
    }),
  gzip: z.boolean('must be true or false').default(true).meta({ description: 'Whether older files are compressed.' }),
  content: z.boolean('must be true or false').default(true).meta({
    description: 'Whether requests and answers are written, too.',
  }),
})

/** Files of JSON lines, one for each call, that only their owner may read. */
export const jsonlSink = defineSink({
  name: 'jsonl',
  description: 'Files of JSON lines, begun anew by size and age.',
  delivery: 'at least once',
  settings,
  async open({ path, maxBytes, every, keep, gzip, content }, host) {
    const file = resolve(host?.folder ?? '.', path)
    await checkWritable(file)
    const options: Options = {
      path: dirname(file),
      size: `${maxBytes}B`,
      maxFiles: keep,
      mode: 0o600,
      intervalUTC: true,
      ...(every === undefined ? {} : { interval: every }),
      ...(gzip ? { compress: 'gzip' } : {}),
    }
    return rotatingFile(file, () => createStream(nameOf(basename(file), gzip), options), content)
  },
})

/** What cannot work at all stops the start: nobody looks for a file that was never begun. */
async function checkWritable(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await (await open(file, 'a', 0o600)).close()
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw gatewayError(
      'INVALID_PARAMS',
      `path: '${file}' cannot be written (${reason}); name a file in a folder that can`,
      {
        cause,
        field: 'path',
      },
    )
  }
}

/** Older files have the time at which they ended in their names, and a number. */
function nameOf(name: string, gzip: boolean): (time: number | Date, index?: number) => string {
  const [, stem = name, extension = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? []
  return (time, index) => {
    if (!time) return name
    const stamp = new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '')
    return `${stem}-${stamp}-${String(index ?? 1).padStart(3, '0')}${extension}${gzip ? '.gz' : ''}`
  }
}

function rotatingFile(file: string, begin: () => RotatingFileStream, content: boolean): Sink {
  let stream: RotatingFileStream | undefined
  const write = (text: string) =>
    new Promise<void>((done, reject) => {
      stream ??= begin()
      const current = stream
      const fail = (error: Error) => {
        // A stream that has failed takes nothing any more: the next batch begins another.
        if (stream === current) stream = undefined
        current.destroy()
        reject(error)
      }
      current.once('error', fail)
      current.write(text, (error) => {
        if (error) return fail(error)
        current.off('error', fail)
        done()
      })
    })
  const sink = (records: Parameters<Sink>[0]) =>
    records.length === 0 ? undefined : write(`${records.map((record) => recordLine(record, content)).join('\n')}\n`)
  return Object.assign(sink, {
    async [Symbol.asyncDispose]() {
      const last = stream
      stream = undefined
      if (last !== undefined) {
        await new Promise<void>((done, reject) => {
          last.once('error', reject)
          last.end(done)
        })
      }
      const handle = await open(file, 'a', 0o600)
      await handle.sync().finally(() => handle.close())
    },
  })
}
