import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CallRecord } from '@gateway/core'
import {
  appendLines,
  foundSegment,
  PRIVATE_FILE,
  PRIVATE_FOLDER,
  readSegment,
  removeSegment,
  rewriteSegment,
  type Segment,
} from './spill-segment.ts'

/** Records that wait on disk for one sink, in the order in which they came. */
export interface Spill {
  readonly records: number
  readonly bytes: number
  /** Adds records behind the others. Throws what the file system throws. */
  append(lines: readonly string[]): void
  /** The oldest, at most so many; none of them goes before `take`. */
  head(limit: number): readonly CallRecord[]
  /** The oldest have been taken. */
  take(count: number): void
  /** Removes the oldest file but the first, whose records may be on their way; answers how many records were in it. */
  dropOldest(): number
  /** Nothing is added or taken any more; what is left is there at the next start. */
  close(): void
}

/** What is read into memory at once, and what a crash can bring back of what was taken already; bytes. */
const SEGMENT_BYTES = 1024 * 1024

export interface SpillOptions {
  /** Whether what is added is on the disk itself before `append` is done, and not in its cache: a machine may stop. Default `false`. */
  readonly durable?: boolean
  /** Default 1 MiB. */
  readonly segmentBytes?: number
}

/** Opens the folder of one sink, with what an earlier gateway left in it. */
export function openSpill(folder: string, { durable = false, segmentBytes = SEGMENT_BYTES }: SpillOptions = {}): Spill {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
  const names = readdirSync(folder).filter((name) => /^\d+\.jsonl$/.test(name))
  const segments: Segment[] = names.sort().map((name) => foundSegment(join(folder, name)))
  let number = Number.parseInt(names.at(-1) ?? '0', 10)
  /** The last segment, while it grows. */
  let tail: { readonly segment: Segment; readonly descriptor: number } | undefined
  /** The first one, while it is read; it does not grow any more. */
  let open: { readonly segment: Segment; readonly rest: CallRecord[] } | undefined

  const seal = () => {
    if (tail !== undefined) closeSync(tail.descriptor)
    tail = undefined
  }
  const grow = () => {
    number += 1
    const path = join(folder, `${String(number).padStart(12, '0')}.jsonl`)
    const descriptor = openSync(path, 'a', PRIVATE_FILE)
    tail = { segment: { path, bytes: 0, records: 0 }, descriptor }
    segments.push(tail.segment)
    return tail
  }
  const remove = (index: number) => {
    const [segment] = segments.splice(index, 1)
    if (segment === undefined) return 0
    if (segment === tail?.segment) seal()
    if (segment === open?.segment) open = undefined
    removeSegment(segment)
    return segment.records
  }
  const read = () => {
    while (open === undefined) {
      const [first] = segments
      if (first === undefined) return undefined
      if (first === tail?.segment) seal()
      const rest = readSegment(first)
      // A crash may have cut its last line.
      first.records = rest.length
      if (rest.length === 0) remove(0)
      else open = { segment: first, rest }
    }
    return open
  }

  return {
    get records() {
      return segments.reduce((sum, { records }) => sum + records, 0)
    },
    get bytes() {
      return segments.reduce((sum, { bytes }) => sum + bytes, 0)
    },
    append(lines) {
      if (tail !== undefined && tail.segment.bytes >= segmentBytes) seal()
      const { descriptor, segment } = tail ?? grow()
      appendLines(descriptor, segment, lines)
      if (durable) fsyncSync(descriptor)
    },
    head: (limit) => read()?.rest.slice(0, limit) ?? [],
    take(count) {
      for (let left = count; left > 0; ) {
        const reading = read()
        if (reading === undefined) return
        const taken = reading.rest.splice(0, left).length
        reading.segment.records -= taken
        left -= taken
        if (reading.rest.length === 0) remove(0)
      }
    },
    dropOldest: () => remove(1),
    close() {
      seal()
      if (open !== undefined) rewriteSegment(open.segment, open.rest)
      open = undefined
    },
  }
}
