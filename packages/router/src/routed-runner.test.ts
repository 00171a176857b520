import type { JsonValue, RunEvent, Runner, Turn } from '@gateway/core'
import { createCallContext, gatewayError } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import type { Affinity } from './affinity.ts'
import { refusedConnection, testAgent } from './agent.fixture.ts'
import { createRouter } from './create-router.ts'
import type { RouterOptions } from './router-options.ts'

interface TestRunner extends Runner {
  readonly turns: Turn[]
  readonly refs: JsonValue[]
}

function testRunner(name: string, tell: (turn: Turn) => readonly RunEvent[] = () => [{ type: 'done' }]): TestRunner {
  const turns: Turn[] = []
  const refs: JsonValue[] = []
  return {
    turns,
    refs,
    async *run(turn) {
      turns.push(turn)
      for (const event of tell(turn)) yield event
    },
    async cancel(ref) {
      refs.push(ref)
    },
    async *resume(ref) {
      refs.push(ref)
      yield { type: 'text', artifactId: 'x', text: name }
      yield { type: 'done' }
    },
  }
}

function routerOf(runners: Record<string, TestRunner>, options: Partial<RouterOptions> = {}) {
  return createRouter({
    upstreams: Object.entries(runners).map(([name, runner]) => ({ name, runner, agent: () => testAgent(name) })),
    health: { consecutiveFailures: 1 },
    tasks: 'shared',
    ...options,
  })
}

const context = createCallContext()
const turn = (fields: Partial<Turn> = {}): Turn => ({
  message: { messageId: 'm', role: 'ROLE_USER', parts: [] },
  runId: 'run',
  taskId: 'task',
  contextId: 'context',
  sessionId: 'session',
  ...fields,
})
const collect = async (events: AsyncIterable<RunEvent>) => {
  const all: RunEvent[] = []
  for await (const event of events) all.push(event)
  return all
}
const started = (ref: JsonValue): RunEvent => ({ type: 'started', ref })
const sessionOf = (events: readonly RunEvent[]) => events.find((event) => event.type === 'session')?.session
const refOf = (events: readonly RunEvent[]) => events.find((event) => event.type === 'started')?.ref ?? null

