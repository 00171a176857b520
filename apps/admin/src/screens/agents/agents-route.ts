import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'

/** What the address of the agents says. `add`: the dialog is open. */
export interface AgentsSearch {
  /** A part of a name or description. */
  readonly q?: string
  /** The adapter that some upstream has. */
  readonly provider?: string
  readonly add?: true
}

export const agentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/agents',
  validateSearch: (search: Record<string, unknown>): AgentsSearch => ({
    ...searchTexts(search, ['q', 'provider']),
    ...(search.add === true ? { add: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./agents-screen.tsx'), 'AgentsScreen'),
})
