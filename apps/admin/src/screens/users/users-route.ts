import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'

/** What the address of the users says. `user`: the one that is open; `add`: one is being made. */
export interface UsersSearch {
  /** A part of an e-mail address. */
  readonly email?: string
  readonly user?: string
  readonly add?: true
}

export const usersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/users',
  validateSearch: (search: Record<string, unknown>): UsersSearch => ({
    ...searchTexts(search, ['email', 'user']),
    ...(search.add === true ? { add: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./users-screen.tsx'), 'UsersScreen'),
})
