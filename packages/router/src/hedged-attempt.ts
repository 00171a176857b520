import { gatewayError } from '@gateway/core'
import { attemptOn, type Job, type Outcome } from './attempt.ts'
import { Lease } from './lease.ts'
import type { LiveUpstream } from './live-upstream.ts'
import type { Routing } from './routing.ts'

/**
 * An attempt that a second upstream is given too when the first has not answered for a while. The first answer counts;
 * the other call is aborted. Only for work that may be carried out twice.
 */
export async function hedgedAttempt<Answer>(
  routing: Routing,
  job: Job<Answer>,
  taken: Lease | LiveUpstream,
): Promise<Outcome<Answer>> {
  const { hedgeMs } = job
  const first = attemptOn(taken, job)
  if (hedgeMs === undefined || !(taken instanceof Lease)) return first
  const waiting = new AbortController()
  const late = routing.clock.sleep(hedgeMs, waiting.signal).then(() => undefined)
  const early = await Promise.race([first, late])
  waiting.abort()
  if (early !== undefined) return early
  const other = takeOther(routing, job, taken.upstream)
  if (other === undefined) return first
  return firstAnswer(job, [
    { lease: taken, outcome: first },
    { lease: other, outcome: attemptOn(other, job) },
  ])
}

/** One that may be given it now; none is waited for. */
function takeOther<Answer>(routing: Routing, job: Job<Answer>, first: LiveUpstream): Lease | undefined {
  const accepts = (upstream: LiveUpstream) => upstream.runner === undefined && (job.accepts?.(upstream) ?? true)
  const upstream = routing.pool.choose(job.call, [first], accepts)
  if (upstream === undefined || !routing.budget.take()) return undefined
  return routing.lease(upstream, job.context.signal)
}

interface Running<Answer> {
  readonly lease: Lease
  readonly outcome: Promise<Outcome<Answer>>
}

async function firstAnswer<Answer>(
  job: Job<Answer>,
  [one, two]: readonly [Running<Answer>, Running<Answer>],
): Promise<Outcome<Answer>> {
  const settled = ({ outcome }: Running<Answer>, other: Running<Answer>) => outcome.then((ended) => ({ ended, other }))
  const { ended, other } = await Promise.race([settled(one, two), settled(two, one)])
  if ('answer' in ended) {
    other.lease.abort(gatewayError('CANCELED', 'Another upstream has answered first.'))
    // It may have answered at the same time.
    void other.outcome.then((late) => 'answer' in late && late.lease?.end())
    job.context.observe({ type: 'upstream', name: ended.upstream.name })
    return ended
  }
  const last = await other.outcome
  return 'answer' in last ? last : { failure: last.failure, also: [one.lease.upstream, two.lease.upstream] }
}
