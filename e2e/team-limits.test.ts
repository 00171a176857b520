import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())

const send = (key: string, text = 'hi', configuration: object = {}) =>
  gateway.request('/a2a/hello', {
    key,
    body: {
      jsonrpc: '2.0',
      id: 1,
      method: 'SendMessage',
      params: { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] }, configuration },
    },
  })
const remaining = (response: Response) => response.headers.get('x-ratelimit-remaining-requests')
const made = async (path: string, body: object): Promise<Wire> => gateway.json(path, { body })
const keyOf = async (body: object): Promise<string> =>
  (await made('/key/generate', { object_permission: { agents: ['hello'] }, ...body })).key

test('limits of a team count all of its keys, are shown, changed and taken away at once', async () => {
  verifies('limits', 'teams')
  const team = await made('/team/new', {
    rpm_limit: 3,
    tpm_limit: 9000,
    object_permission: { agents: 'all' },
  })
  expect(team).toMatchObject({ rpm_limit: 3, tpm_limit: 9000, max_parallel_requests: null })
  const { team_id } = team
  const [one, two] = [await keyOf({ team_id, rpm_limit: 10 }), await keyOf({ team_id, rpm_limit: 1 })]
  const first = await send(one)
  // The team's limit is nearer than the key's.
  expect([first.status, remaining(first)]).toEqual([200, '2'])
  const second = await send(two)
  expect([second.status, remaining(second)]).toEqual([200, '0'])
  // What the key's own limit refuses is not counted for the team.
  expect((await send(two)).status).toBe(429)
  const third = await send(one)
  expect([third.status, remaining(third)]).toEqual([200, '0'])
  const over = await send(one)
  expect(over.status).toBe(429)
  const { error }: Wire = await over.json()
  expect(error.message).toContain('The team of this key, with all its keys, may send 3 messages per minute')
  expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0)

  const changed = await made('/team/update', { team_id, rpm_limit: 4 })
  expect(changed.data).toMatchObject({ rpm_limit: 4, tpm_limit: 9000 })
  expect((await send(one)).status).toBe(200)
  expect((await send(one)).status).toBe(429)
  await made('/team/update', { team_id, rpm_limit: null })
  expect((await gateway.json(`/team/info?team_id=${team_id}`)).team_info).toMatchObject({
    rpm_limit: null,
    tpm_limit: 9000,
  })
  expect((await send(one)).status).toBe(200)
  expect((await gateway.request('/team/update', { body: { team_id, rpm_limit: 0 } })).status).toBe(400)
})

test('places and tokens of a team are those of all its keys', async () => {
  verifies('limits', 'teams')
  const { team_id } = await made('/team/new', { max_parallel_requests: 2, object_permission: { agents: 'all' } })
  const keys = [await keyOf({ team_id }), await keyOf({ team_id })] as const
  const ids = await Promise.all(
    keys.map(async (key) => {
      const response = await send(key, 'wait 300', { returnImmediately: true })
      const { result }: Wire = await response.json()
      return result.task.id
    }),
  )
  const over = await send(keys[1])
  expect([over.status, over.headers.get('retry-after')]).toEqual([429, '1'])
  for (const id of ids) await gateway.call('hello', 'CancelTask', { id }, { key: keys[0] })
  await expect.poll(async () => (await send(keys[1])).status, { timeout: 10_000 }).toBe(200)

  await made('/team/update', { team_id, max_parallel_requests: null, tpm_limit: 60 })
  expect((await send(keys[0], 'x'.repeat(70))).status).toBe(200)
  await expect.poll(async () => (await send(keys[1], '')).status, { timeout: 10_000 }).toBe(429)
})

test('limits of a user count all of their keys, in every team', async () => {
  verifies('limits', 'users')
  const { team_id } = await made('/team/new', { object_permission: { agents: 'all' } })
  const user = await made('/user/new', { user_id: 'uma', rpm_limit: 2, auto_create_key: false })
  expect(user).toMatchObject({ user_id: 'uma', rpm_limit: 2, tpm_limit: null })
  const [inTeam, own] = [await keyOf({ user_id: 'uma', team_id }), await keyOf({ user_id: 'uma' })]
  expect((await send(inTeam)).status).toBe(200)
  expect((await send(own)).status).toBe(200)
  const over = await send(inTeam)
  expect(over.status).toBe(429)
  const { error }: Wire = await over.json()
  expect(error.message).toContain('The user of this key')
  expect((await send(await keyOf({ team_id }))).status).toBe(200)
  await made('/user/update', { user_id: 'uma', rpm_limit: null })
  expect((await send(own)).status).toBe(200)
  expect((await gateway.json('/user/info?user_id=uma')).user_info).toMatchObject({ rpm_limit: null })
})
