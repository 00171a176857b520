import { ApiError, answerOf, createClient } from '@gateway/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_KEY, type TestGateway, testGateway } from './support/test-gateway.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())

test('an agent is registered, a key is made for it, and both are found again', async () => {
  const client = createClient({ url: gateway.url, key: ADMIN_KEY })
  const agent = await answerOf(client.POST('/v1/agents', { body: { name: 'typed', url: 'http://127.0.0.1:9' } }))
  const made = await answerOf(
    client.POST('/key/generate', { body: { key_alias: 'typed', object_permission: { agents: [agent.agent_id] } } }),
  )
  const own = createClient({ url: gateway.url, key: made.key })
  const seen = await answerOf(own.GET('/v1/agents'))
  expect(seen.map(({ agent_name }) => agent_name)).toEqual(['typed'])
  const { info } = await answerOf(own.GET('/key/info'))
  expect(info.key_alias).toBe('typed')
  const refused = await answerOf(own.POST('/v1/agents', { body: { name: 'x', url: 'http://127.0.0.1:9' } })).catch(
    (error: unknown) => error,
  )
  expect(refused).toBeInstanceOf(ApiError)
  expect(refused).toMatchObject({ status: 403, code: 'PERMISSION_DENIED', requestId: expect.any(String) })
})
