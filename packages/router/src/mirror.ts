import type { CallContext, SendMessageRequest } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import type { Lease } from './lease.ts'

/** Real traffic for an upstream that is being tried out, without anybody depending on it. */
export interface MirrorSettings {
  /** Name of one of the upstreams; with the weight 0 it gets nothing else. */
  readonly upstream: string
  /** Share of the new messages, from 0 to 1. Default 1. */
  readonly share?: number | undefined
  /** Told how each mirrored message ended, which may be long after its call. Must not throw. */
  readonly ended?: ((outcome: MirrorOutcome) => void) | undefined
}

export interface MirrorOutcome {
  readonly upstream: string
  /** Of the call whose message it was. */
  readonly requestId: string
  readonly ms: number
  /** Code of the error that it ended with. */
  readonly error?: string
}

/** Sends the message to the mirror's upstream. Its answer is read to the end and thrown away; nothing that it learns is told. */
export async function mirror(
  lease: Lease,
  request: SendMessageRequest,
  context: CallContext,
  ended: MirrorSettings['ended'],
): Promise<void> {
  let failure: unknown
  try {
    await lease.upstream.agent.sendMessage(request, { ...context, signal: lease.signal, observe: () => undefined })
    lease.answered()
  } catch (error) {
    failure = error
  }
  const { ms } = lease
  lease.end(failure)
  ended?.({
    upstream: lease.upstream.name,
    requestId: context.requestId,
    ms,
    ...(failure === undefined ? {} : { error: isGatewayError(failure) ? failure.code : 'INTERNAL_ERROR' }),
  })
}
