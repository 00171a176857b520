/** The suite finds what it is there to find: each of these adapters breaks one rule, and fails there. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createHttpClient, type HttpAnswer, limitsFrom } from '@gateway/adapter-kit'
import { type Agent, gatewayError, type RunContext, type RunEvent } from '@gateway/core'
import { expect, it } from 'vitest'
import { naiveClient } from './naive-client.fixture.ts'
import { KEY, type Parts, referenceAdapter } from './reference-adapter.fixture.ts'
import type { AdapterScenario } from './scenarios.ts'
import { adapterScenarios } from './test-adapter.ts'

const done = (): RunEvent => ({ type: 'done' })

async function* endsTwice(run: AsyncIterable<RunEvent>) {
  yield* run
  yield done()
}

async function* takesErrorsForEnds(run: AsyncIterable<RunEvent>) {
  try {
    yield* run
  } catch {
    yield done()
  }
}

/** Stops listening, and leaves the vendor talking. */
async function* abandons(run: AsyncIterable<RunEvent>, { signal }: RunContext) {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  const iterator = run[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await Promise.race([iterator.next(), aborted])
    if (done) return
    yield value
  }
}

async function* countsEventsAlone(run: AsyncIterable<RunEvent>) {
  const iterator = run[Symbol.asyncIterator]()
  const silence = () =>
    sleep(1500).then(() => {
      throw gatewayError('AGENT_TIMEOUT', 'The stream was silent.')
    })
  for (;;) {
    const { done, value } = await Promise.race([iterator.next(), silence()])
    if (done) return
    yield value
  }
}

async function* readsAhead(run: AsyncIterable<RunEvent>) {
  const events: RunEvent[] = []
  const reading = (async () => {
    for await (const event of run) events.push(event)
  })()
  for (let ended = false; !ended || events.length > 0; ) {
    const event = events.shift()
    if (event !== undefined) yield event
    else ended = await Promise.race([reading.then(() => true), sleep(5, false)])
  }
}

async function triesAgain(send: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  const answer = await send().catch(send)
  if (answer.status < 409) return answer
  answer.discard()
  return send()
}

const quotes = async (answer: HttpAnswer) => gatewayError('AGENT_ERROR', `The vendor says: ${await answer.text()}`)

function quotesForCard(agent: Agent, url: string): Agent {
  const getAgentCard = async () => {
    const response = await fetch(`${url}/card`, { headers: { authorization: `Bearer ${KEY}` } })
    throw gatewayError('AGENT_CARD_NOT_FOUND', `The vendor says: ${await response.text()}`)
  }
  return { ...agent, getAgentCard }
}

const withoutLimits = () => createHttpClient()
const quoted = `a quotation of the vendor`

