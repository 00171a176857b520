import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'

/** What the address of the access groups says. `group`: the name of the one that is open; `add`: one is being made. */
export interface AccessGroupsSearch {
  readonly group?: string
  readonly add?: true
}

export const accessGroupsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/access-groups',
  validateSearch: (search: Record<string, unknown>): AccessGroupsSearch => ({
    ...searchTexts(search, ['group']),
    ...(search.add === true ? { add: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./access-groups-screen.tsx'), 'AccessGroupsScreen'),
})
