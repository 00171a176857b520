import type { HeldRequest, IdempotencyStore, IdempotentRequest } from '@gateway/core'

interface Kept extends HeldRequest {
  readonly holder: string
  readonly expiresAt: number
}

export function memoryIdempotency(): IdempotencyStore {
  const requests = new Map<string, Kept>()
  /** What `holder` does, while it is theirs. */
  const own = ({ key, holder }: IdempotentRequest): Kept | undefined => {
    const kept = requests.get(key)
    return kept?.holder === holder && kept.answer === undefined ? kept : undefined
  }
  return {
    async take({ key, fingerprint, holder }, holdMs) {
      const kept = requests.get(key)
      const now = Date.now()
      if (kept !== undefined && kept.expiresAt > now) {
        return { fingerprint: kept.fingerprint, ...(kept.answer === undefined ? {} : { answer: kept.answer }) }
      }
      requests.set(key, { fingerprint, holder, expiresAt: now + holdMs })
      return undefined
    },
    async hold(request, holdMs) {
      const kept = own(request)
      if (kept) requests.set(request.key, { ...kept, expiresAt: Date.now() + holdMs })
      return kept !== undefined
    },
    async finish(request, answer, keepMs) {
      const kept = own(request)
      if (kept) requests.set(request.key, { ...kept, answer, expiresAt: Date.now() + keepMs })
      return kept !== undefined
    },
    async release(request) {
      if (own(request)) requests.delete(request.key)
    },
    async deleteOver() {
      for (const [key, { expiresAt }] of requests) if (expiresAt <= Date.now()) requests.delete(key)
    },
  }
}
