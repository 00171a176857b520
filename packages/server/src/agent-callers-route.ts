import type { AgentCallersReader, GrantedCallers } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import type { AgentDirectory } from './ports.ts'

const callers = z.object({
  total: z.int(),
  first: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().optional(),
        team_id: z.string().optional(),
        user_id: z.string().optional(),
        reason: z.string().describe('Through what.'),
      }),
    )
    .describe('At most 100 of them.'),
})

const answer = z.object({
  agent_id: z.string(),
  agent_name: z.string(),
  keys: callers.describe('Those that may send it a message, limits and budgets aside.'),
  teams: callers.describe('Those whose grant has it: their keys may call it as far as they are granted it themselves.'),
  users: callers.describe('As `teams`.'),
  complete: z.boolean().describe('`false`: there are more keys than were looked at.'),
})

/** `GET /v1/agents/{agent}/callers`: who may call an agent, and through what. */
export const agentCallersRoute = (agents: Pick<AgentDirectory, 'find'>, read: AgentCallersReader): Route =>
  adminRoute({
    method: 'GET',
    path: '/v1/agents/{agent}/callers',
    operationId: 'listAgentCallers',
    summary: 'Tell who may call an agent, and through what',
    tags: ['Agents'],
    // Of keys, teams and users all over the gateway.
    may: 'see users',
    params: z.object({ agent: z.string().describe('Id or name of the agent.') }),
    answer,
    async serve({ params: { agent } }) {
      const served = agents.find(agent)
      if (served === undefined) {
        throw gatewayError('AGENT_NOT_FOUND', `There is no agent '${agent}'. GET /v1/agents lists them.`)
      }
      const { keys, teams, users, complete } = await read({ id: served.id, name: served.name })
      return {
        agent_id: served.id,
        agent_name: served.name,
        keys: view(keys),
        teams: view(teams),
        users: view(users),
        complete,
      }
    },
  })

const view = ({ total, first }: GrantedCallers) => ({
  total,
  first: first.map(({ id, name, teamId, userId, reason }) => ({
    id,
    ...(name === undefined ? {} : { name }),
    ...(teamId === undefined ? {} : { team_id: teamId }),
    ...(userId === undefined ? {} : { user_id: userId }),
    reason,
  })),
})
