import { AsyncLocalStorage } from 'node:async_hooks'
import type { AuditActor, AuditEntry, AuditStore, Caller, Logger } from '@gateway/core'
import { createRecordIds } from './record-id.ts'
import { redactAudit } from './redact-audit.ts'
import { createRefusalBound } from './refusal-bound.ts'

/** Who acts, and by which request. */
export interface Acting {
  readonly actor: AuditActor
  readonly address?: string | undefined
  readonly requestId?: string | undefined
}

/** What is said of a change; who made it and when is known. */
export type AuditedChange = Pick<AuditEntry, 'action' | 'target' | 'before' | 'after'>

export interface AuditTrailOptions {
  readonly store: AuditStore
  readonly logger?: Logger | undefined
}

/** Writes down who changed what. */
export interface AuditTrail {
  /** Runs what somebody asked for: every change within it, however deep, is theirs. Outside of it the gateway itself acts. */
  acting<Result>(acting: Acting, act: () => Promise<Result>): Promise<Result>
  /** Runs one write to the store with its entries: neither is without the other (`AuditStore.during`). */
  during<Result>(changes: readonly AuditedChange[], write: () => Promise<Result>): Promise<Result>
  /** Writes down what has been done already, such as a change of a file. Rejects when the store does. */
  done(changes: readonly AuditedChange[]): Promise<void>
  /**
   * Writes down that somebody tried what they may not: at most 10 times a minute for a key and 100 for all, so that nobody
   * fills the log; of those who could not say who they are as many again, by address. Never rejects: the refusal stands anyhow.
   */
  refused(attempt: Pick<AuditEntry, 'action' | 'target' | 'reason'>): Promise<void>
}

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

const actorKey = (actor: AuditActor | undefined) => (actor?.kind === 'caller' ? actor.keyId : '')

export function createAuditTrail({ store, logger }: AuditTrailOptions): AuditTrail {
  const now = new AsyncLocalStorage<Acting>()
  const nextId = createRecordIds()
  const bound = { each: 10, all: 100, milliseconds: 60_000 }
  const [mayAppend, anonymousMayAppend] = [createRefusalBound(bound), createRefusalBound(bound)]

  const entryOf = (change: Omit<AuditEntry, 'id' | 'time' | 'actor'>): AuditEntry => {
    const { actor = { kind: 'gateway' }, address, requestId } = now.getStore() ?? {}
    return redactAudit({
      id: nextId(),
      time: new Date().toISOString(),
      actor,
      ...(address === undefined ? {} : { address }),
      ...(requestId === undefined ? {} : { requestId }),
      ...change,
    })
  }
  const doneOf = (changes: readonly AuditedChange[]) => changes.map((change) => entryOf({ ...change, outcome: 'done' }))

  return {
    acting: (acting, act) => now.run(acting, act),
    during: (changes, write) => store.during(doneOf(changes), write),
    done: (changes) => store.append(doneOf(changes)),
    async refused(attempt) {
      const { actor, address = '' } = now.getStore() ?? {}
      if (actor?.kind === 'anonymous' ? !anonymousMayAppend(address) : !mayAppend(actorKey(actor))) return
      try {
        await store.append([entryOf({ ...attempt, outcome: 'refused' })])
      } catch (err) {
        logger?.error({ err }, 'a refused attempt could not be written to the audit log')
      }
    },
  }
}
