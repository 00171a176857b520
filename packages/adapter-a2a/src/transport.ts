import type {
  CallContext,
  ProtocolVersion,
  RequestOf,
  ResponseOf,
  StreamOperation,
  UnaryOperation,
} from '@gateway/core'

/** What every transport is told about a call. `added` are headers that go to the agent beside its own, names in lower case. */
export type TransportContext = Pick<CallContext, 'signal' | 'headers' | 'trace' | 'version' | 'observe'> & {
  readonly added?: Readonly<Record<string, string>>
}

/** The events of a stream, pulled one by one. After an error or the end it stays ended. */
export interface EventIterator<Event> {
  next(): Promise<IteratorResult<Event, undefined>>
  /** The next event if it is here already (see `EventIterator` of core). */
  ready(): Event | undefined
  /** Frees what is below, at once. */
  return(): Promise<IteratorReturnResult<undefined>>
}

/**
 * One binding of the protocol (JSON-RPC; HTTP+JSON and gRPC have the same seam). It writes a request in the version it
 * is told, reads the answer, and knows nothing of versions that an agent may or may not speak. An agent's own error is
 * thrown as it came: code, message and data.
 */
export interface Transport {
  /** `JSONRPC`, `HTTP+JSON` or `GRPC`. */
  readonly binding: string
  call<Name extends UnaryOperation>(
    operation: Name,
    request: RequestOf<Name>,
    version: ProtocolVersion,
    context: TransportContext,
  ): Promise<ResponseOf<Name>>
  /** Sends the request when the first event is asked for. `return()` ends the call, also before its first event. */
  stream<Name extends StreamOperation>(
    operation: Name,
    request: RequestOf<Name>,
    version: ProtocolVersion,
    context: TransportContext,
  ): EventIterator<ResponseOf<Name>>
}
