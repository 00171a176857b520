import type { Dialect } from './dialect.ts'
import { dialect03 } from './dialects/dialect-0-3.ts'
import { dialect10 } from './dialects/dialect-1-0.ts'
import type { ProtocolVersion } from './protocol-version.ts'

/** How each version is read and written on the JSON-RPC binding. */
export const dialects: Readonly<Record<ProtocolVersion, Dialect>> = { '1.0': dialect10, '0.3': dialect03 }
