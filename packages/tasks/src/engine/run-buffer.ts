import type { JsonObject, RunWrite, StoredRun, TaskSnapshot } from '@gateway/core'

/** A snapshot is due when the log behind the last one is longer than this, and than all that came before: so snapshots cost no more than the log. */
const LEAST_TAIL = 64 * 1024

/** What happened in a run and is not written yet. Sizes are in characters. */
export class RunBuffer {
  #lines: string[] = []
  #first = 0
  #last = 0
  #size = 0
  /** Of the log behind the last snapshot, and before it. */
  #tail = 0
  #before: number
  #changed = false
  #snapshotDue = false
  #session: RunWrite['session']

  /** `before`: how much there is of the task already. */
  constructor(before: number) {
    this.#before = before
  }

  get size(): number {
    return this.#size
  }

  add(sequence: number, line: string): void {
    if (this.#lines.length === 0) this.#first = sequence
    this.#lines.push(line)
    this.#last = sequence
    this.#size += line.length
    this.#tail += line.length
    if (this.#tail > Math.max(LEAST_TAIL, this.#before)) this.#snapshotDue = true
  }

  /** The run itself has changed. */
  runChanged(): void {
    this.#changed = true
  }

  /** The task's state has changed: what lists and reads show is to be written. */
  snapshotDue(): void {
    this.#snapshotDue = true
  }

  keepSession(id: string, session: JsonObject): void {
    this.#session = { id, session }
  }

  /** Takes out what waits. */
  take(run: StoredRun, snapshot: () => TaskSnapshot): RunWrite | undefined {
    const hasLines = this.#lines.length > 0
    if (!hasLines && !this.#changed && !this.#snapshotDue && this.#session === undefined) return undefined
    const write: RunWrite = {
      run,
      changed: this.#changed,
      ...(hasLines ? { events: { first: this.#first, last: this.#last, lines: this.#lines.join('\n') } } : {}),
      ...(this.#snapshotDue ? { snapshot: snapshot() } : {}),
      ...(this.#session === undefined ? {} : { session: this.#session }),
    }
    if (this.#snapshotDue) {
      this.#before += this.#tail
      this.#tail = 0
    }
    this.#lines = []
    this.#size = 0
    this.#changed = false
    this.#snapshotDue = false
    this.#session = undefined
    return write
  }
}