const BROKEN: readonly (readonly [AdapterScenario, string, Partial<Parts>, string | RegExp])[] = [
  ['answer', 'ends twice', { run: endsTwice }, 'to deeply equal'],
  ['answer', 'loses a piece', { read: (data) => (data.includes('Hello') ? {} : JSON.parse(data)) }, 'arrived changed'],
  ['early-close', 'takes any end for the end', { ended: done }, 'TASK_STATE_FAILED'],
  ['cut-socket', 'takes a cut for the end', { run: takesErrorsForEnds }, 'TASK_STATE_FAILED'],
  [
    'html-page',
    'reads HTML as events',
    { accepts: () => true, read: () => ({}), run: takesErrorsForEnds },
    'TASK_STATE_FAILED',
  ],
  ['json-for-stream', 'reads JSON as events', { accepts: () => true, ended: done }, 'TASK_STATE_FAILED'],
  ['unparseable', 'reads past what it cannot read', { read: () => ({}) }, 'TASK_STATE_FAILED'],
  ['unparseable', 'stumbles over it', { read: (data) => JSON.parse(data) }, 'INTERNAL_ERROR'],
  ['vendor-failure', quoted, { failure: (reason) => reason }, 'must not see'],
  ['abort-while-waiting', 'does not hear', { signal: () => undefined }, 'did not end'],
  ['abort-in-stream', 'leaves the vendor talking', { signal: () => undefined, run: abandons }, 'not closed'],
  ['aborted-before', 'begins all the same', { signal: () => undefined }, 'did not end'],
  ['leave', 'leaves the vendor talking', { signal: () => undefined, run: abandons }, 'not closed'],
  ['first-event-limit', 'knows no limits', { client: withoutLimits }, 'did not end'],
  ['idle-limit', 'knows no limits', { client: withoutLimits }, 'did not end'],
  ['total-limit', 'knows no limits', { client: withoutLimits }, 'did not end'],
  ['heartbeats', 'counts events alone', { client: withoutLimits, run: countsEventsAlone }, 'The stream was silent'],
  ...([409, 429, 500, 503] as const).map(
    (status) => [`refused-${status}`, 'tries again', { post: triesAgain }, 'requests that began work'] as const,
  ),
  ...([401, 404, 429, 500] as const).map(
    (status) => [`refused-${status}`, quoted, { refusal: quotes }, 'must not see'] as const,
  ),
  ['reset', 'tries again', { post: triesAgain }, 'requests that began work'],
  ['refused-aside', quoted, { refusal: quotes }, 'must not see'],
  ['card', quoted, { wrap: quotesForCard }, 'must not see'],
  ['split-bytes', 'decodes chunk by chunk', { client: () => naiveClient }, 'arrived changed'],
  ['crlf', 'knows LF', { client: () => naiveClient }, 'expected'],
  ['lone-cr', 'knows LF', { client: () => naiveClient }, 'expected'],
  ['multi-line-data', 'knows one line of data', { client: () => naiveClient }, 'expected'],
  ['comments', 'knows no comments', { client: () => naiveClient }, 'expected'],
  ['byte-order-mark', 'keeps it', { client: () => naiveClient }, 'expected'],
  [
    'large-piece',
    'takes little',
    { client: () => createHttpClient({ limits: limitsFrom({ eventBytes: 1000 }) }) },
    'eventBytes',
  ],
  ['oversized-event', 'takes everything', { client: withoutLimits }, 'TASK_STATE_FAILED'],
  [
    'environment',
    'takes a key that lies around',
    { key: () => process.env.OPENAI_API_KEY ?? KEY },
    'wrong credentials',
  ],
  [
    'environment',
    'sends a key that lies around',
    { headers: () => ({ 'x-key': process.env.OPENAI_API_KEY ?? '' }) },
    'credentials that nobody configured',
  ],
  [
    'sessions-apart',
    "goes by the caller's name for it",
    { path: (turn) => `/conversations/${turn.contextId}/turns` },
    'sessions of three',
  ],
  ['session-kept', 'forgets', { path: (turn) => `/conversations/${turn.runId}/turns` }, 'expected'],
  [
    'hostile-ids',
    'puts an id into the path',
    { path: (turn) => `/conversations/${turn.contextId}/turns` },
    'made another request',
  ],
  [
    'hostile-ids',
    'puts an id into a header',
    { headers: (turn) => ({ 'x-message': turn.message.messageId }) },
    'unescaped',
  ],
  ['back-pressure', 'reads ahead', { run: readsAhead }, 'bytes that were taken'],
]

it.each(BROKEN)('%s: %s', async (scenario, _name, parts, told) => {
  const patience = scenario === 'heartbeats' || scenario === 'back-pressure' ? 1 : 0.05
  await expect(adapterScenarios[scenario]({ ...referenceAdapter(parts), patience })).rejects.toThrow(told)
})

it('says what it needs to know of a vendor', async () => {
  const { session: _session, failure: _failure, ...vendor } = referenceAdapter().vendor
  const adapter = { ...referenceAdapter(), vendor }
  await expect(adapterScenarios['sessions-apart'](adapter)).rejects.toThrow('Give vendor.session')
  await expect(adapterScenarios['vendor-failure'](adapter)).rejects.toThrow('Give vendor.failure')
})
