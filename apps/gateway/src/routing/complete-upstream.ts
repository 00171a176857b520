import type { Agent, Runner } from '@gateway/core'
import type { AgentDefinitionInput, ConnectedUpstream } from '@gateway/registry'
import type { Upstream } from '@gateway/router'
import { type CompleteOptions, complete } from '@gateway/tasks'

export type TaskKeeping = Pick<CompleteOptions, 'index' | 'engine' | 'priceOf'>

/** An upstream's agent with whole tasks, as those of one registered agent. `name`: where its tasks are found again. */
export function completeUpstream(
  { agent, definition: { cost } }: ConnectedUpstream,
  name: string,
  definition: AgentDefinitionInput,
  keeping: TaskKeeping,
): Agent {
  return complete(agent, {
    ...keeping,
    upstream: name,
    contexts: definition.contexts,
    totalSeconds: definition.limits?.totalSeconds,
    cost: cost ?? definition.cost,
  })
}

/** What a router is given of an upstream: of a runner's, an agent that is made of the runner that the router gives. */
export function routedUpstream(
  upstream: ConnectedUpstream,
  name: string,
  definition: AgentDefinitionInput,
  keeping: TaskKeeping,
): Pick<Upstream, 'agent' | 'runner'> {
  const { agent } = upstream
  if (agent.runner === undefined) return { agent: completeUpstream(upstream, name, definition, keeping) }
  return {
    runner: agent.runner,
    agent: (runner) => completeUpstream({ ...upstream, agent: carriedOutBy(agent, runner) }, name, definition, keeping),
  }
}

/** The agent, with this runner for its messages. */
export function carriedOutBy(agent: Agent, runner: Runner): Agent {
  return {
    ...agent,
    get traits() {
      return agent.traits
    },
    runner,
  }
}
