import { createHash } from 'node:crypto'
import type { Reply } from './http-exchange.ts'

/** After so many items, others have their turn. */
const SLICE = 100

const othersTurn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })

/** The JSON of a list, in parts as they are sent. */
export interface JsonList {
  readonly parts: readonly string[]
  /** SHA-256 of the whole text in base64url. */
  readonly digest: string
}

/** The JSON of a list whose items are made one by one. Between slices, whatever else waits in the process goes on. */
export async function jsonList(items: readonly (() => unknown)[]): Promise<JsonList> {
  const [parts, hash]: [string[], ReturnType<typeof createHash>] = [[], createHash('sha256')]
  for (let from = 0; from === 0 || from < items.length; from += SLICE) {
    if (from > 0) await othersTurn()
    const slice = items.slice(from, from + SLICE).map((show) => JSON.stringify(show()))
    const isLast = from + SLICE >= items.length
    const part = `${from === 0 ? '[' : ','}${slice.join(',')}${isLast ? ']' : ''}`
    hash.update(part)
    parts.push(part)
  }
  return { parts, digest: hash.digest('base64url') }
}

/** A list as the body of a reply: of a long one, part after part as its reader takes them. */
export function bodyOf({ parts }: Pick<JsonList, 'parts'>): Reply['body'] {
  const [first = '[]', ...more] = parts
  return more.length === 0 ? first : inTurn(parts)
}

async function* inTurn(parts: readonly string[]): AsyncGenerator<string, undefined> {
  for (const part of parts) {
    yield part
    // A reader that takes all at once leaves others their turn, too.
    await othersTurn()
  }
  return undefined
}
