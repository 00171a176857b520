import type { CallContext } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { Lease } from './lease.ts'
import type { LiveUpstream } from './live-upstream.ts'
import { holderDown } from './no-upstream.ts'
import { backoff } from './retry-budget.ts'
import type { Routing } from './routing.ts'
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
  /** Told where the first attempt goes. */
  readonly chosen?: ((upstream: LiveUpstream) => void) | undefined
}

/** An upstream has begun; its lease, where it has one, ends with what it gives. */
export interface Begun<Answer> {
  readonly answer: Answer
  readonly upstream: LiveUpstream
  readonly lease: Lease | undefined
}

const DEFAULT_RETRIES = 2
const DEFAULT_BACKOFF_MS = 50

/** On one upstream after another, until one has begun; then on the fallbacks, in their order. */
export async function tryUpstreams<Answer>(
  routing: Routing,
  job: Job<Answer>,
  first?: LiveUpstream,
): Promise<Begun<Answer>> {
  const { retries = DEFAULT_RETRIES } = routing.options.retry ?? {}
  const { signal } = job.context
  const tried: LiveUpstream[] = []
  const take = (upstream: LiveUpstream) => takeUp(routing, job, upstream)
  let failure: unknown
  routing.budget.call()
  for (let attempt = 0; attempt <= retries; attempt++) {
    if (attempt > 0 && !routing.budget.take()) break
    // Another upstream is tried at once; only after the second failure may it be that all of them are in trouble.
    if (attempt > 1) await pause(routing, attempt - 2, signal)
    let taken: Lease | LiveUpstream
    try {
      taken =
        first !== undefined && attempt === 0 && routing.admits(first)
          ? take(first)
          : await routing.acquire({ ...job, signal, but: tried }, take)
    } catch (error) {
      // That nobody is left says less than why the last one failed.
      failure ??= error
      break
    }
    const upstream = taken instanceof Lease ? taken.upstream : taken
    if (attempt === 0) job.chosen?.(upstream)
    const outcome = await attemptOn(taken, job)
    if ('answer' in outcome) return outcome
    failure = outcome.failure
    if (signal.aborted || !job.repeatable(failure)) throw failure
    tried.push(upstream)
  }
  if (signal.aborted || routing.stopped !== undefined) throw failure
  return tryFallbacks(routing, job, failure)
}

async function tryFallbacks<Answer>(routing: Routing, job: Job<Answer>, before: unknown): Promise<Begun<Answer>> {
  let failure = before
  for (const fallback of routing.fallbacks) {
    if (!routing.admits(fallback) || !(job.accepts?.(fallback) ?? true)) continue
    const outcome = await attemptOn(takeUp(routing, job, fallback), job)
    if ('answer' in outcome) return outcome
    failure = outcome.failure
    if (job.context.signal.aborted || !job.repeatable(failure)) break
  }
  throw failure
}

/** On the one upstream that holds what the work is about. */
export async function tryHolder<Answer>(
  routing: Routing,
  job: Job<Answer>,
  holder: LiveUpstream,
  what: 'task' | 'conversation',
): Promise<Begun<Answer>> {
  const { retries = DEFAULT_RETRIES } = routing.options.retry ?? {}
  const { signal } = job.context
  routing.budget.call()
  for (let attempt = 0; ; attempt++) {
    const now = routing.clock.now()
    if (!holder.breaker.admits(now)) throw holderDown(holder, what, now)
    const outcome = await attemptOn(await routing.acquireAt(holder, signal), job)
    if ('answer' in outcome) return outcome
    const { failure } = outcome
    if (signal.aborted || attempt >= retries || !job.repeatable(failure) || !routing.budget.take()) throw failure
    await pause(routing, attempt, signal)
    if (signal.aborted) throw failure
  }
}

function takeUp<Answer>(routing: Routing, job: Job<Answer>, upstream: LiveUpstream): Lease | LiveUpstream {
  return upstream.runner !== undefined && job.handOver !== undefined
    ? upstream
    : routing.lease(upstream, job.context.signal)
}

async function attemptOn<Answer>(
  taken: Lease | LiveUpstream,
  job: Job<Answer>,
): Promise<Begun<Answer> | { readonly failure: unknown }> {
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

async function pause(routing: Routing, attempt: number, signal: AbortSignal): Promise<void> {
  const { backoffMs = DEFAULT_BACKOFF_MS } = routing.options.retry ?? {}
  await routing.clock.sleep(backoff(attempt, backoffMs, routing.random), signal)
}

const adapterFailed = (cause: unknown) =>
  gatewayError('INTERNAL_ERROR', 'The adapter of this agent failed while it carried out the call.', { cause })
