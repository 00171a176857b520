import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'

/** What the address of the keys says. `key`: the id of the one that is open; `add`: one is being made. */
export interface KeysSearch {
  /** An alias, whole. */
  readonly alias?: string
  /** The id of a team. */
  readonly team?: string
  /** The id of a user. */
  readonly user?: string
  readonly key?: string
  readonly add?: true
}

export const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/keys',
  validateSearch: (search: Record<string, unknown>): KeysSearch => ({
    ...searchTexts(search, ['alias', 'team', 'user', 'key']),
    ...(search.add === true ? { add: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./keys-screen.tsx'), 'KeysScreen'),
})
