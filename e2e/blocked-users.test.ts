import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import { browser } from './support/browser.ts'
import { AUDIENCE, type OidcIssuer, oidcIssuer } from './support/oidc-issuer.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let postgres: TestPostgres
let issuer: OidcIssuer
let one: TestGateway
let two: TestGateway
beforeAll(async () => {
  postgres = await startPostgres()
  issuer = await oidcIssuer()
  const variables = {
    DATABASE_URL: await postgres.createDatabase('gateway'),
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
  }
  const jwt = [{ issuer: issuer.issuer, audience: AUDIENCE, createUsers: true }]
  const config = { authentication: { jwt } }
  one = await testGateway({ variables, config })
  two = await testGateway({ variables, config })
})
afterAll(async () => {
  for (const each of [one, two, issuer, postgres]) await each[Symbol.asyncDispose]()
})

/** Statuses at the first gateway of all that somebody may come with. */
async function worker() {
  const token = await issuer.token()
  await one.json('/v1/me', { key: token })
  const key = await one.key('all', { user_id: 'worker' })
  const person = browser()
  expect((await person.visit(`${one.url}/v1/session`, { body: { key } })).status).toBe(201)
  return {
    token,
    look: async () => [
      (await one.request('/v1/me', { key })).status,
      (await one.request('/v1/me', { key: token })).status,
      (await person.visit(`${one.url}/v1/session`)).status,
    ],
  }
}

/** A change counts within a second; slow machines get another. */
const SECONDS = 2
const all = (status: number) => (found: readonly number[]) => found.every((each) => each === status)

test('a user who is blocked at one gateway is refused by the other, with key, token and session', async () => {
  verifies('users', 'tokens', 'replicas')
  const { look, token } = await worker()
  expect(await look()).toEqual([200, 200, 200])
  const block = (blocked: boolean): Promise<Wire> => two.json('/user/update', { body: { user_id: 'worker', blocked } })
  expect(await block(true)).toMatchObject({ data: { blocked: true } })
  await eventually(look, all(401), SECONDS)
  const refused = await one.json('/v1/me', { key: token })
  expect(refused.error.message).toContain('user of this token is blocked')
  expect(await block(false)).toMatchObject({ data: { blocked: false } })
  await eventually(look, all(200), SECONDS)
})

test('a user who was deleted comes back by an administrator, and not by a token', async () => {
  verifies('users', 'tokens', 'replicas')
  const { look, token } = await worker()
  await two.json('/user/delete', { body: { user_ids: ['worker'] } })
  await eventually(look, all(401), SECONDS)
  const again = await issuer.token({ another: 1 })
  for (const each of [token, again]) expect((await one.request('/v1/me', { key: each })).status).toBe(401)
  expect((await one.request('/user/info?user_id=worker')).status).toBe(404)
  await two.json('/user/new', { body: { user_id: 'worker', auto_create_key: false } })
  await eventually(
    async () => (await one.request('/v1/me', { key: token })).status,
    (status) => status === 200,
  )
})
