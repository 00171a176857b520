import { once } from 'node:events'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { listening } from './gateway.fixture.ts'
import type { HttpExchange } from './http-exchange.ts'
import { nodeExchange } from './node-exchange.ts'
import { trustedProxies } from './request-origin.ts'

/** What a request looks like as an exchange. */
async function seen(
  path: string,
  headers: Record<string, string | string[]>,
  isTrustedProxy = trustedProxies(''),
): Promise<HttpExchange> {
  const { promise, resolve } = Promise.withResolvers<HttpExchange>()
  await using server = await listening((incoming, outgoing) => {
    resolve(nodeExchange({ incoming, outgoing }, { isTrustedProxy }))
    outgoing.end()
  })
  const sent = request(`${server.url}${path}`, { headers })
  const answered = once(sent, 'response')
  sent.end()
  const [response] = await answered
  response.resume()
  return await promise
}

test('method, headers in lower case, query, address and origin', async () => {
  const exchange = await seen('/a2a/x?A2A-Version=1.0&q=a%20b', { 'X-Two': ['a', 'b'], Host: 'agents.example.com:1' })
  expect(exchange.method).toBe('GET')
  expect(exchange.headers['x-two']).toBe('a, b')
  expect(exchange.query.get('A2A-Version')).toBe('1.0')
  expect(exchange.query.get('q')).toBe('a b')
  expect(exchange.ip).toBe('127.0.0.1')
  expect(exchange.origin).toBe('http://agents.example.com:1')
})

test('without a query there is an empty one', async () => {
  expect([...(await seen('/', {})).query]).toEqual([])
})

test('a header that Node gives as a list is not passed on', async () => {
  const exchange = await seen('/', { 'set-cookie': ['a=1', 'b=2'], 'x-kept': 'yes' })
  expect(exchange.headers['set-cookie']).toBeUndefined()
  expect(exchange.headers['x-kept']).toBe('yes')
})

test('forwarded headers of a trusted proxy', async () => {
  const forwarded = { 'x-forwarded-for': '198.51.100.4', 'x-forwarded-host': 'a.example', 'x-forwarded-proto': 'https' }
  expect(await seen('/', forwarded, trustedProxies('127.0.0.0/8'))).toMatchObject({
    ip: '198.51.100.4',
    origin: 'https://a.example',
  })
  expect(await seen('/', forwarded)).toMatchObject({ ip: '127.0.0.1', origin: expect.stringContaining('127.0.0.1') })
})
