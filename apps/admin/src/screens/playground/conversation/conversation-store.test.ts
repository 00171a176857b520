import { afterEach, describe, expect, it, vi } from 'vitest'
import { ConversationStore } from './conversation-store.ts'

interface Asked {
  readonly method: string
  readonly params: unknown
  readonly headers: Headers
}

/** What a gateway answers, in this order: a JSON text each, `stream` with its events, `broken` without its end. */
type Answer =
  | { readonly json: object; readonly status?: number }
  | { readonly stream: readonly object[]; readonly broken?: boolean }
  | 'no connection'

function gateway(answers: readonly Answer[]): readonly Asked[] {
  const asked: Asked[] = []
  const left = [...answers]
  vi.stubGlobal('fetch', async (_path: string, init: { body: string; headers: Record<string, string> }) => {
    const { method, params }: Asked = JSON.parse(init.body)
    asked.push({ method, params, headers: new Headers(init.headers) })
    const answer = left.shift()
    if (answer === undefined) throw new Error(`nothing was to be asked any more: ${method}`)
    if (answer === 'no connection') throw new TypeError('Failed to fetch')
    if ('json' in answer)
      return Response.json({ jsonrpc: '2.0', id: 1, ...answer.json }, { status: answer.status ?? 200 })
    return new Response(eventStream(answer.stream, answer.broken ?? false), {
      headers: { 'content-type': 'text/event-stream' },
    })
  })
  return asked
}

function eventStream(events: readonly object[], broken: boolean) {
  const lines = events.map(
    (result, index) => `id: ${index + 1}\ndata: ${JSON.stringify({ jsonrpc: '2.0', id: 1, result })}\n\n`,
  )
  return new ReadableStream({
    // One at a time: what a stream holds when it breaks is lost.
    pull(controller) {
      const line = lines.shift()
      if (line !== undefined) controller.enqueue(new TextEncoder().encode(line))
      else if (broken) controller.error(new TypeError('network error'))
      else controller.close()
    },
  })
}

const opened = (wait = async (_milliseconds: number) => {}) =>
  new ConversationStore({ agent: 'a', csrfToken: () => 'token', onSignedOut: () => signedOut.push('out'), wait })
const signedOut: string[] = []
/** What is drawn next. */
const drawn = (store: ConversationStore) =>
  new Promise<ReturnType<ConversationStore['snapshot']>>((resolve) => {
    const stop = store.subscribe(() => {
      stop()
      resolve(store.snapshot())
    })
  })
const textsOf = ({ conversation }: ReturnType<ConversationStore['snapshot']>) =>
  conversation.entries.map((entry) => {
    if (entry.kind === 'end') return entry.state
    const [part] = entry.kind === 'message' ? entry.message.parts : entry.artifact.parts
    return part?.kind === 'text' ? part.text : undefined
  })

const task = (state: string, more: object = {}) => ({
  id: 't',
  contextId: 'c',
  status: { state: `TASK_STATE_${state}` },
  ...more,
})
const status = (state: string) => ({
  statusUpdate: { taskId: 't', contextId: 'c', status: { state: `TASK_STATE_${state}` } },
})
const piece = (text: string, append: boolean) => ({
  artifactUpdate: { taskId: 't', contextId: 'c', artifact: { artifactId: 'a', parts: [{ text }] }, append },
})
const hi = [{ kind: 'text', text: 'hi' }] as const

afterEach(() => {
  vi.unstubAllGlobals()
  signedOut.length = 0
})

