import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'
import { type HEALTH_STATES, isHealth } from './agent-facts.ts'
import { type AgentSort, isAgentSort } from './list/list-sort.ts'

/** What the address of the agents says. `add`: the dialog is open. */
export interface AgentsSearch {
  /** A part of a name or description. */
  readonly q?: string
  /** The adapter that some upstream has. */
  readonly provider?: string
  readonly health?: (typeof HEALTH_STATES)[number]
  /** Default: by name. */
  readonly sort?: AgentSort
  readonly add?: true
  /** Id or name of the agent that the dialog begins with a copy of. */
  readonly like?: string
}

export const agentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/agents',
  validateSearch: (search: Record<string, unknown>): AgentsSearch => ({
    ...searchTexts(search, ['q', 'provider', 'like']),
    ...(isHealth(search.health) ? { health: search.health } : {}),
    ...(isAgentSort(search.sort) ? { sort: search.sort } : {}),
    ...(search.add === true ? { add: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./list/agents-screen.tsx'), 'AgentsScreen'),
})
