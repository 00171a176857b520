import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import type { CallRecord } from '@gateway/core'

/** A file of records, one line of JSON each; only its owner may read it. */
export interface Segment {
  readonly path: string
  bytes: number
  records: number
}

/** Only its owner may read what waits: it has the content of calls. */
export const PRIVATE_FILE = 0o600
export const PRIVATE_FOLDER = 0o700

const NEWLINE = 10

/** A file that is there already: of a gateway that ended before its sink had taken everything. */
export function foundSegment(path: string): Segment {
  const content = readFileSync(path)
  let records = 0
  for (let at = content.indexOf(NEWLINE); at !== -1; at = content.indexOf(NEWLINE, at + 1)) records += 1
  return { path, bytes: statSync(path).size, records }
}

/** Adds lines. Synchronous, so that what it has written outlives the process from here on. */
export function appendLines(descriptor: number, segment: Segment, lines: readonly string[]): void {
  const content = Buffer.from(`${lines.join('\n')}\n`)
  for (let done = 0; done < content.length; ) done += writeSync(descriptor, content, done)
  segment.bytes += content.length
  segment.records += lines.length
}

/** The records of a segment. A line that was cut by a crash is none. */
export function readSegment(segment: Segment): CallRecord[] {
  return readFileSync(segment.path, 'utf8').split('\n').flatMap(recordsOf)
}

/** What is left of a segment takes its place at once or not at all. */
export function rewriteSegment(segment: Segment, records: readonly CallRecord[]): void {
  const path = `${segment.path}.new`
  const descriptor = openSync(path, 'w', PRIVATE_FILE)
  try {
    const rest: Segment = { path, bytes: 0, records: 0 }
    appendLines(
      descriptor,
      rest,
      records.map((record) => JSON.stringify(record)),
    )
    fsyncSync(descriptor)
    segment.bytes = rest.bytes
    segment.records = rest.records
  } finally {
    closeSync(descriptor)
  }
  renameSync(path, segment.path)
}

export const removeSegment = ({ path }: Segment): void => rmSync(path, { force: true })

function recordsOf(line: string): CallRecord[] {
  if (line === '') return []
  try {
    const record: unknown = JSON.parse(line)
    return isRecord(record) ? [record] : []
  } catch {
    return []
  }
}

/** What every record has; the rest was written by a gateway too. */
const isRecord = (value: unknown): value is CallRecord =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'time' in value &&
  typeof value.time === 'string' &&
  'status' in value
