import { mkdirSync, readdirSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallRecord, Logger } from '@gateway/core'
import {
  foundSegment,
  PRIVATE_FILE,
  PRIVATE_FOLDER,
  readSegment,
  removeSegment,
  type Segment,
} from './spill-segment.ts'

/** Records that are on the disk before their calls are answered, until every sink has them. */
export interface Journal extends AsyncDisposable {
  /** Whether the disk takes no records; tried again each second. */
  readonly failing: boolean
  /** Gives what an earlier gateway had answered and its sinks may not have, once; it counts as appended. */
  recover(push: (record: CallRecord) => void): void
  append(record: CallRecord): void
  /** Once everything that was appended until now is on the disk; many calls share one write. */
  synced(): Promise<void> | undefined
  /** As many of the appended records as this are settled, from the first on. */
  settled(count: number): void
}

/** Beyond this a new file is begun; bytes. */
const SEGMENT_BYTES = 4 * 1024 * 1024
const RETRY_MS = 1_000

export function createJournal({ folder, logger }: { readonly folder: string; readonly logger?: Logger }): Journal {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
  const found = readdirSync(folder).filter((name) => /^\d+\.jsonl$/.test(name))
  const earlier = found.sort().map((name) => foundSegment(join(folder, name)))
  let number = Number.parseInt(found.at(-1) ?? '0', 10)
  let pending: string[] = []
  let appended = 0
  let written = 0
  let settledCount = 0
  let failing = false
  let writing: Promise<void> | undefined
  let file: { readonly handle: FileHandle; readonly segment: Segment } | undefined
  const full: { readonly segment: Segment; readonly last: number }[] = []

  const close = async () => {
    const closing = file
    file = undefined
    if (closing === undefined) return
    full.push({ segment: closing.segment, last: written })
    await closing.handle.close()
  }
  const begin = async () => {
    number += 1
    const path = join(folder, `${String(number).padStart(12, '0')}.jsonl`)
    const begun = { handle: await open(path, 'a', PRIVATE_FILE), segment: { path, bytes: 0, records: 0 } }
    file = begun
    // Its name is to be on the disk, too.
    const entries = await open(folder, 'r')
    await entries.sync().finally(() => entries.close())
    return begun
  }
  /** All that waits, in one write. */
  const write = async () => {
    const lines = pending
    pending = []
    try {
      const { handle, segment } = file ?? (await begin())
      const content = Buffer.from(`${lines.join('\n')}\n`)
      await handle.appendFile(content)
      await handle.datasync()
      segment.bytes += content.length
      written += lines.length
      failing = false
      if (segment.bytes >= SEGMENT_BYTES) await close()
    } catch (err) {
      pending = [...lines, ...pending]
      failing = true
      logger?.error({ err }, 'records could not be written to the journal; calls are refused until they can')
      await close().catch(() => {})
      await sleep(RETRY_MS)
    }
  }
  const together = async () => {
    // Calls that are answered in the same moment share a write.
    await new Promise((resolve) => setImmediate(resolve))
    await write()
    writing = undefined
  }
  const synced = async (target: number) => {
    do {
      // What was added while a write was under way is not in it.
      writing ??= together()
      await writing
    } while (written < target && !failing)
  }
  const release = () => {
    for (let first = full[0]; first !== undefined && first.last <= settledCount; first = full[0]) {
      removeSegment(first.segment)
      full.shift()
    }
  }

  return {
    get failing() {
      return failing
    },
    recover(push) {
      for (const segment of earlier.splice(0)) {
        const records = readSegment(segment)
        appended += records.length
        written += records.length
        full.push({ segment, last: written })
        for (const record of records) push(record)
      }
      release()
    },
    append(record) {
      pending.push(JSON.stringify(record))
      appended += 1
    },
    synced: () => (written >= appended ? undefined : synced(appended)),
    settled(count) {
      settledCount = count
      release()
    },
    async [Symbol.asyncDispose]() {
      if (pending.length > 0) await synced(appended)
      await close()
      release()
    },
  }
}
