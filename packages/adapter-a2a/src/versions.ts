import type { GatewayError, Operation, ProtocolVersion } from '@gateway/core'
import { dialects, gatewayError, isGatewayError, PROTOCOL_VERSIONS } from '@gateway/core'

/** Errors after which nothing is known about the versions an agent speaks: it was not heard, or not understood. */
const UNINFORMATIVE: ReadonlySet<string> = new Set([
  'AGENT_UNREACHABLE',
  'AGENT_TIMEOUT',
  'CANCELED',
  'INVALID_AGENT_RESPONSE',
  'AGENT_ERROR',
])

/**
 * Which protocol version an agent is called in: the pinned one; else one that a call has proven; else the caller's, if
 * the card does not speak against it.
 */
export class Versions {
  readonly #pinned: ProtocolVersion | undefined
  #proven: ProtocolVersion | undefined
  #claimed: readonly ProtocolVersion[] = []

  constructor(pinned: ProtocolVersion | undefined) {
    this.#pinned = pinned
  }

  /** What the agent's card says; nothing where it says nothing that is understood. */
  claim(versions: readonly ProtocolVersion[]): void {
    this.#claimed = versions
  }

  /**
   * Makes a call in the version that fits best. When the agent does not know the method or the version, it is made once
   * more in the other version; if the agent understands that, the other version is remembered, whatever its card says.
   */
  async negotiate<Result>(
    operation: Operation,
    preferred: ProtocolVersion | undefined,
    attempt: (version: ProtocolVersion) => Promise<Result>,
  ): Promise<Result> {
    const version = this.#choose(operation, preferred)
    try {
      return await attempt(version)
    } catch (error) {
      const other = PROTOCOL_VERSIONS.find((candidate) => candidate !== version)
      if (other === undefined || this.#pinned !== undefined || !has(other, operation) || !isVersionRefusal(error))
        throw error
      return await this.#retry(other, error, attempt)
    }
  }

  async #retry<Result>(
    version: ProtocolVersion,
    first: GatewayError,
    attempt: (version: ProtocolVersion) => Promise<Result>,
  ): Promise<Result> {
    try {
      const result = await attempt(version)
      this.#proven = version
      return result
    } catch (error) {
      if (isVersionRefusal(error)) throw first
      if (isGatewayError(error) && !UNINFORMATIVE.has(error.code)) this.#proven = version
      throw error
    }
  }

  #choose(operation: Operation, preferred: ProtocolVersion | undefined): ProtocolVersion {
    const known = this.#pinned ?? this.#proven
    if (known !== undefined && has(known, operation)) return known
    const spoken = known === undefined ? this.#claimed : [known]
    const allowed = spoken.length === 0 ? PROTOCOL_VERSIONS : spoken
    const candidates = allowed.filter((version) => has(version, operation))
    const chosen = candidates.find((version) => version === preferred) ?? candidates[0]
    if (chosen !== undefined) return chosen
    throw gatewayError(
      'UNSUPPORTED_OPERATION',
      `The agent speaks A2A ${allowed.join(', ')}, which has no ${operation}.`,
    )
  }
}

/** 0.3 names `tasks/list` in a table, but has it in no binding that agents implement. */
function has(version: ProtocolVersion, operation: Operation): boolean {
  if (version === '0.3' && operation === 'listTasks') return false
  return dialects[version].method(operation) !== undefined
}

/** Whether an agent's error says that it does not know the method or the version. */
function isVersionRefusal(error: unknown): error is GatewayError {
  if (!isGatewayError(error)) return false
  const { jsonRpcCode } = error
  if (jsonRpcCode === -32601 || jsonRpcCode === -32009) return true
  // Older servers check the whole request at once and call an unknown method an invalid request.
  return jsonRpcCode === -32600 && /\b(method|version)\b/i.test(error.message)
}
