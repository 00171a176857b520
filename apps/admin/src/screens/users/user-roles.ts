/** The roles of people, as the API calls them, and what each may. */
export const USER_ROLES = [
  { value: 'internal_user', label: 'Member', description: 'calls what is granted, and sees their own' },
  { value: 'internal_user_viewer', label: 'Viewer', description: 'sees their own, and calls nothing' },
  { value: 'proxy_admin_viewer', label: 'Admin viewer', description: 'sees everything, and changes nothing' },
  { value: 'proxy_admin', label: 'Admin', description: 'sees and changes everything' },
] as const

export type UserRole = (typeof USER_ROLES)[number]['value']

export const roleName = (role: string): string => USER_ROLES.find(({ value }) => value === role)?.label ?? role

export const isUserRole = (role: string): role is UserRole => USER_ROLES.some(({ value }) => value === role)
