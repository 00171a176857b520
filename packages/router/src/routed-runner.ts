import type { JsonValue, RunContext, RunEvent, Runner, Turn } from '@gateway/core'
import { gatewayError, isTerminalRunEvent, traceOfAttempt } from '@gateway/core'
import type { Begun, Job } from './attempt.ts'
import type { Lease } from './lease.ts'
import type { LiveUpstream } from './live-upstream.ts'
import { holderDown, holderGone } from './no-upstream.ts'
import { notBegun } from './outcome.ts'
import { isObject, withoutUpstream, withUpstream } from './routed-names.ts'
import type { Routing } from './routing.ts'
import { tryHolder, tryUpstreams } from './try-upstreams.ts'

/** A run that has begun, with what it told until then. */
interface BegunRun {
  readonly events: AsyncIterator<RunEvent>
  readonly ahead: readonly RunEvent[]
}

/**
 * A runner over all upstreams that have one. A turn goes to `first`, or to the upstream that the conversation is with;
 * when that one refuses it before the run has started, to another. Its `ref` and `session` carry the upstream's name, so
 * that cancel, resume and the next turn find it.
 */
export function routedRunner(routing: Routing, first: string): Runner {
  const holderOf = (ref: JsonValue) => {
    const { upstream = first, value } = withoutUpstream(ref)
    const live = routing.find(upstream)
    if (live?.runner === undefined) throw holderGone(upstream, 'task')
    return { live, runner: live.runner, ref: value ?? null }
  }
  return {
    run: (turn, context) => run(routing, first, turn, context),

    async cancel(ref, context) {
      const held = holderOf(ref)
      // Where there is nothing to be stopped, closing the connection is all.
      await held.runner.cancel?.(held.ref, context)
    },

    joinable(ref) {
      const { upstream = first, value } = withoutUpstream(ref)
      const runner = routing.find(upstream)?.runner
      return runner?.resume !== undefined && (runner.joinable?.(value ?? null) ?? true)
    },

    async *resume(ref, cursor, context) {
      const held = holderOf(ref)
      if (held.runner.resume === undefined) throw notOffered('joined again')
      context.observe({ type: 'upstream', name: held.live.name })
      const lease = routing.lease(held.live, context.signal)
      const events = held.runner.resume(held.ref, cursor, { ...context, signal: lease.signal })[Symbol.asyncIterator]()
      yield* told({ answer: { events, ahead: [] }, upstream: held.live, lease }, true)
    },

    getAgentCard: (context) =>
      routing.find(first)?.runner?.getAgentCard?.(context) ??
      Promise.reject(gatewayError('AGENT_CARD_NOT_FOUND', 'This agent has no card.')),
  }
}

async function* run(routing: Routing, first: string, turn: Turn, context: RunContext): AsyncGenerator<RunEvent> {
  const { upstream: name, value } = withoutUpstream(turn.session)
  const holder = name === undefined ? undefined : holding(routing, name, turn)
  const { session: _, ...fresh } = turn
  /** Only the upstream that made it understands it; one from before there was a router is the first one's. */
  const turnFor = (upstream: string): Turn =>
    upstream === (holder?.name ?? (name === undefined ? first : undefined)) && isObject(value)
      ? { ...fresh, session: value }
      : fresh
  let attempts = 0
  const job: Job<BegunRun> = {
    call: { operation: 'sendMessage', contextId: turn.contextId, context },
    context,
    begin(lease) {
      attempts += 1
      return beginRun(lease, turnFor(lease.upstream.name), { ...context, ...traceOfAttempt(context, attempts) })
    },
    repeatable: notBegun,
    accepts: routing.acceptsFor(context, ({ runner }) => runner !== undefined),
  }
  const begun = await (holder === undefined
    ? tryUpstreams(routing, job, routing.find(first))
    : tryHolder(routing, job, holder, 'conversation'))
  const { taskId, contextId } = turn
  const { upstream } = begun
  if (upstream.name !== (name ?? first)) routing.affinity.moved?.({ taskId, contextId }, upstream.name, context)
  yield* told(begun, upstream.name === name)
}

/** The upstream of the conversation; none when it may move, and has to. */
function holding(routing: Routing, name: string, turn: Turn): LiveUpstream | undefined {
  const live = routing.find(name)
  const now = routing.clock.now()
  if (live?.runner !== undefined && live.breaker.admits(now)) return live
  // An answer to what an upstream asked can be understood by that one alone.
  if (routing.options.whenDown === 'move' && turn.resume === undefined) return undefined
  throw live === undefined ? holderGone(name, 'conversation') : holderDown(live, 'conversation', now)
}

/** Reads until the run has begun: a failure before that has left nothing behind at the vendor. */
async function beginRun(lease: Lease, turn: Turn, context: RunContext): Promise<BegunRun> {
  const { runner } = lease.upstream
  if (runner === undefined) throw notOffered('carried out')
  const events = runner.run(turn, { ...context, signal: lease.signal })[Symbol.asyncIterator]()
  const ahead: RunEvent[] = []
  for (;;) {
    const step = await events.next()
    if (step.done) return { events, ahead }
    const event = step.value
    if (event.type === 'failed' && notBegun(event.error)) {
      await events.return?.()
      throw event.error
    }
    ahead.push(event)
    // A session may be made before the run is.
    if (event.type !== 'session') return { events, ahead }
  }
}

/** What a run tells, with the upstream's name where it is needed again. `known`: the conversation is known to be there. */
async function* told({ answer, upstream, lease }: Begun<BegunRun>, known: boolean): AsyncGenerator<RunEvent> {
  const { name } = upstream
  let placed = known || answer.ahead.some(({ type }) => type === 'session')
  let failure: unknown
  try {
    for await (const event of all(answer)) {
      if (lease?.signal.aborted && isTerminalRunEvent(event)) throw lease.failureOf(lease.signal.reason)
      if (event.type === 'session') yield { ...event, session: withUpstream(name, event.session) }
      else {
        if (!placed) yield { type: 'session', session: withUpstream(name, undefined) }
        placed = true
        if (event.type === 'failed') failure = event.error
        lease?.answered()
        yield event.type === 'started' ? { ...event, ref: withUpstream(name, event.ref) } : event
      }
    }
  } catch (error) {
    failure = lease?.failureOf(error) ?? error
    throw failure
  } finally {
    lease?.end(failure)
    await answer.events.return?.()
  }
}

async function* all({ ahead, events }: BegunRun): AsyncGenerator<RunEvent> {
  yield* ahead
  for (let step = await events.next(); !step.done; step = await events.next()) yield step.value
}

const notOffered = (what: string) =>
  gatewayError('UNSUPPORTED_OPERATION', `A run of this agent's upstream cannot be ${what}.`)
