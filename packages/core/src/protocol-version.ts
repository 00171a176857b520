/** The protocol versions that are served and called, as they stand in `A2A-Version`: `Major.Minor`, never a patch number (specification §3.6). */
export type ProtocolVersion = '0.3' | '1.0'

export const PROTOCOL_VERSIONS = ['1.0', '0.3'] as const satisfies readonly ProtocolVersion[]

/** The header (and query parameter, §3.6.1) by which a caller names the version it speaks. */
export const A2A_VERSION_HEADER = 'a2a-version'

/** Reads a version as written in a header or card, patch number ignored; `undefined` when it is not one that is spoken here. */
export function parseProtocolVersion(text: string): ProtocolVersion | undefined {
  const majorMinor = /^\s*(\d+\.\d+)(?:\.\d+\S*)?\s*$/.exec(text)?.[1]
  return PROTOCOL_VERSIONS.find((version) => version === majorMinor)
}
