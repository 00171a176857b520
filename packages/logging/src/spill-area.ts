import type { CallRecord, WhenFull } from '@gateway/core'
import { contentSizeOf, withoutContent } from './record-content.ts'
import { openSpill, type Spill } from './spill.ts'

export interface SpillAreaOptions {
  readonly folder: string
  /** How much may wait on disk. Default 1 GiB. */
  readonly maxBytes?: number | undefined
  /** Default `drop-content`. */
  readonly whenFull?: WhenFull | undefined
  /** Whether what is stored is on the disk itself, and not in its cache. Default `false`. */
  readonly durable?: boolean | undefined
}

/** What became of records that were to be stored. */
export interface Stored {
  /** How many of the given records need no longer be in memory, from the first on. */
  readonly count: number
  /** How many records are gone for ever, and how many lie there without their content. */
  readonly dropped: number
  readonly contentDropped: number
}

/** Records on disk for one sink, within a bound. */
export interface SpillArea extends Pick<Spill, 'records' | 'bytes' | 'head' | 'take' | 'close'> {
  readonly whenFull: WhenFull
  /** Whether there is no room; only where nothing may be dropped. */
  readonly full: boolean
  /** Stores what there is room for; `whole`: all or none. Throws what the file system throws. */
  store(records: readonly CallRecord[], options?: { readonly whole?: boolean }): Stored
}

export const SPILL_BYTES = 1024 * 1024 * 1024
/** Beyond this share there is room for records, but not for their content. */
const CONTENT_SHARE = 0.75
const TOGETHER = 250

export function openSpillArea({
  folder,
  maxBytes = SPILL_BYTES,
  whenFull = 'drop-content',
  durable = false,
}: SpillAreaOptions): SpillArea {
  const spill = openSpill(folder, {
    durable,
    segmentBytes: Math.max(1, Math.min(1024 * 1024, Math.floor(maxBytes / 16))),
  })
  let full = false

  const contentBound = whenFull === 'drop-oldest' ? maxBytes : maxBytes * CONTENT_SHARE
  return {
    whenFull,
    get records() {
      return spill.records
    },
    get bytes() {
      return spill.bytes
    },
    get full() {
      if (full && spill.bytes < contentBound) full = false
      return full
    },
    store(records, { whole = false } = {}) {
      const lines: string[] = []
      let size = spill.bytes
      let dropped = 0
      let contentDropped = 0
      for (const record of records) {
        let line = JSON.stringify(record)
        if (size + Buffer.byteLength(line) > contentBound && contentSizeOf(record) > 0 && whenFull !== 'drop-oldest') {
          line = JSON.stringify(withoutContent(record))
          contentDropped += 1
        }
        const bytes = Buffer.byteLength(line) + 1
        if (size + bytes > maxBytes && whenFull === 'refuse') {
          full = true
          if (whole) return { count: 0, dropped: 0, contentDropped: 0 }
          break
        }
        lines.push(line)
        size += bytes
      }
      for (let over = size - maxBytes; over > 0; ) {
        const before = spill.bytes
        dropped += spill.dropOldest()
        if (spill.bytes === before) break
        over -= before - spill.bytes
      }
      // Not all in one file: a file is read at once.
      for (let at = 0; at < lines.length; at += TOGETHER) spill.append(lines.slice(at, at + TOGETHER))
      return { count: lines.length, dropped, contentDropped }
    },
    head: spill.head,
    take: spill.take,
    close: spill.close,
  }
}
