import type { ProtocolVersion } from './protocol-version.ts'

/** The JSON text a value was read from, in the form of the version and binding it came in. */
export interface Source {
  readonly version: ProtocolVersion
  /** Only values of the same binding can be sent on as they are: `JSONRPC`, `HTTP+JSON`, `GRPC`. */
  readonly binding: string
  readonly text: string
}

const sources = new WeakMap<object, Source>()

/**
 * Remembers the text an agent's answer or event was read from. Who sends it on in the same version and binding sends
 * this text instead of writing it anew. Not for requests: those are written from what was checked (decision 5). Values are immutable: a layer that changes one makes a new one, which has no
 * source.
 */
export function rememberSource(value: object, source: Source): void {
  sources.set(value, source)
}

/** The text to send on unchanged, when the value came in this version and binding. */
export function sourceText(value: object, version: ProtocolVersion, binding: string): string | undefined {
  const source = sources.get(value)
  return source !== undefined && source.version === version && source.binding === binding ? source.text : undefined
}
