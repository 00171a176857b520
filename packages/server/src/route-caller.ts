import type { Caller, Logger } from '@gateway/core'
import type { May } from './admin-route.ts'
import { requireAllowed, requireAllowedInSomeTeam } from './allowed-actions.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { errorReply, publicError } from './json-reply.ts'
import { requestIdOf } from './request-id.ts'

/** Throws PERMISSION_DENIED where it is certain, before the request is read, that the caller may not use the route. */
export function requireMay(caller: Caller, may: Exclude<May, 'anyone'>): void {
  if (may === 'anyone with a credential') return
  if (typeof may === 'string') requireAllowed(caller, may)
  else requireAllowedInSomeTeam(caller, may.inTeam)
}

/** Answers in the admin API's way: errors in its own form, a request id on every answer. */
export async function identified(
  exchange: HttpExchange,
  { logger }: { readonly logger: Logger },
  answer: (requestId: string) => Promise<Reply>,
): Promise<Reply> {
  const requestId = requestIdOf(exchange.headers)
  let reply: Reply
  try {
    reply = await answer(requestId)
  } catch (thrown) {
    reply = errorReply(
      publicError(thrown, (err) => logger.error({ err, requestId }, 'a request failed inside the gateway')),
    )
  }
  return { ...reply, headers: { ...reply.headers, 'x-request-id': requestId } }
}
