import type { Artifact, RunEvent } from '@gateway/core'
import { z } from 'zod'

const told = z.array(z.tuple([z.string(), z.int().nonnegative(), z.int().nonnegative()]))

/** Of an artifact: its id, and how many characters of text and how many other parts have been given out. */
type Told = z.output<typeof told>

/**
 * How much of an agent's answer has been given out, so that an agent that shows its artifacts whole (a task that is
 * joined or asked for) adds only what is new of them.
 */
export class ToldAnswer {
  readonly #artifacts = new Map<string, { characters: number; parts: number }>()

  /** `cursor`: where another one was. What cannot be read is as if nothing had been given out. */
  constructor(cursor?: string) {
    for (const [artifactId, characters, parts] of readTold(cursor))
      this.#artifacts.set(artifactId, { characters, parts })
  }

  get cursor(): string {
    const all: Told = [...this.#artifacts].map(([artifactId, { characters, parts }]) => [artifactId, characters, parts])
    return JSON.stringify(all)
  }

  /** A piece of a stream: it adds to its artifact, or is the whole of it. */
  *piece(artifact: Artifact, append: boolean, last: boolean): Generator<RunEvent> {
    if (append || !this.#artifacts.has(artifact.artifactId)) yield* this.#add(artifact, artifact.parts, last)
    else yield* this.whole(artifact, last)
  }

  /** An artifact as it stands: what is new of it. */
  *whole(artifact: Artifact, last = false): Generator<RunEvent> {
    const { characters, parts } = this.#artifacts.get(artifact.artifactId) ?? { characters: 0, parts: 0 }
    let [text, others] = [characters, parts]
    const rest = artifact.parts.flatMap((part) => {
      if (part.text === undefined) {
        others -= 1
        return others < 0 ? [part] : []
      }
      const skipped = Math.min(text, part.text.length)
      text -= skipped
      return skipped === part.text.length && skipped > 0 ? [] : [{ ...part, text: part.text.slice(skipped) }]
    })
    yield* this.#add(artifact, rest, last)
  }

  *#add({ artifactId, name, metadata }: Artifact, parts: Artifact['parts'], last: boolean): Generator<RunEvent> {
    const known = this.#artifacts.get(artifactId) ?? { characters: 0, parts: 0 }
    this.#artifacts.set(artifactId, known)
    const of = {
      artifactId,
      ...(name === undefined ? {} : { name }),
      ...(metadata === undefined ? {} : { metadata }),
    }
    for (const [index, part] of parts.entries()) {
      const end = last && index === parts.length - 1 ? { last } : {}
      if (part.text === undefined) {
        known.parts += 1
        yield { type: 'part', ...of, part, ...end, cursor: this.cursor }
      } else {
        known.characters += part.text.length
        yield { type: 'text', ...of, text: part.text, ...end, cursor: this.cursor }
      }
    }
  }
}

function readTold(cursor: string | undefined): Told {
  if (cursor === undefined) return []
  try {
    return told.parse(JSON.parse(cursor))
  } catch {
    return []
  }
}
