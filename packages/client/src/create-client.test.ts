import { expect, test } from 'vitest'
import { ApiError } from './api-error.ts'
import { answerOf, type ClientOptions, createClient } from './create-client.ts'

/** A client whose requests are answered here, and what it sent. */
function client(answer: () => Response, options: Partial<ClientOptions> = {}) {
  const sent: Request[] = []
  const made = createClient({
    url: 'http://gateway.test/',
    key: 'sk-a-key',
    ...options,
    fetch: async (request) => {
      sent.push(request)
      return answer()
    },
  })
  return { client: made, sent }
}

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } })

test('asks at the path with its parameters and the key', async () => {
  const { client: made, sent } = client(() => json({ agents: [], next_cursor: null }))
  const { agents } = await answerOf(made.GET('/v1/hub', { params: { query: { q: 'two words', limit: 5 } } }))
  expect(agents).toEqual([])
  expect(sent[0]?.url).toBe('http://gateway.test/v1/hub?q=two%20words&limit=5')
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer sk-a-key')
})

test('a refusal is an error with all that the gateway says of it', async () => {
  const refusal = { error: { code: 'RATE_LIMITED', message: 'Wait a little.', param: 'key' } }
  const { client: made } = client(() => json(refusal, 429, { 'retry-after': '7', 'x-request-id': 'r-1' }))
  const error = await answerOf(made.GET('/v1/me')).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({
    status: 429,
    code: 'RATE_LIMITED',
    message: 'Wait a little.',
    param: 'key',
    retryAfter: 7,
    requestId: 'r-1',
  })
})

test('what a proxy answers in the place of the gateway is an error too', async () => {
  const { client: made } = client(() => new Response('<html>', { status: 502 }))
  await expect(answerOf(made.GET('/v1/me'))).rejects.toMatchObject({ status: 502, code: 'UNKNOWN' })
})

test('a change in a browser carries the token of its session, and no key', async () => {
  const { client: made, sent } = client(() => json({ message: 'gone' }), { key: undefined, csrfToken: () => 't-1' })
  await answerOf(made.DELETE('/v1/agents/{agent}', { params: { path: { agent: 'a/b' } } }))
  await made.GET('/v1/me')
  expect(sent.map(({ url }) => url)).toEqual(['http://gateway.test/v1/agents/a%2Fb', 'http://gateway.test/v1/me'])
  expect(sent.map(({ headers }) => headers.get('x-csrf-token'))).toEqual(['t-1', null])
  expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([null, null])
})
