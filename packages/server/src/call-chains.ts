import { randomBytes } from 'node:crypto'
import type { CallContext, Caller, CallTrace, TraceParent } from '@gateway/core'
import {
  attemptSpanOf,
  beginTrace,
  callSpanOf,
  createRandomDigits,
  gatewayError,
  ownerOf,
  parseTraceParent,
  sessionIdOf,
  traceParentOf,
} from '@gateway/core'
import { createChainEntries, DEEPEST_CHAIN } from './chain-entry.ts'
import { createOpenChains, type OpenChain } from './open-chains.ts'

/** How agents may call one another through the gateway. */
export interface ChainLimits {
  /** How many agents there may be in a chain, the first one that is called included. Default 8, at most 24. */
  readonly maxDepth?: number | undefined
  /** What becomes of a message to an agent that is in its chain already. Default `refuse`. */
  readonly sameAgent?: 'refuse' | 'allow' | undefined
}

export interface CallChainsOptions extends ChainLimits {
  /** The same for all gateways of an installation: they take one another's word for chains. Default: random. */
  readonly secret?: string | undefined
  /** Whether a trace that begins here is kept, which upstreams are told (`sampled` of `traceparent`). Default: every one. */
  readonly samples?: ((traceId: string) => boolean) | undefined
}

/** A call, as far as it says what caused it. */
export interface ChainedCall {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly caller: Caller
  readonly agent: { readonly id: string; readonly name: string }
  /** The conversation that its message says it goes on with. */
  readonly contextId?: string | undefined
}

/** The place of a call in its trace, and in the chain of agents that led to it. */
export interface ChainLink {
  readonly trace: CallTrace
  /** What its upstreams are sent. */
  readonly sent: NonNullable<CallContext['trace']>
  /** Throws LOOP_DETECTED where the chain is one that is not to be; `find` tells the agents that may be named. */
  check(named: () => readonly { readonly id: string; readonly name: string }[]): void
  /** The call has ended. */
  end(): void
}

/** Finds out which call caused which, and stops agents that ask one another without end. */
export interface CallChains {
  link(call: ChainedCall): ChainLink
}

export function createCallChains(options: CallChainsOptions = {}): CallChains {
  const { secret = randomBytes(32).toString('hex'), sameAgent = 'refuse' } = options
  const maxDepth = Math.min(options.maxDepth ?? 8, DEEPEST_CHAIN)
  const entries = createChainEntries(secret)
  const open = createOpenChains()
  const digits = createRandomDigits()

  /** The call that caused this one; where it can be one of several, all of them. */
  const causesOf = (call: ChainedCall, parent: TraceParent | undefined) => {
    const { headers, caller } = call
    if (parent !== undefined) {
      const told = entries.read(headers.tracestate, parent.traceId)
      if (told !== undefined) return [{ ...told, traceId: parent.traceId, flags: parent.flags }]
      const known = open.bySpan(callSpanOf(parent.spanId))
      if (known?.traceId === parent.traceId) return [known]
    }
    return caller.agentId === undefined ? [] : open.ofAgent(caller.agentId, namedSessions(call))
  }
  // Where circles are let, it is the call that came last: a circle that nobody can follow is ended by its depth.
  const judged = <Cause>(causes: readonly Cause[]) => (sameAgent === 'allow' ? causes.slice(-1) : causes)
  const isLoop = (marks: readonly string[]) =>
    marks.length > maxDepth || (sameAgent === 'refuse' && marks.indexOf(marks.at(-1) ?? '') < marks.length - 1)

  return {
    link(call) {
      const { headers, caller, agent } = call
      const parent = parseTraceParent(headers.traceparent)
      const causes = causesOf(call, parent)
      const own = caller.agentId === undefined ? undefined : entries.markOf(caller.agentId)
      const mark = entries.markOf(agent.id)
      // Who calls with an agent's key is that agent, also where nobody knows what it works at.
      const after = (marks: readonly string[]) =>
        own === undefined || own === marks.at(-1) ? [...marks, mark] : [...marks, own, mark]
      const chains = causes.length === 0 ? [after([])] : judged(causes).map(({ marks }) => after(marks))
      // Of several that it can be, the shortest: nobody is refused for what another conversation does.
      const chain = chains.reduce((shortest, other) => (other.length < shortest.length ? other : shortest))
      const cause = causes.length === 1 ? causes[0] : undefined
      const { traceId, spanId, parentSpanId, flags } = beginTrace(parent ?? cause, digits)
      const dropped = parent === undefined && cause === undefined && options.samples?.(traceId) === false
      const causeSpanId = cause?.spanId
      const trace: CallTrace = { traceId, spanId, parentSpanId, causeSpanId, flags: dropped ? '00' : flags }
      const state = entries.write({ spanId, marks: chain }, traceId, parent && headers.tracestate)
      let sessions: readonly string[] | undefined
      const place: OpenChain = {
        traceId,
        spanId,
        flags: trace.flags,
        marks: chain,
        agentId: agent.id,
        sessions() {
          sessions ??= sessionsOf(call)
          return sessions
        },
      }
      open.add(place)
      return {
        trace,
        sent: {
          traceparent: traceParentOf({ traceId, spanId: attemptSpanOf(spanId, 1), flags: trace.flags }),
          tracestate: state,
        },
        check(named) {
          if (!chains.every(isLoop)) return
          const names = new Map(named().map(({ id, name }) => [entries.markOf(id), name]))
          const path = chain.map((each) => names.get(each) ?? 'another agent').join(' → ')
          throw gatewayError(
            'LOOP_DETECTED',
            chain.length > maxDepth
              ? `Agents ask one another ${chain.length} deep (${path}), which is more than the ${maxDepth} that are let (chains.maxDepth). Answer with what is known.`
              : `Agent '${agent.name}' is asked by an agent that works for it (${path}), which may have no end. Answer it instead, or ask an administrator to let agents do so (chains.sameAgent).`,
          )
        },
        end: () => open.remove(place),
      }
    },
  }
}

const namedSessions = ({ headers, contextId }: ChainedCall): readonly string[] =>
  [headers['x-litellm-trace-id'], headers['x-litellm-session-id'], contextId].flatMap((session) => session || [])

/** As the call names its conversation, and as the agent that is called will. */
function sessionsOf(call: ChainedCall): readonly string[] {
  const { caller, agent, contextId } = call
  return contextId ? [...namedSessions(call), sessionIdOf(ownerOf(caller), agent.id, contextId)] : namedSessions(call)
}
