/** A screen in the navigation. */
export interface NavigationEntry {
  readonly to:
    | '/'
    | '/agents'
    | '/playground'
    | '/logs'
    | '/usage'
    | '/keys'
    | '/teams'
    | '/users'
    | '/access-groups'
    | '/audit'
    | '/settings'
  readonly label: string
  /** What one has to be allowed to see it, of `may` of `GET /v1/session`. Default: everybody sees it. */
  readonly needs?: string
}

/** The screens, in their order. A new one is a line here, and one in `routes.ts`. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { to: '/', label: 'Home' },
  { to: '/agents', label: 'Agents' },
  { to: '/playground', label: 'Playground' },
  { to: '/logs', label: 'Logs' },
  { to: '/usage', label: 'Usage' },
  { to: '/keys', label: 'Keys', needs: 'see keys' },
  { to: '/teams', label: 'Teams', needs: 'see teams' },
  { to: '/users', label: 'Users', needs: 'see users' },
  { to: '/access-groups', label: 'Access groups', needs: 'see access groups' },
  { to: '/audit', label: 'Audit', needs: 'see the audit log' },
  { to: '/settings', label: 'Settings', needs: 'see the gateway' },
]
