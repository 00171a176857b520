import type { UserStore } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'

/** Makes a user of an id that is named for the first time: one who only calls, and whose keys are not narrowed. */
export async function knowUser(users: UserStore, id: string, createdBy: string, email?: string): Promise<void> {
  if (await users.get(id)) return
  const time = new Date().toISOString()
  const user = {
    id,
    createdAt: time,
    updatedAt: time,
    createdBy,
    ...(email === undefined ? {} : { email }),
    role: 'internal_user',
    agents: { access: 'all' },
  } as const
  try {
    await users.insert(user)
  } catch (error) {
    // Somebody else was first.
    if (!isGatewayError(error) || error.code !== 'CONFLICT') throw error
  }
}

/** Why nobody makes a user anew of whom an administrator has deleted. */
export const deletedUser = (code: 'UNAUTHENTICATED' | 'PERMISSION_DENIED', id: string) =>
  gatewayError(
    code,
    `The user "${id}" has been deleted here. Ask an administrator to add them again with POST /user/new.`,
  )
