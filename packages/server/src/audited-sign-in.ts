import type { Caller, SignInFrom } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import { actorOf, type RequestAudit } from './audited-request.ts'
import type { HttpExchange } from './http-exchange.ts'
import { readCookie } from './sign-in-cookies.ts'

export interface AuditedSignInOptions {
  readonly audit?: RequestAudit | undefined
  readonly publicUrl?: string | undefined
}

interface Request {
  readonly exchange: HttpExchange
  readonly requestId: string
}

/** Runs what somebody who signs in or out does, as theirs. */
export const actingAs =
  ({ exchange, requestId }: Request, { audit }: AuditedSignInOptions) =>
  <Result>(caller: Caller, act: () => Promise<Result>): Promise<Result> =>
    audit === undefined ? act() : audit.acting({ actor: actorOf(caller), address: exchange.ip, requestId }, act)

/** From where somebody signs in. */
export const signInFrom = (request: Request, options: AuditedSignInOptions): SignInFrom => ({
  address: request.exchange.ip,
  userAgent: request.exchange.headers['user-agent'],
  former: readCookie(request.exchange, 'session', options.publicUrl),
  as: actingAs(request, options),
})

/** Runs an attempt to sign in. One that is refused is written down: nobody knows by whom it was. */
export async function auditedAttempt<Result>(
  { exchange, requestId }: Request,
  { audit }: AuditedSignInOptions,
  attempt: () => Promise<Result>,
): Promise<Result> {
  try {
    return await attempt()
  } catch (error) {
    if (audit !== undefined && isGatewayError(error) && REFUSALS.has(error.code)) {
      const target = { kind: 'route', id: '/v1/session' }
      await audit.acting({ actor: { kind: 'anonymous' }, address: exchange.ip, requestId }, () =>
        audit.refused({ action: 'sign-in.create', target, reason: error.message }),
      )
    }
    throw error
  }
}

const REFUSALS: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'PERMISSION_DENIED'])
