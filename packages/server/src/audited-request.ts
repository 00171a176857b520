import type { AuditActor, Caller, JsonObject } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import type { HttpExchange } from './http-exchange.ts'

/** The audit log, as requests that change something need it. `@gateway/logging`. */
export interface RequestAudit {
  /** Runs what a request asks for: every change within it is the actor's. */
  acting<Result>(
    acting: {
      readonly actor: AuditActor
      readonly address?: string | undefined
      readonly requestId?: string | undefined
    },
    act: () => Promise<Result>,
  ): Promise<Result>
  /** Writes down what is done but changes nothing in the store. Rejects when it cannot. */
  done?(
    changes: readonly {
      readonly action: string
      readonly target: { readonly kind: string; readonly id: string }
      readonly after?: JsonObject
    }[],
  ): Promise<void>
  /** Writes down that somebody tried what they may not. Never rejects. */
  refused(attempt: {
    readonly action: string
    readonly target: { readonly kind: string; readonly id: string }
    readonly reason: string
  }): Promise<void>
}

export interface AuditedRequest {
  readonly exchange: HttpExchange
  readonly caller: Caller
  readonly requestId: string
  /** With what stands in it for its parameters. */
  readonly path: string
}

/** Paths come from callers: so much of one is written down. */
const PATH_CHARACTERS = 200

/** The actor that a caller is. */
export function actorOf({ keyId, keyAlias, userId, teamId, role }: Caller): AuditActor {
  return {
    kind: 'caller',
    keyId,
    ...(keyAlias === undefined ? {} : { keyAlias }),
    ...(userId === undefined ? {} : { userId }),
    ...(teamId === undefined ? {} : { teamId }),
    role,
  }
}

/** Answers a request of the admin API as its caller's doing. One that would have changed something and is refused is written down, too. */
export async function auditedRequest<Result>(
  audit: RequestAudit | undefined,
  { exchange, caller, requestId, path }: AuditedRequest,
  respond: () => Promise<Result>,
): Promise<Result> {
  if (audit === undefined || exchange.method === 'GET') return respond()
  return audit.acting({ actor: actorOf(caller), address: exchange.ip, requestId }, async () => {
    try {
      return await respond()
    } catch (error) {
      if (isGatewayError(error) && error.code === 'PERMISSION_DENIED') {
        const target = { kind: 'route', id: path.slice(0, PATH_CHARACTERS) }
        await audit.refused({ action: `route.${exchange.method.toLowerCase()}`, target, reason: error.message })
      }
      throw error
    }
  })
}
