import type { JsonObject, Part } from '@gateway/core'
import { expect, it } from 'vitest'
import { FoundryService } from './foundry-service.fixture.ts'
import { type ScriptedAnswer, says } from './scripted-answer.fixture.ts'
import { resumeOf, runnerAt, runTurn, sessionOf } from './turn.fixture.ts'

const approval = (id: string): JsonObject => ({
  type: 'mcp_approval_request',
  id,
  name: 'search',
  server_label: 'docs',
  arguments: '{"q":"x"}',
})
const call = (call_id: string): JsonObject => ({
  type: 'function_call',
  call_id,
  name: 'weather',
  arguments: '{"city":"Bern"}',
})

/** An agent that asks, and says what it was answered. */
async function askedAndAnswered(
  items: readonly JsonObject[],
  parts: string | readonly Part[],
  settings: JsonObject = {},
) {
  const asking: ScriptedAnswer = { output: items.map((item) => ({ item })) }
  await using service = await FoundryService.start((_body, round) => (round === 1 ? asking : says('Thanks')))
  const runner = runnerAt(service, settings)
  const asked = await runTurn(runner, 'Begin')
  const answered = await runTurn(runner, parts, { session: sessionOf(asked), resume: resumeOf(asked) })
  return { asked, answered, bodies: service.begun }
}

it.each([
  ['yes', { approve: true }],
  ['No.', { approve: false }],
  [[{ data: { approve: false, reason: 'too dear' } }], { approve: false, reason: 'too dear' }],
  [[{ data: true }], { approve: true }],
  [[{ data: { mcpr_1: true } }], { approve: true }],
] satisfies [string | Part[], JsonObject][])(
  'asks for an approval, and takes %j for an answer',
  async (parts, answer) => {
    const { asked, answered, bodies } = await askedAndAnswered([approval('mcpr_1')], parts)
    expect(asked.at(-1)).toMatchObject({
      type: 'input-required',
      parts: [
        { text: expect.stringMatching(/search of docs.*yes/) },
        { data: { approvals: [{ id: 'mcpr_1', tool: 'search', server: 'docs', arguments: { q: 'x' } }] } },
      ],
    })
    expect(answered.at(-1)).toEqual({ type: 'done' })
    expect(bodies[1]).toMatchObject({
      conversation: 'conv_1',
      input: [{ type: 'mcp_approval_response', approval_request_id: 'mcpr_1', ...answer }],
    })
  },
)

it.each([
  ['12 degrees', '12 degrees'],
  [[{ data: { degrees: 12 } }], '{"degrees":12}'],
] satisfies [string | Part[], string][])('waits for what a function gives, and takes %j', async (parts, output) => {
  const { asked, answered, bodies } = await askedAndAnswered([call('call_1')], parts)
  expect(asked.at(-1)).toMatchObject({
    type: 'input-required',
    parts: [{}, { data: { functions: [{ id: 'call_1', name: 'weather', arguments: { city: 'Bern' } }] } }],
  })
  expect(answered.at(-1)).toEqual({ type: 'done' })
  expect(bodies[1]?.input).toEqual([{ type: 'function_call_output', call_id: 'call_1', output }])
})

it('takes answers to several questions by their ids, of a hosted agent too', async () => {
  const { answered, bodies } = await askedAndAnswered(
    [approval('mcpr_1'), call('call_1'), call('call_2')],
    [{ text: 'here:' }, { data: { call_2: 'rain', mcpr_1: { approve: false }, call_1: 3 } }],
    { agent: 'container', hosted: true },
  )
  expect(answered.at(-1)).toEqual({ type: 'done' })
  expect(bodies[1]).toMatchObject({
    previous_response_id: 'caresp_1',
    agent_session_id: 'sandbox-1',
    input: [
      { type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve: false },
      { type: 'function_call_output', call_id: 'call_1', output: '3' },
      { type: 'function_call_output', call_id: 'call_2', output: 'rain' },
    ],
  })
})

it('asks again where the answer is a file', async () => {
  const { asked, answered, bodies } = await askedAndAnswered(
    [call('call_1')],
    [{ raw: 'AA==', mediaType: 'image/png' }],
  )
  expect(answered).toMatchObject([
    { type: 'input-required', parts: [{ text: expect.stringContaining('not with a file.') }, { data: {} }] },
  ])
  expect(resumeOf(answered)).toEqual(resumeOf(asked))
  expect(bodies).toHaveLength(1)
})

it('says that the agent was changed where another adapter asked', async () => {
  await using service = await FoundryService.start(() => says('Hello'))
  const answered = await runTurn(runnerAt(service), 'Paris', { resume: { threadId: 'thread', interruptIds: [] } })
  expect(answered).toMatchObject([
    { type: 'failed', error: { code: 'UNSUPPORTED_OPERATION', message: expect.stringContaining('set up anew') } },
  ])
  expect(service.requests).toEqual([])
})

it('asks for nothing that a hosted agent has answered itself', async () => {
  await using service = await FoundryService.start(() => ({
    output: [
      { item: call('call_1') },
      { item: { type: 'function_call_output', call_id: 'call_1', output: 'sun' } },
      { text: ['Sunny'] },
    ],
  }))
  const events = await runTurn(runnerAt(service, { agent: 'container', hosted: true }), 'Weather?')
  expect(events.at(-1)).toEqual({ type: 'done' })
})

it.each([
  [
    'an item',
    { item: { type: 'oauth_consent_request', id: 'oauth_1', consent_link: 'https://login.example/consent?x=1' } },
  ],
  [
    'an event',
    { event: { type: 'response.oauth_consent_requested', consent_link: 'https://login.example/consent?x=1' } },
  ],
])('asks for a consent that %s tells of, and goes on after it', async (_name, output) => {
  await using service = await FoundryService.start((_body, round) =>
    round === 1 ? { output: [output], status: 'incomplete' } : says('Done'),
  )
  const runner = runnerAt(service)
  const asked = await runTurn(runner, 'Read my mail')
  expect(asked.at(-1)).toMatchObject({
    type: 'auth-required',
    parts: [
      { text: expect.stringContaining('https://login.example/consent?x=1') },
      { data: { consents: [{ url: 'https://login.example/consent?x=1' }] } },
    ],
  })
  const answered = await runTurn(runner, 'I have', { session: sessionOf(asked), resume: resumeOf(asked) })
  expect(answered.at(-1)).toEqual({ type: 'done' })
  expect(service.begun[1]).toMatchObject({ conversation: 'conv_1', input: [{ content: [{ text: 'I have' }] }] })
})

it('passes on no link that is not a page', async () => {
  const item = { type: 'oauth_consent_request', id: 'oauth_1', consent_link: 'javascript:alert(1)' }
  await using service = await FoundryService.start(() => ({ output: [{ item }] }))
  const asked = await runTurn(runnerAt(service), 'Read my mail')
  expect(asked.at(-1)).toMatchObject({ type: 'auth-required', parts: [{}, { data: { consents: [] } }] })
  expect(JSON.stringify(asked)).not.toContain('javascript')
})
