import { attemptOn, type Begun, type Job } from './attempt.ts'
import { hedgedAttempt } from './hedged-attempt.ts'
import { Lease } from './lease.ts'
import type { LiveUpstream } from './live-upstream.ts'
import { holderDown } from './no-upstream.ts'
import { backoff } from './retry-budget.ts'
import type { Routing } from './routing.ts'

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
    const outcome = await hedgedAttempt(routing, job, taken)
    if ('answer' in outcome) return outcome
    failure = outcome.failure
    if (signal.aborted || !job.repeatable(failure)) throw failure
    tried.push(upstream, ...(outcome.also ?? []))
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

async function pause(routing: Routing, attempt: number, signal: AbortSignal): Promise<void> {
  const { backoffMs = DEFAULT_BACKOFF_MS } = routing.options.retry ?? {}
  await routing.clock.sleep(backoff(attempt, backoffMs, routing.random), signal)
}
