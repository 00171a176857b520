import type { Caller, UserRole } from '@gateway/core'

const ROLES: Readonly<Record<UserRole, Caller['role']>> = {
  proxy_admin: 'admin',
  proxy_admin_viewer: 'admin-viewer',
  internal_user: 'member',
  internal_user_viewer: 'viewer',
}

/** What the keys of a user of this role are. */
export const callerRoleOf = (role: UserRole): Caller['role'] => ROLES[role]

/** Whether somebody of this role only looks: at agents, too. */
export const isReader = (role: Caller['role']) => role === 'admin-viewer' || role === 'viewer'
