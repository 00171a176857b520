import type { GatewayError } from '@gateway/core'

/** Takes the bytes of an answer as they come. After `end` or `fail` nothing follows. */
export interface BodySink {
  write(chunk: Buffer): void
  end(): void
  fail(error: GatewayError): void
}

/** What a sink may do to the exchange that feeds it. */
export interface BodySource {
  /** Stops the bytes until `resume`; what is on its way may still come. */
  pause(): void
  resume(): void
  /** Ends the exchange and frees its connection. The sink hears nothing more. */
  abort(): void
}
