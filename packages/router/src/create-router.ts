import type {
  Agent,
  AgentCard,
  AgentTraits,
  CallContext,
  RequestOf,
  Runner,
  StreamOperation,
  UnaryOperation,
} from '@gateway/core'
import { callStream, callUnary, gatewayError } from '@gateway/core'
import { placeOf } from './affinity.ts'
import { balancedCard } from './balanced-card.ts'
import { checkUpstreams } from './check-upstreams.ts'
import { routeCall } from './route-call.ts'
import { routedRunner } from './routed-runner.ts'
import { openStream, routedStream } from './routed-stream.ts'
import type { RouterOptions, RoutingSettings } from './router-options.ts'
import { type RouterState, stateOf } from './router-state.ts'
import { Routing } from './routing.ts'

/** Many agents as one. */
export interface Router extends Agent, Disposable {
  /** How it stands: each upstream with its breaker, its load and why it is out. */
  state(): RouterState
  /**
   * New upstreams, weights, strategy, fallbacks or mirror while calls run: what has begun goes on where it is, also on an
   * upstream that is gone. An upstream of the same name, agent and runner keeps what is known of it. Throws
   * INVALID_PARAMS, and changes nothing, when the settings are wrong.
   */
  update(settings: RoutingSettings): void
  /** The kill switch: every call is refused with UNAVAILABLE and the reason. `cancel`: what runs is aborted too. */
  stop(options: { readonly reason: string; readonly cancel?: boolean }): void
  /** Takes `stop` back. */
  start(): void
  /** Runs the `check` of every upstream once; for the host to call every few seconds. Never rejects. */
  check(): Promise<void>
  /** Carries turns out on this upstream or, where it refused before the run began, on another that has a runner. */
  runnerOf(first: string): Runner
}

/**
 * Makes one agent of many. Each new message goes to the upstream that the strategy chooses among those that are up; what
 * belongs to a task or a conversation goes to the upstream that holds it; what an upstream had not begun is tried on
 * another. Throws INVALID_PARAMS when the options are wrong.
 */
export function createRouter(options: RouterOptions): Router {
  const routing = new Routing(options, routedRunner)
  const unary = <Name extends UnaryOperation>(operation: Name) => {
    return async (request: RequestOf<Name>, context: CallContext) => {
      const { answer, lease } = await routeCall(routing, {
        operation,
        request,
        context,
        begin: (upstream, own) => callUnary(upstream.agent, operation, request, own),
      })
      lease?.end()
      return answer
    }
  }
  const stream =
    <Name extends StreamOperation>(operation: Name) =>
    (request: RequestOf<Name>, context: CallContext) =>
      routedStream(() =>
        routeCall(routing, {
          operation,
          request,
          context,
          begin: (upstream, own) => openStream(callStream(upstream.agent, operation, request, own)),
        }),
      )
  return {
    get traits() {
      return commonTraits(routing)
    },
    getAgentCard: (context) => commonCard(routing, context),

    async sendMessage(request, context) {
      const { answer, lease } = await routeCall(
        routing,
        {
          operation: 'sendMessage',
          request,
          context,
          begin: (upstream, own) => upstream.agent.sendMessage(request, own),
        },
        request,
      )
      if (lease !== undefined) {
        lease.end()
        routing.affinity.remember?.(placeOf(answer), lease.upstream.name, context)
      }
      return answer
    },
    streamMessage: (request, context) =>
      routedStream(async () => {
        const begun = await routeCall(
          routing,
          {
            operation: 'streamMessage',
            request,
            context,
            begin: (upstream, own) => openStream(upstream.agent.streamMessage(request, own)),
          },
          request,
        )
        const { lease, answer } = begun
        if (lease !== undefined && !answer.first.done) {
          routing.affinity.remember?.(placeOf(answer.first.value), lease.upstream.name, context)
        }
        return begun
      }),
    subscribeToTask: stream('subscribeToTask'),
    getTask: unary('getTask'),
    listTasks: unary('listTasks'),
    cancelTask: unary('cancelTask'),
    createTaskPushNotificationConfig: unary('createTaskPushNotificationConfig'),
    getTaskPushNotificationConfig: unary('getTaskPushNotificationConfig'),
    listTaskPushNotificationConfigs: unary('listTaskPushNotificationConfigs'),
    deleteTaskPushNotificationConfig: unary('deleteTaskPushNotificationConfig'),
    getExtendedAgentCard: unary('getExtendedAgentCard'),

    state: () => stateOf(routing),
    update: (settings) => routing.update(settings),
    stop: ({ reason, cancel = false }) => routing.stop(reason, cancel),
    start: () => routing.start(),
    check: () => checkUpstreams(routing),
    runnerOf: (first) => routedRunner(routing, first),
    [Symbol.dispose]: () => routing.dispose(),
  }
}

/** What all upstreams that get new work can do. */
function commonTraits(routing: Routing): AgentTraits {
  const traits = open(routing).map(({ agent }) => agent.traits)
  const all = (name: keyof AgentTraits) => traits.length > 0 && traits.every((each) => each[name])
  return {
    tasks: all('tasks'),
    streaming: all('streaming'),
    push: all('push'),
    resume: all('resume'),
    cancel: all('cancel'),
  }
}

/** The card that holds for all whose card can be read; rejects when none can. */
async function commonCard(routing: Routing, context?: Pick<CallContext, 'signal'>): Promise<AgentCard> {
  const read = await Promise.allSettled(open(routing).map(({ agent }) => agent.getAgentCard(context)))
  const [first, ...others] = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  if (first !== undefined) return balancedCard(first, others)
  const failed = read.find((each) => each.status === 'rejected')
  throw failed?.reason ?? gatewayError('AGENT_CARD_NOT_FOUND', 'No upstream of this agent has a card.')
}

function open({ upstreams }: Routing) {
  const meant = upstreams.filter((upstream) => upstream.open)
  return meant.length > 0 ? meant : upstreams
}
