import type { Artifact, Part, Source, StreamResponse, TaskArtifactUpdateEvent } from '@gateway/core'
import { isJsonObject, memberSpan, rememberSource } from '@gateway/core'

/** An update of an artifact that is one piece of text, taken apart. */
interface TextUpdate {
  readonly event: StreamResponse
  readonly update: TaskArtifactUpdateEvent
  readonly artifact: Artifact
  readonly part: Part
}

/** How the text of such an event is cut: what stands before and after its piece, and where its result begins and ends. */
interface Cut {
  readonly before: string
  readonly after: string
  /** Of the result: where it begins, and how far from the end of the text it ends. */
  readonly start: number
  readonly rest: number
}

/**
 * Most events of a stream are the one before with another piece of text. Two JSON texts that differ in one string alone
 * are the same value but for that string, so such an event is known without being parsed, checked and translated anew.
 */
export class RepeatedEvent {
  readonly #known: TextUpdate
  readonly #cut: Cut
  readonly #source: Omit<Source, 'text'> | undefined

  private constructor(known: TextUpdate, cut: Cut, source: Omit<Source, 'text'> | undefined) {
    this.#known = known
    this.#cut = cut
    this.#source = source
  }

  /**
   * What `event` looks like, read from the JSON-RPC answer `text` whose result is `result`. `source`: where it may be
   * sent on as it came. `undefined` when it is not one piece of text.
   */
  static of(
    event: StreamResponse,
    text: string,
    result: unknown,
    source: Omit<Source, 'text'> | undefined,
  ): RepeatedEvent | undefined {
    const known = textUpdate(event)
    const cut = known && cutOf(text, result)
    return known && cut && new RepeatedEvent(known, cut, source)
  }

  /** The event that a text says, when it differs from the known one in its piece of text alone. */
  read(text: string): StreamResponse | undefined {
    const { before, after, start, rest } = this.#cut
    const end = text.length - after.length
    // Slices that are compared cost a third of `startsWith`.
    if (end < before.length || text.slice(0, before.length) !== before || text.slice(end) !== after) return undefined
    const piece = stringOf(text.slice(before.length, end))
    if (piece === undefined) return undefined
    const { event, update, artifact, part } = this.#known
    const parts = [{ ...part, text: piece }]
    const read = { ...event, artifactUpdate: { ...update, artifact: { ...artifact, parts } } }
    if (this.#source !== undefined)
      rememberSource(read, { ...this.#source, text: text.slice(start, text.length - rest) })
    return read
  }
}

function textUpdate(event: StreamResponse): TextUpdate | undefined {
  const update = event.artifactUpdate
  const [part, ...others] = update?.artifact.parts ?? []
  if (update === undefined || part?.text === undefined || others.length > 0) return undefined
  return { event, update, artifact: update.artifact, part }
}

function cutOf(text: string, result: unknown): Cut | undefined {
  const whole = memberSpan(text, 0, 'result')
  if (whole === undefined || !isJsonObject(result)) return undefined
  // 1.0 wraps an update, 0.3 does not; what has both could be read either way.
  const wrapped = result.artifactUpdate !== undefined
  if (wrapped === (result.artifact !== undefined)) return undefined
  const update = wrapped ? memberSpan(text, whole.start, 'artifactUpdate') : whole
  const artifact = update && memberSpan(text, update.start, 'artifact')
  const parts = artifact && memberSpan(text, artifact.start, 'parts')
  const piece = parts && memberSpan(text, text.indexOf('{', parts.start), 'text')
  if (piece === undefined || stringOf(text.slice(piece.start, piece.end)) === undefined) return undefined
  return {
    before: text.slice(0, piece.start),
    after: text.slice(piece.end),
    start: whole.start,
    rest: text.length - whole.end,
  }
}

/** The string that a text is the JSON of; `undefined` when it is anything else. */
function stringOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
