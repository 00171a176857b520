import type { CallContext, GatewayError } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { Lease } from './lease.ts'
import type { LiveUpstream } from './live-upstream.ts'
import type { RoutedCall } from './strategy.ts'

/** Work that one of several upstreams is to begin with. */
export interface Job<Answer> {
  readonly call: RoutedCall
  readonly context: Pick<CallContext, 'signal' | 'observe'>
  /** Begins: resolves with the answer, or with the stream whose first event is there. */
  readonly begin: (lease: Lease) => Promise<Answer>
  /** Gives the work to an upstream with a runner, whose runs are counted in place of it. Without it, `begin` is for all. */
  readonly handOver?: ((upstream: LiveUpstream) => Promise<Answer>) | undefined
  /** Whether it may be begun again after this error. */
  readonly repeatable: (error: unknown) => boolean
  /** Which upstreams it may go to. Default: all. */
  readonly accepts?: ((upstream: LiveUpstream) => boolean) | undefined
  /** Milliseconds without an answer after which a second upstream is given it too. Default: none is. */
  readonly hedgeMs?: number | undefined
  /** Told where the first attempt goes. */
  readonly chosen?: ((upstream: LiveUpstream) => void) | undefined
}

/** An upstream has begun; its lease, where it has one, ends with what it gives. */
export interface Begun<Answer> {
  readonly answer: Answer
  readonly upstream: LiveUpstream
  readonly lease: Lease | undefined
}

/** How an attempt ended; `also`: the others that had been given it too. */
export type Outcome<Answer> =
  | Begun<Answer>
  | { readonly failure: GatewayError; readonly also?: readonly LiveUpstream[] }

/** Gives the work to one upstream, and tells how that went. Never rejects, but for what a hand-over throws. */
export async function attemptOn<Answer>(taken: Lease | LiveUpstream, job: Job<Answer>): Promise<Outcome<Answer>> {
  if (!(taken instanceof Lease)) {
    if (job.handOver === undefined) throw new TypeError('Only work that can be handed over is.')
    return { answer: await job.handOver(taken), upstream: taken, lease: undefined }
  }
  const { observe } = job.context
  const upstream = taken.upstream.name
  observe({ type: 'upstream', name: upstream })
  try {
    const answer = await job.begin(taken)
    observe({ type: 'attempt', upstream, ms: taken.ms })
    taken.answered()
    return { answer, upstream: taken.upstream, lease: taken }
  } catch (thrown) {
    const failure = taken.failureOf(thrown)
    observe({
      type: 'attempt',
      upstream,
      ms: taken.ms,
      error: isGatewayError(failure) ? failure.code : 'INTERNAL_ERROR',
    })
    taken.end(failure)
    return { failure: isGatewayError(failure) ? failure : adapterFailed(failure) }
  }
}

const adapterFailed = (cause: unknown) =>
  gatewayError('INTERNAL_ERROR', 'The adapter of this agent failed while it carried out the call.', { cause })
