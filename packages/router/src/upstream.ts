import type { Agent, CallContext, RunContext, Runner } from '@gateway/core'
import { gatewayError } from '@gateway/core'

/** What is said of an upstream beside the agent: all of it may change while calls run. */
export interface UpstreamSettings {
  /** Its share of new work among the others. `0`: none, while what it holds goes on. Default 1. */
  readonly weight?: number | undefined
  /** For the strategy `priority`: lower ones come first. Default 0. */
  readonly priority?: number | undefined
  /** For the strategy `lowest-cost`: what a call costs there, in any unit that is the same for all; or who knows it when asked. */
  readonly cost?: number | (() => number | undefined) | undefined
  /** Calls that it may be given per minute; beyond them it is no candidate. Default: without limit. */
  readonly requestsPerMinute?: number | undefined
  /** Calls that may be under way there at once; more of them wait. Default: without limit. */
  readonly parallel?: number | undefined
  /** It gets no new work; tasks and conversations that it holds are still reached. Default `false`. */
  readonly draining?: boolean | undefined
}

/** Whose work it is. The caller is not known of a run that goes on in another process than it began in. */
export type CallerContext = Pick<CallContext, 'owner' | 'agent' | 'headers'> & Pick<RunContext, 'caller'>

/** One of the agents behind a router. */
export interface Upstream extends UpstreamSettings {
  /** Unique among the upstreams and fallbacks. Default: `upstream-1`, `upstream-2`, … by its place. */
  readonly name?: string | undefined
  /**
   * What answers the calls. With a `runner`, a function that makes it of the runner that the router gives: that one
   * carries turns out on this upstream, or on another when this one refused a turn before it began.
   */
  readonly agent: Agent | ((runner: Runner) => Agent)
  /**
   * What carries out its messages, for an agent whose tasks are kept above the runner (`complete()` of `@gateway/tasks`):
   * then a run is what is counted, limited and repeated, not the call that began it.
   */
  readonly runner?: Runner | undefined
  /**
   * Whether this caller's work may be sent there, such as to a fallback that needs a grant of its own. Where it may not,
   * the upstream is passed over. Default: everybody's may.
   */
  readonly admits?: ((context: CallerContext) => boolean) | undefined
  /** Asks whether it is there; rejects when it is not. See `cardCheck`, `healthCheck` and `pingCheck`. */
  readonly check?: ((signal: AbortSignal) => Promise<unknown>) | undefined
}

/** Names what has no name, and refuses what cannot be routed to. */
export function named(upstreams: readonly Upstream[], prefix = 'upstream'): (Upstream & { readonly name: string })[] {
  const names = new Set<string>()
  return upstreams.map((upstream, index) => {
    const name = upstream.name ?? `${prefix}-${index + 1}`
    const place = `upstreams[${index}]`
    if (names.has(name)) throw refused(`${place}.name`, `"${name}" stands twice. Give each upstream its own name.`)
    names.add(name)
    for (const field of ['weight', 'priority', 'cost', 'requestsPerMinute', 'parallel'] as const) {
      const given = upstream[field] ?? 0
      const value = typeof given === 'function' ? 0 : given
      if (!Number.isFinite(value) || value < 0) throw refused(`${place}.${field}`, 'must be a number of 0 or more.')
    }
    if (upstream.parallel === 0) throw refused(`${place}.parallel`, 'must be 1 or more; to give no work, set weight 0.')
    if (typeof upstream.agent === 'function' && upstream.runner === undefined)
      throw refused(`${place}.runner`, 'is missing: an agent that is a function is made of a runner.')
    return { ...upstream, name }
  })
}

const refused = (field: string, what: string) => gatewayError('INVALID_PARAMS', `${field}: ${what}`, { field })
