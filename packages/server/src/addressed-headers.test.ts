import { defineAgent } from '@gateway/core'
import { expect, test } from 'vitest'
import { headersFor } from './addressed-headers.ts'
import { call, echo, message, paths } from './app.fixture.ts'
import { servedAgent, testPorts } from './gateway.fixture.ts'

const named = (name: string) => servedAgent(name, defineAgent({}))
const billing = named('billing')
const agents = (...names: string[]) => ({ list: () => [billing, ...names.map(named)] })

const addressed = {
  authorization: 'Bearer sk-1',
  'x-a2a-billing-authorization': 'for billing',
  'x-a2a-billing-eu-authorization': 'for billing-eu',
  'x-a2a-billing-eu-west-x-tenant': 'for billing-eu-west',
}

test('what is for an agent with a longer name does not reach the one whose name it begins with', () => {
  const { authorization, 'x-a2a-billing-authorization': own } = addressed
  expect(headersFor(addressed, billing, agents('billing-eu', 'other'))).toEqual({
    authorization,
    'x-a2a-billing-authorization': own,
  })
  expect(headersFor(addressed, billing, agents('Billing-EU-West'))).toEqual({
    authorization,
    'x-a2a-billing-authorization': own,
    'x-a2a-billing-eu-authorization': 'for billing-eu',
  })
})

test('the longest name is called: all that begins with it is its own, and no copy is made', () => {
  const called = named('billing-eu')
  expect(headersFor(addressed, called, agents('billing-eu'))).toBe(addressed)
})

test('where no agent has a longer name, all is for the one that is called', () => {
  for (const names of [[], ['bill', 'billing-e', 'billings', 'eu']]) {
    expect(headersFor(addressed, billing, agents(...names))).toBe(addressed)
  }
})

test('by its id an agent is addressed without doubt', () => {
  const headers = { [`x-a2a-${billing.id}-eu-authorization`]: 'for billing' }
  expect(headersFor(headers, billing, agents('billing-eu'))).toBe(headers)
})

test.each(paths)('over %s, nothing of it is seen by the agent that is called', async (_name, start) => {
  const seen: (string | undefined)[] = []
  const listening = defineAgent({
    sendMessage: async (_request, { headers }) => {
      seen.push(headers['x-a2a-billing-token'], headers['x-a2a-billing-eu-token'])
      return { message: { ...message, role: 'ROLE_AGENT' } }
    },
  })
  await using app = await start(testPorts([servedAgent('billing', listening), servedAgent('billing-eu', echo)]))
  const sent = call('SendMessage')
  const headers = { ...sent.headers, 'x-a2a-billing-token': 'one', 'x-a2a-billing-eu-token': 'two' }
  await app.ask('/a2a/billing', { ...sent, headers })
  expect(seen).toEqual(['one', undefined])
})

test.each<Record<string, string>>([
  { authorization: 'Bearer sk-1' },
  { authorization: 'bearer   sk-1 ' },
  { 'x-litellm-api-key': 'sk-1', authorization: 'Bearer of-the-agent' },
  { 'x-litellm-api-key': 'Bearer sk-1' },
])('the credential of %j stays here, however else it is sent', (credential) => {
  const others = { 'x-a2a-billing-token': 'tok', 'x-tenant': 'blue' }
  const again = { 'x-a2a-billing-authorization': 'Bearer sk-1', 'x-user': 'sk-1', 'x-basic': 'Token sk-1' }
  expect(headersFor({ ...credential, ...others, ...again }, billing, agents())).toEqual({ ...credential, ...others })
})

test('what is for an agent goes on where another credential lets the caller in', () => {
  const own = {
    'x-litellm-api-key': 'sk-1',
    authorization: 'Bearer mine',
    'x-a2a-billing-authorization': 'Bearer mine',
  }
  expect(headersFor(own, billing, agents())).toBe(own)
})