describe('a conversation', () => {
  it('sends in the version that is chosen, as the signed-in person', async () => {
    const asked = gateway([{ stream: [{ kind: 'task', id: 't', contextId: 'c', status: { state: 'completed' } }] }])
    const store = opened()
    store.version = '0.3'
    await store.send(hi)
    expect(asked[0]).toMatchObject({ method: 'message/stream', params: { message: { kind: 'message', role: 'user' } } })
    expect(asked[0]?.headers.get('a2a-version')).toBe('0.3')
    expect(asked[0]?.headers.get('x-csrf-token')).toBe('token')
    expect((await drawn(store)).conversation).toMatchObject({ contextId: 'c', task: { id: 't', state: 'completed' } })
  })

  it('goes on behind the last event when the connection breaks, however often', async () => {
    const waits: number[] = []
    const asked = gateway([
      { stream: [{ task: task('SUBMITTED') }, piece('one ', false)], broken: true },
      'no connection',
      { json: {}, status: 503 },
      { stream: [piece('two', true), status('COMPLETED')] },
    ])
    const store = opened(async (milliseconds) => void waits.push(milliseconds))
    await store.send(hi)
    expect(asked.map(({ method }) => method)).toEqual([
      'SendStreamingMessage',
      'SubscribeToTask',
      'SubscribeToTask',
      'SubscribeToTask',
    ])
    expect(asked.slice(1).map(({ headers }) => headers.get('last-event-id'))).toEqual(['2', '2', '2'])
    expect(waits).toEqual([500, 1_000])
    expect(textsOf(await drawn(store))).toEqual(['hi', 'one two', 'completed'])
  })

  it('gives up when the gateway does not come back, and can be resumed', async () => {
    gateway([
      { stream: [{ task: task('WORKING') }], broken: true },
      ...Array.from({ length: 9 }, () => 'no connection' as const),
    ])
    const store = opened()
    await store.send(hi)
    expect((await drawn(store)).failure).toBeInstanceOf(TypeError)
    gateway([{ stream: [{ task: task('COMPLETED') }] }])
    await store.resume()
    const state = await drawn(store)
    expect(state.failure).toBeUndefined()
    expect(textsOf(state)).toEqual(['hi', 'completed'])
  })

  it('looks at a task that cannot be followed any more', async () => {
    const asked = gateway([
      { stream: [{ task: task('WORKING') }], broken: true },
      { json: { error: { code: -32004, message: 'It has ended.', data: [{ reason: 'UNSUPPORTED_OPERATION' }] } } },
      { json: { result: task('COMPLETED', { artifacts: [{ artifactId: 'a', parts: [{ text: 'all' }] }] }) } },
    ])
    const store = opened()
    await store.send(hi)
    expect(asked.map(({ method }) => method)).toEqual(['SendStreamingMessage', 'SubscribeToTask', 'GetTask'])
    expect(textsOf(await drawn(store))).toEqual(['hi', 'all', 'completed'])
  })

  it('keeps what did not arrive, and sends it again as it was', async () => {
    const asked = gateway([
      { json: { error: { code: -32603, message: 'It is down.', data: [{ reason: 'AGENT_UNREACHABLE' }] } } },
      { stream: [{ task: task('COMPLETED') }] },
    ])
    const store = opened()
    await store.send(hi)
    const { conversation, failure } = await drawn(store)
    expect(failure).toMatchObject({ code: 'AGENT_UNREACHABLE', message: 'It is down.' })
    const [entry] = conversation.entries
    expect(entry).toMatchObject({ delivery: 'failed' })
    if (entry?.kind === 'message') await store.sendAgain(entry.message)
    expect(asked[1]?.params).toEqual(asked[0]?.params)
    expect(textsOf(await drawn(store))).toEqual(['hi', 'completed'])
  })

  it('is read whole from one of its tasks, oldest first, and followed', async () => {
    const said = (id: string, text: string) => ({ history: [{ messageId: id, role: 'ROLE_USER', parts: [{ text }] }] })
    const asked = gateway([
      { json: { result: task('WORKING', said('m2', 'second')) } },
      {
        json: {
          result: {
            tasks: [task('WORKING', said('m2', 'second')), { ...task('COMPLETED', said('m1', 'first')), id: 's' }],
          },
        },
      },
      { stream: [{ task: task('WORKING', said('m2', 'second')) }, status('COMPLETED')] },
    ])
    const store = opened()
    store.version = '0.3'
    await store.open('t')
    expect(asked.map(({ method }) => method)).toEqual(['tasks/get', 'ListTasks', 'tasks/resubscribe'])
    expect(asked[1]?.headers.get('a2a-version')).toBe('1.0')
    expect(textsOf(await drawn(store))).toEqual(['first', 'completed', 'second', 'completed'])
    expect(store.taskId).toBe('t')
  })

  it('tells when nobody is signed in any more', async () => {
    gateway([{ json: { error: { code: -32000, message: 'Sign in.' } }, status: 401 }])
    const store = opened()
    await store.send(hi)
    expect(signedOut).toEqual(['out'])
  })

  it('ends its requests when it is left', async () => {
    let signal: AbortSignal | undefined
    vi.stubGlobal('fetch', (_path: string, init: { signal: AbortSignal }) => {
      signal = init.signal
      return new Promise((_resolve, reject) => {
        init.signal.addEventListener('abort', () => reject(init.signal.reason))
      })
    })
    const store = opened()
    const sending = store.send(hi)
    store.stop()
    await sending
    expect(signal?.aborted).toBe(true)
    const state = await drawn(store)
    expect(state.failure).toBeUndefined()
    expect(state.conversation.entries).toMatchObject([{ delivery: 'failed' }])
  })
})
