/** Copies of messages that mirrors work at: no call waits for them, so that a stop has to know of them. */
export interface CopiesUnderWay {
  /** Its signal aborts when the copies of this agent are ended. `end` is to be called when it is over. */
  begin(agentId: string): { readonly signal: AbortSignal; readonly end: () => void }
  /** Ends those of an agent with this reason; without one, of every agent. */
  abort(reason: unknown, agentId?: string): void
}

export function createCopiesUnderWay(): CopiesUnderWay {
  const copies = new Map<AbortController, string>()
  return {
    begin(agentId) {
      const copy = new AbortController()
      copies.set(copy, agentId)
      return { signal: copy.signal, end: () => void copies.delete(copy) }
    },
    abort(reason, agentId) {
      for (const [copy, of] of copies) if (agentId === undefined || of === agentId) copy.abort(reason)
    },
  }
}
