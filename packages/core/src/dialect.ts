import type { JsonValue } from './json.ts'
import type { Operation, RequestOf, ResponseOf } from './operations.ts'
import type { ProtocolVersion } from './protocol-version.ts'

/**
 * The JSON form of one protocol version, as `params` and `result` of JSON-RPC carry it. Pure functions between that
 * form and the canonical one (A2A 1.0). Unknown fields are kept in both directions.
 */
export interface Dialect {
  readonly version: ProtocolVersion
  /** The operation a JSON-RPC method names. */
  operation(method: string): Operation | undefined
  /** The JSON-RPC method of an operation; `undefined` where this version has none. */
  method(operation: Operation): string | undefined
  /** Checks `params` from a caller. Throws INVALID_PARAMS that names the field. */
  decodeRequest<Name extends Operation>(operation: Name, params: unknown): RequestOf<Name>
  encodeRequest<Name extends Operation>(operation: Name, request: RequestOf<Name>): JsonValue
  /** Checks a `result` (or one event) from an agent. Throws INVALID_AGENT_RESPONSE that names the field. */
  decodeResponse<Name extends Operation>(operation: Name, result: unknown): ResponseOf<Name>
  encodeResponse<Name extends Operation>(operation: Name, response: ResponseOf<Name>): JsonValue
}
