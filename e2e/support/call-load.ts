import { events } from './events.ts'
import type { TestGateway } from './test-gateway.ts'
import type { Wire } from './wire.ts'

/** `unary` may not be carried out twice, `repeatable` is marked by its caller, `stream` gives ten pieces over 200 ms. */
export type LoadKind = 'unary' | 'repeatable' | 'stream'

export interface EndedCall {
  readonly kind: LoadKind
  /** Of the JSON-RPC answer, or of the last event. */
  readonly error: Wire
  /** Events of a stream, the error among them. */
  readonly events: number
  readonly state: string | undefined
}

/** Callers who call one after another, until they are stopped. */
export interface CallLoad extends AsyncDisposable {
  readonly ended: readonly EndedCall[]
  readonly callers: number
  /** Waits until so many more calls have ended. */
  more(count: number): Promise<void>
  /** No caller calls again; waits for those under way. */
  stop(): Promise<void>
}

const message = (text: string) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] },
})

export interface CallLoadOptions {
  readonly kinds?: readonly LoadKind[]
  /** Default: the admin key. */
  readonly key: string
}

export function callLoad(
  gateway: TestGateway,
  agent: string,
  { key, kinds = ['unary', 'repeatable', 'stream', 'unary', 'repeatable', 'stream'] }: CallLoadOptions,
): CallLoad {
  const ended: EndedCall[] = []
  let stopped = false
  const unary = async (kind: LoadKind): Promise<EndedCall> => {
    const headers: Record<string, string> = kind === 'repeatable' ? { 'x-gateway-may-repeat': 'true' } : {}
    const answer = await gateway.call(agent, 'SendMessage', message('hi'), { key, headers })
    return { kind, error: answer.error, events: 0, state: answer.result?.task?.status.state }
  }
  const stream = async (): Promise<EndedCall> => {
    const url = `${gateway.url}/a2a/${agent}`
    let count = 0
    let last: Wire
    for await (const { data } of events(url, key, 'SendStreamingMessage', message('slow 10'))) {
      count += 1
      last = data
    }
    return { kind: 'stream', error: last?.error, events: count, state: last?.result?.statusUpdate?.status.state }
  }
  const caller = async (kind: LoadKind) => {
    while (!stopped) ended.push(await (kind === 'stream' ? stream() : unary(kind)))
  }
  const calling = Promise.all(kinds.map(caller))
  const stop = async () => {
    stopped = true
    await calling
  }
  return {
    ended,
    callers: kinds.length,
    async more(count) {
      const until = ended.length + count
      // A caller that breaks off is told of at once.
      while (ended.length < until)
        await Promise.race([calling, new Promise<void>((resolve) => setTimeout(resolve, 20))])
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** Calls that ended with an error, or without an end. */
export const failedOf = (ended: readonly EndedCall[], kind: LoadKind): readonly EndedCall[] =>
  ended.filter((call) => call.kind === kind && (call.error !== undefined || call.state !== 'TASK_STATE_COMPLETED'))
