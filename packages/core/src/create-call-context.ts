import { randomUUID } from 'node:crypto'
import type { CallContext, Fact } from './call-context.ts'
import type { Owner } from './caller.ts'

export interface CallContextOptions {
  /** Whose tasks and conversations the call works with. Default: one owner for all calls of this process. */
  readonly owner?: Owner
  /** Ends the call. Default: nothing does. */
  readonly signal?: AbortSignal
  /** The agent that is called, as conversations are told apart by it. Default `agent`. */
  readonly agent?: { readonly id: string; readonly name: string }
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Default: a new UUID. */
  readonly requestId?: string
  /** Hears what the call learns (usage, the upstream, the task). Default: nobody does. */
  readonly observe?: (fact: Fact) => void
}

/** What goes along with a call that no gateway received: for services that import an agent, and for tests. */
export function createCallContext(options: CallContextOptions = {}): CallContext {
  const owner = options.owner ?? { keyId: 'local' }
  return {
    requestId: options.requestId ?? randomUUID(),
    caller: { ...owner, role: 'member', agents: { access: 'all' } },
    owner,
    signal: options.signal ?? new AbortController().signal,
    headers: options.headers ?? {},
    agent: options.agent ?? { id: 'agent', name: 'agent' },
    observe: options.observe ?? (() => {}),
  }
}
