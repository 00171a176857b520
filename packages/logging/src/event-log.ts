import type { StreamResponse } from '@gateway/core'
import { sourceOf } from '@gateway/core'

/** So many events that are too long for what is left are noted by their size; then nothing more is kept. */
const MOST_LEFT_OUT = 100

/** The events of a stream as they came: JSON Lines, as `eventLog` of records has them. */
export class EventLog {
  readonly #limit: number
  readonly #lines: string[] = []
  #size = 0
  #leftOut = 0

  /** @param limit characters that are kept of it */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** @param ms milliseconds since the call came in */
  add(event: StreamResponse, ms: number): void {
    if (this.#leftOut === MOST_LEFT_OUT) return
    const text = sourceOf(event)?.text ?? JSON.stringify(event)
    if (this.#size + text.length > this.#limit) {
      this.#leftOut += 1
      this.#lines.push(`{"ms":${ms},"bytes":${Buffer.byteLength(text)}}`)
      return
    }
    this.#size += text.length
    this.#lines.push(eventLine(ms, text))
  }

  /** `undefined`: there were none. */
  text(): string | undefined {
    return this.#lines.length === 0 ? undefined : this.#lines.join('\n')
  }
}

/** An agent may write JSON over several lines; between tokens a space means the same. */
const eventLine = (ms: number | string, json: string) =>
  `{"ms":${ms},"event":${/[\r\n]/.test(json) ? json.replace(/[\r\n]+/g, ' ') : json}}`

const LINE = /^\{"ms":([\d.e+-]+),"event":(.*)\}$/

/** The log with each of its events as `change` makes it; `undefined`: it is left out, and only its size is told. */
export function changeEvents(log: string, change: (json: string) => string | undefined): string {
  return log
    .split('\n')
    .map((line) => {
      const [, ms, json] = LINE.exec(line) ?? []
      if (ms === undefined || json === undefined) return line
      const changed = change(json)
      return changed === undefined ? `{"ms":${ms},"bytes":${Buffer.byteLength(json)}}` : eventLine(ms, changed)
    })
    .join('\n')
}
