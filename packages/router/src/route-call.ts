import type { CallContext, ErrorCode, Operation, RequestOf } from '@gateway/core'
import { gatewayError, isGatewayError, isReading, traceOfAttempt } from '@gateway/core'
import type { Begun, Job } from './attempt.ts'
import { destinationOf } from './destination.ts'
import type { LiveUpstream } from './live-upstream.ts'
import { mirror } from './mirror.ts'
import { notBegun } from './outcome.ts'
import type { Routing } from './routing.ts'
import { tryHolder, tryUpstreams } from './try-upstreams.ts'

/** One call as the router carries it out. */
export interface Route<Name extends Operation, Answer> {
  readonly operation: Name
  readonly request: RequestOf<Name>
  readonly context: CallContext
  readonly begin: (upstream: LiveUpstream, context: CallContext) => Promise<Answer>
}

/** Errors of the way to an upstream, after which nobody knows how far it got. */
const MAY_HAVE_BEGUN = new Set<ErrorCode>(['AGENT_UNREACHABLE', 'AGENT_TIMEOUT'])

/** Carries a call out on the upstream that holds what it is about, else on one that the strategy chooses. */
export async function routeCall<Name extends Operation, Answer>(
  routing: Routing,
  route: Route<Name, Answer>,
  message?: RequestOf<'sendMessage'>,
): Promise<Begun<Answer>> {
  const { operation, request, context } = route
  routing.refuseWhenStopped()
  const destination = destinationOf(routing, operation, request, context)
  const { holder, what, contextId, moved } = destination instanceof Promise ? await destination : destination
  let attempts = 0
  const job: Job<Answer> = {
    call: { operation, contextId, context },
    context,
    begin(lease) {
      attempts += 1
      return route.begin(lease.upstream, { ...context, signal: lease.signal, ...traceOfAttempt(context, attempts) })
    },
    handOver: (upstream) => route.begin(upstream, context),
    repeatable: (error) => notBegun(error) || mayRepeat(routing, operation, error, message, context),
    accepts: routing.acceptsFor(context, onlyAt(context)),
    hedgeMs: message && hedgeMsOf(routing, message, context),
    chosen: message && routing.mirror && ((upstream) => mirrored(routing, message, context, upstream)),
  }
  if (holder?.runner !== undefined) {
    return { answer: await route.begin(holder, context), upstream: holder, lease: undefined }
  }
  if (holder !== undefined) return tryHolder(routing, job, holder, what)
  if (operation === 'listTasks' && contextId === undefined && routing.options.tasks !== 'shared') throw noLists()
  const begun = await tryUpstreams(routing, job, named(routing, job, context))
  if (moved) routing.affinity.moved?.({ contextId }, begun.upstream.name, context)
  return begun
}

/** Where a call is for one upstream alone. */
const onlyAt = ({ upstream }: CallContext) =>
  upstream === undefined ? undefined : ({ name }: LiveUpstream) => name === upstream

/** Who names an upstream means it also where it has the weight 0, to be tried out. */
function named<Answer>(
  routing: Routing,
  { accepts }: Job<Answer>,
  { upstream }: CallContext,
): LiveUpstream | undefined {
  const live = upstream === undefined ? undefined : routing.find(upstream)
  return live !== undefined && !live.draining && (accepts?.(live) ?? true) ? live : undefined
}

/** An error after which the upstream may have begun. */
function mayRepeat(
  routing: Routing,
  operation: Operation,
  error: unknown,
  message: RequestOf<'sendMessage'> | undefined,
  context: CallContext,
): boolean {
  if (!isGatewayError(error) || !MAY_HAVE_BEGUN.has(error.code)) return false
  if (message === undefined) return isReading(operation)
  return isMarked(routing, message, context)
}

function hedgeMsOf(routing: Routing, message: RequestOf<'sendMessage'>, context: CallContext): number | undefined {
  const hedgeMs = routing.options.retry?.hedgeMs
  return hedgeMs !== undefined && isMarked(routing, message, context) ? hedgeMs : undefined
}

/** Whether the message may be carried out twice. */
function isMarked(routing: Routing, message: RequestOf<'sendMessage'>, context: CallContext): boolean {
  return routing.options.retry?.mayRepeat?.(message, context) ?? false
}

/** A new message goes to the mirror too, unless it is the one that answers. */
function mirrored(
  routing: Routing,
  message: RequestOf<'sendMessage'>,
  context: CallContext,
  upstream: LiveUpstream,
): void {
  const { upstream: name, share = 1, ended } = routing.mirror ?? { upstream: '' }
  const live = routing.find(name)
  if (live === undefined || live === upstream || message.message.taskId || routing.random() >= share) return
  // It is in nobody's way: not where there is no room, and not for as long as its caller stays.
  if (!routing.admits(live)) return
  context.observe({ type: 'mirror', upstream: name })
  void mirror(routing.lease(live, new AbortController().signal), message, context, ended)
}

const noLists = () =>
  gatewayError(
    'UNSUPPORTED_OPERATION',
    'contextId: missing. This agent stands for several that keep their own tasks: ask for those of one conversation.',
    { field: 'contextId' },
  )
