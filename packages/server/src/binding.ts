import type {
  GatewayError,
  Operation,
  ProtocolVersion,
  RequestOf,
  ResponseOf,
  StreamOperation,
  UnaryOperation,
} from '@gateway/core'
import { isStreamOperation } from '@gateway/core'
import type { HttpExchange, TextReply } from './http-exchange.ts'

/** A call as it was read off the wire. `text` is the JSON of its request, as its caller wrote it. */
interface DecodedCallOf<Name extends Operation> {
  readonly operation: Name
  readonly version: ProtocolVersion
  readonly request: RequestOf<Name>
  readonly text: string
}

export type StreamCall = DecodedCallOf<StreamOperation>
export type DecodedCall = StreamCall | DecodedCallOf<UnaryOperation>

/** Whether a call is answered by a stream. */
export function isStreamCall(call: DecodedCall): call is StreamCall {
  return isStreamOperation(call.operation)
}

/** Whether a call brings a message. */
export function isMessage(call: DecodedCall): call is DecodedCallOf<'streamMessage'> | DecodedCallOf<'sendMessage'> {
  return call.operation === 'sendMessage' || call.operation === 'streamMessage'
}

export interface BindingOptions {
  /** A request that names no version is 0.3 (specification §3.6.2), whatever its method looks like. */
  readonly strictVersion: boolean
}

/**
 * One way to carry A2A over HTTP. Reads a call from an exchange and writes its answer; knows nothing of agents.
 * JSON-RPC is one; HTTP+JSON and gRPC have the same seam.
 */
export interface Binding {
  /** As in `AgentInterface.protocolBinding`. */
  readonly name: string
  /** Takes up a request before anything of it is known, so that an error finds its form too. */
  open(exchange: HttpExchange): BindingCall
}

export interface BindingCall {
  /** Reads the call. Throws what is wrong with it. `body` is the request's text. */
  decode(body: string, options: BindingOptions): DecodedCall
  /** JSON text of an answer, in the caller's version. */
  encodeAnswer<Name extends Operation>(operation: Name, answer: ResponseOf<Name>): string
  answerReply(text: string): TextReply
  /** One event of a stream, framed for the wire. */
  encodeEvent<Name extends Operation>(operation: Name, event: ResponseOf<Name>): string
  /** The headers under which events are sent. */
  readonly eventHeaders: Readonly<Record<string, string>>
  /** The form of an error, also before the call could be read. */
  errorReply(error: GatewayError): TextReply
  /** An error in a stream that has begun. */
  encodeErrorEvent(error: GatewayError): string
}
