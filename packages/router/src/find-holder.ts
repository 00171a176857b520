import type { CallContext } from '@gateway/core'
import type { LiveUpstream } from './live-upstream.ts'
import type { Routing } from './routing.ts'

/**
 * Asks all upstreams at once for a task that is not known here (this process has started anew): the one that has it, or
 * none. Only for upstreams that keep their tasks to themselves.
 */
export async function findHolder(
  routing: Routing,
  taskId: string,
  context: CallContext,
): Promise<LiveUpstream | undefined> {
  const now = routing.clock.now()
  const upstreams = [...routing.upstreams, ...routing.fallbacks].filter(({ breaker }) => breaker.state(now) !== 'open')
  if (upstreams.length <= 1) return upstreams[0]
  const found = new AbortController()
  const signal = AbortSignal.any([context.signal, found.signal])
  const asking = { ...context, signal, observe: () => undefined }
  try {
    const [holder, contextId] = await Promise.any(
      upstreams.map(async (upstream) => {
        const task = await upstream.agent.getTask({ id: taskId, historyLength: 0 }, asking)
        return [upstream, task.contextId] as const
      }),
    )
    routing.affinity.remember?.({ taskId, contextId }, holder.name, context)
    return holder
  } catch {
    // That nobody has it is for any of them to say.
    return undefined
  } finally {
    found.abort()
  }
}
