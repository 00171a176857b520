import { setTimeout as sleep } from 'node:timers/promises'
import type { Agent, CallContext, JsonValue, Owner, RunContext, RunEvent, Runner, Store, Turn } from '@gateway/core'
import { createCallContext, defineAgent, gatewayError } from '@gateway/core'
import { complete } from '../complete.ts'
import { createTaskIndex } from '../task-index.ts'
import { createTaskEngine, type TaskEngine, type TaskEngineOptions } from './task-engine.ts'

export const alice: Owner = { keyId: 'key-alice', userId: 'alice' }
export const bob: Owner = { keyId: 'key-bob', userId: 'bob' }

export const textOf = (turn: Turn) => turn.message.parts.map(({ text = '' }) => text).join(' ')

export function callOf(owner: Owner = alice, more: Partial<CallContext> = {}): CallContext {
  return { ...createCallContext({ owner, agent: { id: 'agent-1', name: 'runner' } }), ...more }
}

let messages = 0
export function say(text: string, more: object = {}, others: object = {}) {
  messages += 1
  return {
    message: { messageId: `message-${messages}`, role: 'ROLE_USER' as const, parts: [{ text }], ...more },
    ...others,
  }
}

/** What a vendor keeps: its runs go on, or wait, whatever becomes of a gateway. */
export interface Vendor {
  readonly turns: Turn[]
  readonly canceled: JsonValue[]
  readonly resumed: { readonly ref: JsonValue; readonly cursor: string | undefined }[]
  /** Lets those that `hold` go on, also those to come. */
  release(): void
}

/**
 * A runner that does what it is told: `count N` (one piece each), `count N slowly`, `ask`, `sign in` (auth-required), `large N` (pieces of 600,000
 * characters), `hold` (one piece, then waits
 * until it is released), `deaf` (the same, and heeds no stop), `fail`, `stubborn` (cannot be canceled); else it echoes.
 */
export function testRunner({ resumable = false } = {}): { runner: Runner; vendor: Vendor } {
  const gate = Promise.withResolvers<void>()
  const vendor: Vendor = {
    turns: [],
    canceled: [],
    resumed: [],
    release: () => gate.resolve(),
  }
  const text = (artifactId: string, piece: string, cursor?: string): RunEvent => ({
    type: 'text',
    artifactId,
    text: piece,
    ...(cursor === undefined ? {} : { cursor }),
  })
  const held = async (context: RunContext, deaf = false) => {
    const stopped = new Promise<void>((_resolve, reject) => {
      if (!deaf) context.signal.addEventListener('abort', () => reject(context.signal.reason))
    })
    await Promise.race([gate.promise, stopped])
  }
  async function* run(turn: Turn, context: RunContext): AsyncGenerator<RunEvent> {
    vendor.turns.push(turn)
    const said = textOf(turn)
    yield { type: 'started', ref: { run: turn.runId, said } }
    const id = `${turn.runId}-answer`
    const [word, count = '', slowly] = said.split(' ')
    if (turn.resume !== undefined) {
      yield text(id, `answered ${JSON.stringify(turn.resume)} with ${said}`)
    } else if (word === 'count') {
      for (let n = 1; n <= Number(count); n += 1) {
        yield text(id, `${n} `, String(n))
        if (slowly) await sleep(5, undefined, { signal: context.signal })
      }
    } else if (word === 'ask') {
      yield { type: 'input-required', parts: [{ text: 'which one?' }], resume: { question: 1 } }
      return
    } else if (word === 'sign') {
      yield { type: 'auth-required', parts: [{ text: 'sign in first' }], resume: { login: 1 } }
      return
    } else if (word === 'large') {
      for (let n = 1; n <= Number(count); n += 1) {
        yield text(id, 'x'.repeat(600_000), String(n))
        await sleep(30)
      }
    } else if (word === 'hold' || word === 'deaf' || word === 'stubborn') {
      yield text(id, 'begun', '1')
      await held(context, word === 'deaf')
      yield text(id, ' and done', '2')
    } else if (word === 'fail') {
      throw gatewayError('AGENT_UNREACHABLE', 'The vendor is away.')
    } else if (word === 'remember') {
      yield { type: 'session', session: { remembered: said } }
      yield text(id, `session ${JSON.stringify(turn.session ?? null)}`)
    } else {
      yield text(id, `echo ${said}`)
    }
    yield { type: 'usage', usage: { inputTokens: 10, outputTokens: 5 } }
    yield { type: 'done' }
  }
  const runner: Runner = {
    run,
    async cancel(ref) {
      vendor.canceled.push(ref)
      if (JSON.stringify(ref).includes('stubborn')) throw gatewayError('TASK_NOT_CANCELABLE', 'No.')
    },
    ...(resumable
      ? {
          async *resume(ref: JsonValue, cursor: string | undefined): AsyncGenerator<RunEvent> {
            vendor.resumed.push({ ref, cursor })
            yield text('resumed', 'resumed')
            yield { type: 'done' }
          },
        }
      : {}),
  }
  return { runner, vendor }
}

/** An engine on a store, with an agent of such a runner. */
export function engineOn(
  store: Store,
  runner: Runner,
  { totalSeconds, ...options }: Partial<TaskEngineOptions> & { readonly totalSeconds?: number } = {},
) {
  const engine: TaskEngine = createTaskEngine({ store, flushMs: 20, leaseMs: 600, ...options })
  const index = createTaskIndex({ store: store.tasks })
  const cost = { perCall: 1, perInputToken: 0.1 }
  const agent: Agent = complete(defineAgent({ runner }), { index, upstream: 'main', engine, cost, totalSeconds })
  return { engine, agent, start: () => engine.start(() => ({ runner, cost })) }
}

export const stateOf = (answer: { task?: { status: { state: string } } | undefined }) => answer.task?.status.state

export const textIn = (task: { artifacts?: readonly { parts: readonly { text?: string }[] }[] } | undefined) =>
  (task?.artifacts ?? []).flatMap(({ parts }) => parts.map(({ text = '' }) => text)).join('')
