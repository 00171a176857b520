import { createServer } from 'node:http'
import { isGatewayError } from '@gateway/core'
import { expect, onTestFinished, test } from 'vitest'
import { createConnectionPool } from './connection-pool.ts'
import { createConnectionPools } from './connection-pools.ts'
import { createHttpClient } from './http-client.ts'
import { reachList } from './reach-list.ts'

async function listening(): Promise<number> {
  const server = createServer((_request, response) => response.end('here'))
  await new Promise<void>((done) => server.listen(0, done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function client(allow: readonly string[] | undefined) {
  const pool = createConnectionPool({ mayReach: reachList(allow) })
  onTestFinished(() => pool.close())
  return createHttpClient({ pool })
}

test.each([
  [undefined, '127.0.0.1'],
  [['127.0.0.0/8'], '127.0.0.1'],
  [['127.0.0.0/8', '::1'], 'localhost'],
  [['localhost'], 'localhost'],
])('with the list %j, %s is reached', async (allow, host) => {
  const answer = await client(allow).get(`http://${host}:${await listening()}/`)
  expect(await answer.text()).toBe('here')
})

test.each([
  [['10.0.0.0/8'], '127.0.0.1'],
  [['public'], '127.0.0.1'],
  [['public'], 'localhost'],
  [['127.0.0.1'], '[::1]'],
  [[], 'localhost'],
])('with the list %j, no connection is made to %s', async (allow, host) => {
  const port = await listening()
  const error = await client(allow)
    .get(`http://${host}:${port}/`)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
  expect(isGatewayError(error) && [error.code, error.retryable]).toEqual(['AGENT_UNREACHABLE', false])
  expect(isGatewayError(error) && error.message).toContain('UPSTREAM_ALLOW')
  expect(isGatewayError(error) && error.message).not.toContain(String(port))
})

test('what is under one rule shares its connections', async () => {
  const pools = createConnectionPools()
  const rule = () => true
  expect(pools(rule)).toBe(pools(rule))
  expect(pools(undefined)).toBe(pools(undefined))
  expect(pools(rule)).not.toBe(pools(undefined))
})
