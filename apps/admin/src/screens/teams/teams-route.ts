import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'

/** What the address of the teams says. `team`: the one that is open; `add`: one is being made. */
export interface TeamsSearch {
  /** A part of a name or id. */
  readonly q?: string
  readonly team?: string
  readonly add?: true
}

export const teamsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/teams',
  validateSearch: (search: Record<string, unknown>): TeamsSearch => ({
    ...searchTexts(search, ['q', 'team']),
    ...(search.add === true ? { add: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./teams-screen.tsx'), 'TeamsScreen'),
})
