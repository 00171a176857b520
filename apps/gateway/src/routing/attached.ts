import type { Agent } from '@gateway/core'
import type { AgentDefinitionInput, ConnectedUpstream } from '@gateway/registry'
import { attachedRunner } from '@gateway/tasks'
import { carriedOutBy } from './complete-upstream.ts'

type Attached = (
  upstreams: readonly ConnectedUpstream[],
  definition: Pick<AgentDefinitionInput, 'stayAttached' | 'contexts'>,
) => readonly ConnectedUpstream[]

/** Gives agents that keep their own tasks a runner, where the gateway is to keep them. The same agent gets the same each time. */
export function createAttached(): Attached {
  const made = new WeakMap<Agent, Map<string, Agent>>()
  const attach = (agent: Agent, contexts: 'isolate' | 'pass'): Agent => {
    const known = made.get(agent) ?? new Map<string, Agent>()
    made.set(agent, known)
    const before = known.get(contexts)
    if (before !== undefined) return before
    const attached = carriedOutBy(agent, attachedRunner(agent, { contexts }))
    known.set(contexts, attached)
    return attached
  }
  return (upstreams, { stayAttached, contexts }) => {
    if (!stayAttached) return upstreams
    return upstreams.map((upstream) =>
      upstream.agent.runner === undefined ? { ...upstream, agent: attach(upstream.agent, contexts) } : upstream,
    )
  }
}
