/** The stand-in refuses what the service refuses: without that, the other tests would prove little. */
import { expect, it } from 'vitest'
import { FoundryService, TOKEN } from './foundry-service.fixture.ts'
import { says } from './scripted-answer.fixture.ts'
import { waitFor } from './turn.fixture.ts'
import { conversation as conversationAnswer } from './wire.ts'

const agent_reference = { type: 'agent_reference', name: 'planner' }
const input = [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }]
const responses = '/openai/v1/responses'
const hosted = '/agents/container/endpoint/protocols/openai/responses'

async function post(service: FoundryService, path: string, body: object, token = TOKEN) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return fetch(`${service.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

it.each([
  ['another token', responses, { agent_reference, input }, 401],
  ['an agent that is not there', responses, { agent_reference: { ...agent_reference, name: 'nobody' }, input }, 404],
  ['the key `agent`', responses, { agent: agent_reference, input }, 400],
  ['no reference', responses, { input }, 400],
  ['a conversation of the caller', responses, { agent_reference, input, conversation: 'conv_mine' }, 400],
  ['a response that is not there', `${hosted}?api-version=v1`, { input, previous_response_id: 'resp_9' }, 404],
  ['a hosted agent without an API version', hosted, { input }, 400],
  ['a reference to a hosted agent', `${hosted}?api-version=v1`, { agent_reference, input }, 400],
  ['no input', responses, { agent_reference, input: [] }, 400],
  ['a background that is not stored', responses, { agent_reference, input, background: true, store: false }, 400],
  ['both ways to go on', responses, { agent_reference, input, conversation: 'c', previous_response_id: 'r' }, 400],
  ['what the content filter stops', responses, { agent_reference, input: [{ content: [{ text: 'forbidden' }] }] }, 400],
])('refuses %s', async (what, path, body, status) => {
  await using service = await FoundryService.start(() => says('never'))
  const answer = await post(service, path, body, what === 'another token' ? 'other' : TOKEN)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } })
})

it('refuses a second response in a busy conversation, and to cancel or join one in the foreground', async () => {
  const end = Promise.withResolvers<void>()
  await using service = await FoundryService.start(() => ({ output: [{ text: ['so'], after: end.promise }] }))
  const made = await post(service, '/openai/v1/conversations', {})
  const { id: conversation } = conversationAnswer.parse(await made.json())
  const first = await post(service, responses, { agent_reference, input, conversation, stream: true })
  expect(first.status).toBe(200)
  expect((await post(service, responses, { agent_reference, input, conversation })).status).toBe(409)
  expect((await post(service, `${responses}/resp_2/cancel`, {})).status).toBe(400)
  const headers = { authorization: `Bearer ${TOKEN}` }
  expect((await fetch(`${service.url}${responses}/resp_2?stream=true`, { headers })).status).toBe(400)
  expect((await fetch(`${service.url}${responses}/resp_9`, { headers })).status).toBe(404)
  end.resolve()
  await first.text()
  await waitFor(() => service.streams.size === 0)
})
