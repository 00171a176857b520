import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { agentHealth, type HealthState, healthState } from './agent-health.ts'
import type { AgentDirectory } from './ports.ts'

/** After so many agents, others have their turn. */
const SLICE = 100

const answer = z.object({
  total: z.int(),
  health: z.record(healthState, z.int()).describe('How many stand how.'),
  adapters: z.record(z.string(), z.int()).describe('How many have an upstream of this adapter.'),
})

/** `GET /v1/agent_summary`: whether all agents are well, without a list of them. */
export const agentSummaryRoute = (agents: AgentDirectory): Route =>
  adminRoute({
    method: 'GET',
    path: '/v1/agent_summary',
    operationId: 'summarizeAgents',
    summary: 'Count the agents by how they stand, and by adapter',
    tags: ['Agents'],
    may: 'see every agent',
    answer,
    async serve() {
      const all = agents.list()
      const health: Record<HealthState, number> = { down: 0, degraded: 0, stopped: 0, searching: 0, healthy: 0 }
      const adapters: Record<string, number> = {}
      for (const [index, served] of all.entries()) {
        if (index > 0 && index % SLICE === 0) await new Promise((resolve) => setImmediate(resolve))
        const { state } = agentHealth(served, agents)
        health[state] += 1
        const { upstreams = [] } = served.definition
        for (const adapter of new Set(upstreams.map((upstream) => upstream.adapter))) {
          adapters[adapter] = (adapters[adapter] ?? 0) + 1
        }
      }
      return { total: all.length, health, adapters }
    },
  })
