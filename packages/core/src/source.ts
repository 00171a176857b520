import type { ProtocolVersion } from './protocol-version.ts'

/** The JSON text a value was read from, in the form of the version and binding it came in. */
export interface Source {
  readonly version: ProtocolVersion
  /** Only values of the same binding can be sent on as they are: `JSONRPC`, `HTTP+JSON`, `GRPC`. */
  readonly binding: string
  readonly text: string
}

/** A constructor that answers the object it is given: what extends it puts its own private member on that object. */
class Given {
  constructor(value: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the object gets a private member, and stays what it is
    return value
  }
}

/** Keeps the source of a value in a private member of it: nobody sees it, no copy takes it along, and it costs a third of a `WeakMap`. */
class Sourced extends Given {
  #source: Source

  private constructor(value: object, source: Source) {
    super(value)
    this.#source = source
  }

  static remember(value: object, source: Source): void {
    if (#source in value) value.#source = source
    else new Sourced(value, source)
  }

  static of(value: object): Source | undefined {
    return #source in value ? value.#source : undefined
  }
}

/**
 * Remembers the text an agent's answer or event was read from. Who sends it on in the same version and binding sends
 * this text instead of writing it anew. Not for requests: those are written from what was checked (decision 5). Values
 * are immutable: a layer that changes one makes a new one, which has no source.
 */
export function rememberSource(value: object, source: Source): void {
  Sourced.remember(value, source)
}

/** The text that a value was read from, whatever its version and binding. */
export const sourceOf = (value: object): Source | undefined => Sourced.of(value)

/** The text to send on unchanged, when the value came in this version and binding. */
export function sourceText(value: object, version: ProtocolVersion, binding: string): string | undefined {
  const source = Sourced.of(value)
  return source !== undefined && source.version === version && source.binding === binding ? source.text : undefined
}