describe('a runner over several', () => {
  it('carries a turn out where it is told to, and finds the run again to cancel it and to join it', async () => {
    const runners = { a: testRunner('a'), b: testRunner('b', () => [started({ id: 7 }), { type: 'done' }]) }
    const events = await collect(routerOf(runners).runnerOf('b').run(turn(), context))
    expect(events.map(({ type }) => type)).toEqual(['session', 'started', 'done'])
    // In another process, where the turn was first given to another upstream.
    const later = routerOf(runners).runnerOf('a')
    await later.cancel?.(refOf(events), context)
    const joined = later.resume?.(refOf(events), undefined, context)
    expect(joined && (await collect(joined))).toMatchObject([{ text: 'b' }, { type: 'done' }])
    expect(runners.b.refs).toEqual([{ id: 7 }, { id: 7 }])
    expect(runners.a.refs).toEqual([])
  })

  it('offers to cancel and to join what the upstream of the run can do', async () => {
    const { run } = testRunner('plain', () => [started(1), { type: 'done' }])
    const router = createRouter({
      upstreams: [
        { name: 'plain', runner: { run }, agent: () => testAgent('plain') },
        { name: 'whole', runner: testRunner('whole', () => [started(2)]), agent: () => testAgent('whole') },
        {
          name: 'choosy',
          runner: { ...testRunner('choosy', () => [started(3)]), joinable: (ref) => ref !== 3 },
          agent: () => testAgent('choosy'),
        },
      ],
    })
    const joinable = async (name: string) => {
      const runner = router.runnerOf(name)
      const ref = refOf(await collect(runner.run(turn(), context)))
      await runner.cancel?.(ref, context)
      return runner.joinable?.(ref)
    }
    expect([await joinable('plain'), await joinable('whole'), await joinable('choosy')]).toEqual([false, true, false])
  })

  it.each([
    [
      'thrown',
      () => {
        throw refusedConnection()
      },
    ],
    ['told', () => [{ type: 'failed', error: refusedConnection() }] as const],
    [
      'told after its session',
      () =>
        [
          { type: 'session', session: { thread: 1 } },
          { type: 'failed', error: refusedConnection() },
        ] as const,
    ],
  ])('begins elsewhere after a refusal that was %s, and says so', async (_, tell) => {
    const runners = { a: testRunner('a', tell), b: testRunner('b') }
    const moved: unknown[] = []
    const affinity: Affinity = {
      upstreamOf: () => undefined,
      moved: (place, upstream) => moved.push([place, upstream]),
    }
    const events = await collect(routerOf(runners, { affinity }).runnerOf('a').run(turn(), context))
    expect(events.map(({ type }) => type)).toEqual(['session', 'done'])
    expect(moved).toEqual([[{ taskId: 'task', contextId: 'context' }, 'b']])
    // The next turn goes there, whoever it is given to.
    await collect(
      routerOf(runners)
        .runnerOf('a')
        .run(turn({ session: sessionOf(events) ?? {} }), context),
    )
    expect(runners.b.turns).toHaveLength(2)
    expect(runners.b.turns[1]).not.toHaveProperty('session')
  })

  it('never begins again what has started, or may have', async () => {
    for (const tell of [
      () => [started(1), { type: 'failed', error: refusedConnection() }] as const,
      () => [{ type: 'failed', error: gatewayError('AGENT_UNREACHABLE', 'Broke.') }] as const,
    ]) {
      const runners = { a: testRunner('a', tell), b: testRunner('b') }
      const events = await collect(routerOf(runners).runnerOf('a').run(turn(), context))
      expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'AGENT_UNREACHABLE' } })
      expect(runners.b.turns).toEqual([])
    }
  })

  it('gives a session back to the upstream that made it alone, and one from before to the first', async () => {
    const runners = {
      a: testRunner('a', () => [{ type: 'session', session: { thread: 'of a' } }, { type: 'done' }]),
      b: testRunner('b'),
    }
    const router = routerOf(runners)
    const session = sessionOf(await collect(router.runnerOf('a').run(turn(), context)))
    await collect(router.runnerOf('b').run(turn({ session: session ?? {} }), context))
    await collect(router.runnerOf('a').run(turn({ session: { thread: 'of before' } }), context))
    expect(runners.a.turns.map((each) => each.session)).toEqual([
      undefined,
      { thread: 'of a' },
      { thread: 'of before' },
    ])
    expect(runners.b.turns).toEqual([])
  })

  it('fails clearly when the upstream of a conversation is down, or moves it by setting, but no answer to a question', async () => {
    const runners = { a: testRunner('a'), b: testRunner('b') }
    const session = sessionOf(await collect(routerOf(runners).runnerOf('a').run(turn(), context))) ?? {}
    const run = (whenDown: 'fail' | 'move', fields: Partial<Turn> = {}) =>
      collect(
        routerOf({ b: runners.b }, { whenDown })
          .runnerOf('b')
          .run(turn({ session, ...fields }), context),
      )
    await expect(run('fail')).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('"a"') })
    await expect(run('move', { resume: 1 })).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(runners.b.turns).toEqual([])
    const moved = await run('move')
    expect(runners.b.turns).toHaveLength(1)
    expect(sessionOf(moved)).not.toEqual(session)
  })

  it('counts the run, not the call, and ends it by the kill switch', async () => {
    const runner: Runner = {
      async *run(_, { signal }) {
        yield started(1)
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        yield { type: 'canceled' }
      },
    }
    const router = createRouter({
      upstreams: [{ name: 'a', runner, agent: () => testAgent('a'), parallel: 1 }],
    })
    const run = router.runnerOf('a').run(turn(), context)[Symbol.asyncIterator]()
    await run.next()
    expect(router.state().upstreams).toMatchObject([{ active: 1, calls: 1 }])
    await run.next()
    const end = expect(run.next()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await new Promise((resolve) => setImmediate(resolve))
    router.stop({ reason: 'Enough.', cancel: true })
    await end
    expect(router.state().upstreams).toMatchObject([{ active: 0 }])
  })

  it('hands a message over to the agent that is made of it', async () => {
    const runners = { a: testRunner('a'), b: testRunner('b') }
    const agents = { a: testAgent('a'), b: testAgent('b') }
    const router = createRouter({
      upstreams: [
        { name: 'a', runner: runners.a, agent: () => agents.a },
        { name: 'b', runner: runners.b, agent: () => agents.b },
      ],
      strategy: 'round-robin',
      tasks: 'shared',
    })
    await router.sendMessage({ message: turn().message }, context)
    expect(agents.a.seen).toHaveLength(1)
    expect(router.state().upstreams).toMatchObject([{ calls: 0 }, { calls: 0 }])
  })
})
