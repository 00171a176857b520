/** Runs whose events the server has forgotten: it was started again, and keeps threads and runs alone. */
import type { JsonValue, RunEvent } from '@gateway/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LangGraphServer, startLangGraph } from './langgraph-server.fixture.ts'
import { eventsOf, runContext, runnerOf, runTurn, textsOf, turnOf, waitFor } from './turn.fixture.ts'

const BRISK = 'brisk '.repeat(10)
let server: LangGraphServer
const graph = (assistant: string) => runnerOf({ url: server.url, assistant })

interface Left {
  readonly ref: JsonValue
  readonly cursor?: string | undefined
  readonly events: readonly RunEvent[]
}
/** Where each run was left by its reader, before the server was started again. */
const left = new Map<string, Left>()

/** Reads a run until `isEnough`, and leaves it. */
async function leave(
  name: string,
  run: AsyncIterable<RunEvent>,
  isEnough: (event: RunEvent) => boolean,
): Promise<void> {
  const events: RunEvent[] = []
  for await (const event of run) {
    events.push(event)
    if (isEnough(event)) break
  }
  const [first] = events
  if (first?.type !== 'started') throw new Error('The run did not begin.')
  const last = events.findLast((event) => 'cursor' in event)
  left.set(name, { ref: first.ref, cursor: last !== undefined && 'cursor' in last ? last.cursor : undefined, events })
}

const isOver = async ({ ref }: Left) => {
  const { threadId, runId } = ref as { threadId: string; runId: string }
  const answer = await fetch(`${server.url}/threads/${threadId}/runs/${runId}`)
  const { status } = (await answer.json()) as { status: string }
  return status !== 'pending' && status !== 'running'
}

beforeAll(async () => {
  server = await startLangGraph()
  const begin = (assistant: string, turn = turnOf('hi')) => graph(assistant).run(turn, runContext())
  let pieces = 0
  await leave('in the middle', begin('brisk'), ({ type }) => type === 'text' && ++pieces === 7)
  await leave('at once', begin('brisk'), ({ type }) => type === 'started')
  await leave('at its end', begin('brisk'), ({ type }) => type === 'artifact-end')
  await leave('in the second message', begin('multi'), (event) => event.type === 'text' && event.text === 'f')
  await leave('before its question', begin('twice'), ({ type }) => type === 'started')
  await leave('with a message that is a plain object', begin('plain'), ({ type }) => type === 'text')
  // Another run of the conversation follows the one that was left.
  const turn = turnOf('hi')
  await leave('before another run', begin('brisk', turn), ({ type }) => type === 'started')
  await runTurn(graph('echo'), 'and now?', { sessionId: turn.sessionId })
  // A run that answers a question.
  const asking = turnOf('hi')
  const questions = await eventsOf(begin('nested', asking))
  const last = questions.at(-1)
  if (last?.type !== 'input-required') throw new Error('It did not ask.')
  const answer = turnOf([{ text: 'Paris' }, { text: 'Monday' }], { sessionId: asking.sessionId, resume: last.resume })
  await leave('after an answer', begin('nested', answer), ({ type }) => type === 'started')
  await waitFor(async () => (await Promise.all([...left.values()].map(isOver))).every(Boolean))
  await server.restart()
}, 90_000)
afterAll(() => server?.stop())

async function joined(name: string, assistant: string) {
  const { ref, cursor, events } = left.get(name) ?? { ref: null, events: [] }
  const run = graph(assistant).resume?.(ref, cursor, runContext())
  if (run === undefined) throw new Error('The runner cannot join a run.')
  const rest = await eventsOf(run)
  return { texts: textsOf([...events, ...rest]), rest, missed: textsOf(rest), end: rest.at(-1) }
}

it.each(['in the middle', 'at once', 'at its end', 'before another run'])(
  'has its whole text, left %s',
  async (name) => {
    const { texts, end } = await joined(name, 'brisk')
    expect(texts).toEqual([BRISK])
    expect(end).toEqual({ type: 'done' })
  },
)

it('has the rest of a message in the same artifact, and the messages behind it', async () => {
  const { texts, end } = await joined('in the second message', 'multi')
  expect(texts).toEqual(['a plan', 'from within', 'in blocks'])
  expect(end).toEqual({ type: 'done' })
})

it('gives out nothing twice where it cannot be told what was given out', async () => {
  expect(await joined('with a message that is a plain object', 'plain')).toMatchObject({
    missed: [],
    end: { type: 'done' },
  })
})

it('is asked what it asked', async () => {
  const { end } = await joined('before its question', 'twice')
  expect(end).toMatchObject({ type: 'input-required', parts: [{ text: 'First?' }, {}] })
})

it('has what follows an answer', async () => {
  const { missed, end } = await joined('after an answer', 'nested')
  expect(missed).toEqual(['city: Paris', 'day: Monday'])
  expect(end).toEqual({ type: 'done' })
})
