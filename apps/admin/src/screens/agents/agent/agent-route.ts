import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../../root-route.tsx'
import { searchTexts } from '../../../search-text.ts'

/** The parts of the screen of an agent. */
export const AGENT_TABS = ['overview', 'card', 'access', 'limits', 'calls', 'settings'] as const
export type AgentTab = (typeof AGENT_TABS)[number]

const isTab = (value: unknown): value is AgentTab => AGENT_TABS.some((tab) => tab === value)

/** What the address of an agent says. */
export interface AgentSearch {
  /** Default: the overview. */
  readonly tab?: AgentTab
  /** It was added just now: `granted`, or whom it could not be granted to. */
  readonly added?: string
}

export const agentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/agents/$agent',
  validateSearch: (search: Record<string, unknown>): AgentSearch => ({
    ...searchTexts(search, ['added']),
    ...(isTab(search.tab) ? { tab: search.tab } : {}),
  }),
  component: lazyRouteComponent(() => import('./agent-screen.tsx'), 'AgentScreen'),
})
