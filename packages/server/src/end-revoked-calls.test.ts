import { type Caller, type Change, type GatewayError, gatewayError } from '@gateway/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createActiveCalls } from './active-calls.ts'
import { type EndRevokedCallsOptions, endRevokedCalls } from './end-revoked-calls.ts'
import type { HttpExchange } from './http-exchange.ts'

const CALLER: Caller = {
  keyId: 'k',
  userId: 'u',
  teamId: 't',
  agentId: 'own',
  role: 'member',
  agents: { access: 'all' },
}
const unauthenticated = () => gatewayError('UNAUTHENTICATED', 'This key is blocked.')
const away = () => gatewayError('UNAVAILABLE', 'The database does not answer.')

function exchange(headers: HttpExchange['headers'] = {}): HttpExchange {
  const controller = new AbortController()
  return {
    method: 'POST',
    headers,
    query: new URLSearchParams(),
    ip: undefined,
    origin: 'http://localhost',
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    whenClosed: (act) => act(),
    text: async () => '',
  }
}

/** `finds`: what the look at the caller finds now; it can be changed. */
function setUp(refusalOf: EndRevokedCallsOptions['refusalOf'] = () => undefined) {
  const activeCalls = createActiveCalls()
  const state: { finds: Caller | GatewayError; looks: number } = { finds: CALLER, looks: 0 }
  let listener: ((change: Change) => void) | undefined
  const ending = endRevokedCalls({
    activeCalls,
    refusalOf,
    async authenticate() {
      state.looks += 1
      if ('code' in state.finds) throw state.finds
      return state.finds
    },
    onChange(added) {
      listener = added
      return () => {
        listener = undefined
      }
    },
  })
  const begin = (caller: Caller = CALLER, headers: HttpExchange['headers'] = {}) => {
    const made = exchange(headers)
    const place = activeCalls.begin(made)
    activeCalls.by(place, caller)
    activeCalls.of(place, { id: 'a', name: 'agent' })
    activeCalls.asks(place, {
      operation: 'streamMessage',
      request: { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] } },
    })
    return { signal: made.signal, end: () => activeCalls.end(place) }
  }
  const tell = async (kind: Change['kind'], id: string) => {
    listener?.({ kind, id })
    await new Promise(setImmediate)
  }
  return { state, begin, tell, ending }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a call that is under way', () => {
  it.each<[Change['kind'], string]>([
    ['key', 'k'],
    ['team', 't'],
    ['user', 'u'],
    ['agent', 'own'],
    ['access-group', 'any'],
  ])('ends when its %s has changed and its caller is refused now; of others it is not asked', async (kind, id) => {
    const { state, begin, tell } = setUp()
    const call = begin()
    state.finds = unauthenticated()
    for (const other of ['key', 'team', 'user', 'agent', 'card'] as const) await tell(other, 'other')
    expect([state.looks, call.signal.aborted]).toEqual([0, false])
    await tell(kind, id)
    expect(call.signal.reason).toBe(state.finds)
  })

  it('ends when the browser that made it is signed out; a call with a key is not asked', async () => {
    const { state, begin, tell } = setUp()
    const [byKey, byBrowser] = [begin(), begin(CALLER, { cookie: 'a=b' })]
    state.finds = unauthenticated()
    await tell('sign-in', 's')
    expect([byKey.signal.aborted, byBrowser.signal.aborted]).toEqual([false, true])
  })

  it('goes on while it is allowed, and ends with why what it does is no longer', async () => {
    const denied = gatewayError('PERMISSION_DENIED', 'The user of this key is a viewer.')
    const asked: unknown[] = []
    const { state, begin, tell } = setUp((operation, _request, { caller, agent }) => {
      asked.push([operation, caller.role, agent.name])
      return caller.role === 'viewer' ? denied : undefined
    })
    const call = begin()
    await tell('user', 'u')
    expect(call.signal.aborted).toBe(false)
    state.finds = { ...CALLER, role: 'viewer' }
    await tell('user', 'u')
    expect(call.signal.reason).toBe(denied)
    expect(asked).toEqual([
      ['streamMessage', 'member', 'agent'],
      ['streamMessage', 'viewer', 'agent'],
    ])
  })

  it('goes on while the database is away, is looked at until it answers, and ends then', async () => {
    const { state, begin, tell } = setUp()
    const call = begin()
    state.finds = away()
    await tell('key', 'k')
    for (let look = 0; look < 5; look++) await vi.advanceTimersByTimeAsync(500)
    expect(call.signal.aborted).toBe(false)
    expect(state.looks).toBeGreaterThanOrEqual(5)
    state.finds = unauthenticated()
    await vi.advanceTimersByTimeAsync(500)
    expect(call.signal.reason).toBe(state.finds)
  })

  it('ends when the time of its caller is over, also where that came closer', async () => {
    const { state, begin, tell } = setUp()
    const call = begin({ ...CALLER, endsAt: Date.now() + 60_000 })
    state.finds = { ...CALLER, endsAt: Date.now() + 2_000 }
    await tell('key', 'k')
    state.finds = unauthenticated()
    await vi.advanceTimersByTimeAsync(1_000)
    // Looked at twice more after the change, which found what it finds now.
    expect(call.signal.aborted).toBe(true)
    const other = begin({ ...CALLER, endsAt: Date.now() + 1_200 })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(other.signal.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(500)
    expect(other.signal.aborted).toBe(true)
  })

  it('is looked at again a moment later: what the first look went by may have been read before the change', async () => {
    const { state, begin, tell } = setUp()
    const call = begin()
    await tell('agent', 'own')
    expect([state.looks, call.signal.aborted]).toEqual([1, false])
    state.finds = unauthenticated()
    await vi.advanceTimersByTimeAsync(500)
    expect(call.signal.aborted).toBe(true)
  })

  it('is not looked at any more once it has ended, or nobody ends calls', async () => {
    const { state, begin, tell, ending } = setUp()
    begin().end()
    await tell('key', 'k')
    begin()
    ending[Symbol.dispose]()
    await tell('key', 'k')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(state.looks).toBe(0)
  })
})
