import type { Caller, SignIns } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { requireAllowed } from './allowed-actions.ts'
import { ownerOfSignIns, signInAnswer, signInView } from './session-view.ts'

const tags = ['Sign-in']

const ownerQuery = z.strictObject({
  user_id: z.string().min(1).optional().describe('Those of another user, for who may manage users. Default: your own.'),
})
const endedAnswer = z.object({ ended: z.number() })

/** Whose sign-ins are asked about: one's own, or those of a user one may manage. */
function ownerAsked(caller: Caller, userId: string | undefined, action: 'see users' | 'manage users'): string {
  if (userId === undefined || userId === caller.userId) return ownerOfSignIns(caller)
  requireAllowed(caller, action)
  return `user:${userId}`
}

/** `/v1/sessions`: in which browsers somebody is signed in. */
export const sessionRoutes = (signIns: SignIns): readonly Route[] => [
  adminRoute({
    method: 'GET',
    path: '/v1/sessions',
    operationId: 'listSessions',
    summary: 'List the browsers that are signed in',
    tags,
    may: 'anyone with a credential',
    query: ownerQuery,
    answer: z.object({ sessions: z.array(signInAnswer) }),
    async serve({ caller, query }) {
      return { sessions: (await signIns.list(ownerAsked(caller, query.user_id, 'see users'))).map(signInView) }
    },
  }),
  adminRoute({
    method: 'DELETE',
    path: '/v1/sessions',
    operationId: 'endSessions',
    summary: 'Sign out all browsers of a user',
    tags,
    may: 'anyone with a credential',
    query: ownerQuery,
    answer: endedAnswer,
    async serve({ caller, query }) {
      return { ended: await signIns.endAll(ownerAsked(caller, query.user_id, 'manage users')) }
    },
  }),
  adminRoute({
    method: 'DELETE',
    path: '/v1/sessions/{id}',
    operationId: 'endSession',
    summary: 'Sign out one browser',
    tags,
    may: 'anyone with a credential',
    params: z.object({ id: z.string() }),
    answer: endedAnswer,
    async serve({ caller, params: { id } }) {
      const signIn = await signIns.get(id)
      if (signIn?.owner !== ownerOfSignIns(caller)) requireAllowed(caller, 'manage users')
      if (await signIns.end(id)) return { ended: 1 }
      throw gatewayError('NOT_FOUND', 'There is no such session, any more. GET /v1/sessions lists them.')
    },
  }),
]
