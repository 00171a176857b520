import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AUDIENCE, type OidcIssuer, oidcIssuer } from './support/oidc-issuer.ts'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let issuer: OidcIssuer
let gateway: TestGateway
beforeAll(async () => {
  issuer = await oidcIssuer()
  gateway = await testGateway({
    config: {
      agents: [{ name: 'hello', upstreams: [{ adapter: 'hello' }] }],
      keys: { personal: true },
      authentication: {
        jwt: [
          {
            issuer: issuer.issuer,
            audience: AUDIENCE,
            claims: { roles: 'roles' },
            roles: { boss: 'proxy_admin', staff: 'internal_user' },
          },
        ],
      },
    },
  })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await issuer[Symbol.asyncDispose]()
})

const post = async (path: string, body: object, key?: string) => {
  const response = await gateway.request(path, { body, key })
  const json: Wire = await response.json()
  return { status: response.status, json }
}

describe('nobody gets another role by a key of their own', () => {
  test('whose token says less of them than is stored', async () => {
    verifies('tokens', 'users')
    await post('/user/new', { user_id: 'worker', user_role: 'proxy_admin', auto_create_key: false })
    const own = (await post('/key/generate', { user_id: 'worker' })).json
    const { json: team } = await post('/team/new', { members_with_roles: [{ user_id: 'worker', role: 'admin' }] })
    const { team_id } = team
    const { json: service } = await post('/key/service-account/generate', { team_id })
    const token = await issuer.token({ roles: ['staff'] })
    expect((await gateway.request('/user/list', { key: token })).status).toBe(403)
    for (const [path, body] of [
      ['/key/generate', {}],
      ['/key/generate', { team_id, user_id: 'worker' }],
      ['/key/regenerate', { key: own.token }],
      ['/key/update', { key: service.token, user_id: 'worker' }],
    ] as const) {
      expect([path, body, (await post(path, body, token)).status]).toEqual([path, body, 403])
    }
    expect((await post('/key/service-account/generate', { team_id }, token)).status).toBe(200)
    // With the role that is stored, they do it.
    expect((await post('/key/generate', { user_id: 'worker' }, await issuer.token({ roles: ['boss'] }))).status).toBe(
      200,
    )
  })
})
