import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'

/** What the address of the audit log says; the names are those of `GET /v1/audit`. */
export interface AuditSearch {
  readonly text?: string
  readonly action?: string
  readonly actor?: string
  readonly target?: string
  readonly outcome?: 'done' | 'refused'
  /** The id of the entry that is open. */
  readonly entry?: string
}

export const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  validateSearch: (search: Record<string, unknown>): AuditSearch => ({
    ...searchTexts(search, ['text', 'action', 'actor', 'target', 'entry']),
    ...(search.outcome === 'done' || search.outcome === 'refused' ? { outcome: search.outcome } : {}),
  }),
  component: lazyRouteComponent(() => import('./audit-screen.tsx'), 'AuditScreen'),
})
