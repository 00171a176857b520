import { createHash, randomUUID } from 'node:crypto'
import type { Caller, IdempotencyStore, IdempotentRequest, Logger } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import type { Reply } from './http-exchange.ts'

/** How long a request is somebody's; renewed while it is being done, so that this is how long one of a gateway that died is. */
const HOLD_MS = 60_000
const RENEW_MS = 20_000
const KEEP_MS = 24 * 3_600_000
const SWEEP_MS = 600_000
/** Characters of an answer that is kept. */
const LONGEST_ANSWER = 64 * 1024

export interface IdempotencyOptions {
  readonly idempotency: IdempotencyStore
  /** Answers may have keys in them that were just made. */
  readonly cipher: { encrypt(text: string): string; decrypt(text: string): string }
  readonly logger: Logger
}

/** One request, and what tells it from others. */
export interface RepeatableRequest {
  readonly caller: Caller
  /** Method and path of the route. */
  readonly route: string
  /** The caller's `Idempotency-Key`. */
  readonly key: string
  /** All that is asked: the path as it was sent, query and body. */
  readonly asked: readonly string[]
}

/** Does what is sent again under the same `Idempotency-Key` once. */
export interface IdempotentRequests extends Disposable {
  /**
   * Answers by `act`, or as it did before. Rejects with INVALID_PARAMS (a key that is none), IDEMPOTENCY_KEY_REUSED
   * (another request under it) and CONFLICT (it is being done, or its answer was not kept). Failures are not kept.
   */
  once(request: RepeatableRequest, act: () => Promise<Reply>): Promise<Reply>
}

const keptAnswer = z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.string() })

const hashOf = (parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** Keeps answers for 24 hours, for all gateways on the same store. Dispose of it to stop its sweeping. */
export function createIdempotentRequests({
  idempotency: store,
  cipher,
  logger,
}: IdempotencyOptions): IdempotentRequests {
  const sweeping = setInterval(() => {
    // What stays is over all the same, and goes with the next.
    store.deleteOver().catch(() => undefined)
  }, SWEEP_MS)
  sweeping.unref()

  const replayed = (text: string): Reply => {
    const kept = keptOf(text)
    if (kept === undefined) {
      throw gatewayError(
        'CONFLICT',
        'Idempotency-Key: this was done already, but its answer could not be kept. Read what there is now.',
      )
    }
    return { ...kept, headers: { ...kept.headers, 'idempotent-replayed': 'true' } }
  }
  const keptOf = (text: string) => {
    try {
      return keptAnswer.optional().parse(JSON.parse(cipher.decrypt(text)) ?? undefined)
    } catch {
      // It was encrypted with a key that is no more.
      return undefined
    }
  }

  /** It was done: what goes wrong with keeping its answer does not take it back. */
  const keep = async (request: IdempotentRequest, { status, headers, body }: Reply): Promise<void> => {
    const text = JSON.stringify({ status, headers, body })
    const kept = typeof body === 'string' && text.length <= LONGEST_ANSWER ? text : 'null'
    try {
      await store.finish(request, cipher.encrypt(kept), KEEP_MS)
    } catch (err) {
      logger.error({ err }, 'the answer of a request with an Idempotency-Key could not be kept')
    }
  }

  const done = async (request: IdempotentRequest, act: () => Promise<Reply>): Promise<Reply> => {
    const renewing = setInterval(() => {
      store.hold(request, HOLD_MS).catch(() => undefined)
    }, RENEW_MS)
    renewing.unref()
    try {
      const reply = await act()
      if (reply.status < 400) await keep(request, reply)
      else await store.release(request)
      return reply
    } catch (error) {
      // Where the store is away, it is free again when its time is over.
      await store.release(request).catch(() => undefined)
      throw error
    } finally {
      clearInterval(renewing)
    }
  }

  return {
    async once({ caller, route, key, asked }, act) {
      if (!/^[\x20-\x7e]{1,255}$/.test(key)) {
        throw gatewayError(
          'INVALID_PARAMS',
          'Idempotency-Key: must be 1 to 255 printable characters, such as a UUID.',
          {
            field: 'idempotency-key',
          },
        )
      }
      const request = {
        key: hashOf([caller.keyId, caller.userId ?? '', caller.teamId ?? '', route, key]),
        fingerprint: hashOf(asked),
        holder: randomUUID(),
      }
      const held = await store.take(request, HOLD_MS)
      if (held === undefined) return done(request, act)
      if (held.fingerprint !== request.fingerprint) {
        throw gatewayError(
          'IDEMPOTENCY_KEY_REUSED',
          'Idempotency-Key: another request was sent under it in the last 24 hours. Send this one under a new key.',
          { field: 'idempotency-key' },
        )
      }
      if (held.answer !== undefined) return replayed(held.answer)
      throw gatewayError('CONFLICT', 'Idempotency-Key: this request is being done. Send it again for its answer.', {
        retryable: true,
        retryAfter: 1,
      })
    },
    [Symbol.dispose]: () => clearInterval(sweeping),
  }
}
