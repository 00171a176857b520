import type { JsonObject } from '@gateway/core'
import { expect, it } from 'vitest'
import { FoundryService } from './foundry-service.fixture.ts'
import { type ScriptedAnswer, says } from './scripted-answer.fixture.ts'
import { runnerAt, runTurn, sessionOf } from './turn.fixture.ts'

async function failureOf(text: string, answer: ScriptedAnswer, settings: JsonObject = {}) {
  await using service = await FoundryService.start(() => answer)
  const events = await runTurn(runnerAt(service, settings), text)
  expect(JSON.stringify(events)).not.toContain('LEAK')
  const last = events.at(-1)
  if (last?.type !== 'failed') throw new Error(`It did not fail: ${JSON.stringify(last)}`)
  return { error: last.error, begun: service.begun.length }
}

it.each([
  ['the content filter', 'forbidden', says(), {}, /content filter/, 1],
  ['a wrong token', 'Hi', says(), { auth: { type: 'token', token: 'other' } }, /settings\.auth.*Foundry User/, 0],
  ['an unknown agent', 'Hi', says(), { agent: 'nobody' }, /settings\.agent/, 1],
] as const)(
  'tells what %s means, after one request at most',
  async (_name, text, answer, settings, message, requests) => {
    const { error, begun } = await failureOf(text, answer, settings)
    expect(error).toMatchObject({ code: 'AGENT_ERROR', message: expect.stringMatching(message) })
    expect(begun).toBe(requests)
  },
)

it.each([
  [{ code: 'rate_limit_exceeded', message: 'LEAK' }, 'AGENT_UNREACHABLE', true, /rate_limit_exceeded/],
  [{ code: 'content_filter', message: 'LEAK' }, 'AGENT_ERROR', false, /content filter/],
  [{ code: 'server_error', message: 'LEAK' }, 'AGENT_ERROR', false, /server_error/],
  [{ code: 'LEAK', message: 'LEAK' }, 'AGENT_ERROR', false, /^The agent failed\./],
])('tells of a response that failed with %j', async (error, code, retryable, message) => {
  const failed = await failureOf('Hi', { output: [{ text: ['so'] }], status: 'failed', error })
  expect(failed.error).toMatchObject({ code, retryable, message: expect.stringMatching(message) })
})

it.each([
  ['max_output_tokens', /max_output_tokens/],
  ['content_filter', /content filter/],
  ['LEAK', /before it was complete/],
])('tells of an answer that is incomplete because of %s', async (reason, message) => {
  const { error } = await failureOf('Hi', { output: [{ text: ['so'] }], status: 'incomplete', reason })
  expect(error).toMatchObject({ code: 'AGENT_ERROR', message: expect.stringMatching(message) })
})

it('tells of an error within the stream by a code that is known, else without one', async () => {
  const event = (code: string): ScriptedAnswer => ({
    output: [{ event: { type: 'error', code, message: 'LEAK', param: null } }],
  })
  expect((await failureOf('Hi', event('server_error'))).error.message).toContain('server_error')
  expect((await failureOf('Hi', event('LEAK'))).error.message).toMatch(/^The agent failed\./)
})

it('says that a question of the context is still open', async () => {
  const item = { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{}' }
  await using service = await FoundryService.start(() => ({ output: [{ item }] }))
  const runner = runnerAt(service)
  const asked = await runTurn(runner, 'Weather?')
  const [failed] = await runTurn(runner, 'Never mind', { session: sessionOf(asked) })
  expect(failed).toMatchObject({
    type: 'failed',
    error: { code: 'AGENT_ERROR', message: expect.stringMatching(/^(?!.*LEAK).*task that asked/) },
  })
})
