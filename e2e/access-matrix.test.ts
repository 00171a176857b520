import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { AGENT_ROWS } from './support/access/agent-rows.ts'
import { CALL_ROWS } from './support/access/call-rows.ts'
import { KEY_ROWS } from './support/access/key-rows.ts'
import { type Described, operationsOf } from './support/access/operations.ts'
import { OTHER_ROWS } from './support/access/other-rows.ts'
import { EVERYBODY, expected, type Row } from './support/access/row.ts'
import { TEAM_ROWS, USER_ROWS } from './support/access/team-rows.ts'
import { makeWorld, type World } from './support/access/world.ts'
import { CLIENT, type IdentityProvider, identityProvider } from './support/identity-provider.ts'
import { AUDIENCE, type OidcIssuer, oidcIssuer } from './support/oidc-issuer.ts'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

const ROWS = [...AGENT_ROWS, ...KEY_ROWS, ...TEAM_ROWS, ...USER_ROWS, ...OTHER_ROWS, ...CALL_ROWS]
const nameOf = ({ operation, of }: Row) => (of === undefined ? operation : `${operation}: ${of}`)

// What oidc-provider says of itself when it is used for tests.
for (const method of ['warn', 'info'] as const) vi.spyOn(console, method).mockImplementation(() => {})

let provider: IdentityProvider
let issuer: OidcIssuer
let gateway: TestGateway
let world: World
let operations: ReadonlyMap<string, Described>

beforeAll(async () => {
  // With everything that has routes.
  provider = await identityProvider(() => [`${gateway.url}/v1/session/oidc/callback`])
  issuer = await oidcIssuer()
  gateway = await testGateway({
    variables: { OIDC_SECRET: CLIENT.clientSecret },
    config: {
      agents: [{ name: 'hello', upstreams: [{ name: 'hello', adapter: 'hello' }] }],
      authentication: {
        jwt: [
          {
            issuer: issuer.issuer,
            audience: AUDIENCE,
            claims: { team: 'groups', roles: 'roles' },
            roles: { boss: 'proxy_admin' },
            createUsers: true,
          },
        ],
      },
      signIn: {
        oidc: {
          issuer: provider.issuer,
          clientId: CLIENT.clientId,
          clientSecret: '$'.concat('{OIDC_SECRET}'),
          label: 'Example',
        },
      },
    },
  })
  operations = await operationsOf(gateway)
  world = await makeWorld(gateway, issuer)
}, 60_000)
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await issuer?.[Symbol.asyncDispose]()
  await provider?.[Symbol.asyncDispose]()
})

describe('who may do what', () => {
  test('is said of every operation that the gateway serves, and of no other', () => {
    verifies('access', 'users', 'teams', 'keys')
    expect([...new Set(ROWS.map(({ operation }) => operation))].toSorted()).toEqual([...operations.keys()].toSorted())
  })

  test('is said once of each resource', () => {
    const names = ROWS.map(nameOf)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', { timeout: 60_000 }, async (_name, row) => {
    verifies('access')
    const operation = operations.get(row.operation)
    if (operation === undefined) throw new Error('the gateway serves no such operation')
    const found: Record<string, number> = {}
    const wanted: Record<string, number> = {}
    for (const who of EVERYBODY) {
      const response = await world.send(who, operation, await row.ask(world, who))
      await response.body?.cancel()
      found[who] = response.status
      wanted[who] = expected(row, operation.method, who)
    }
    expect(found).toEqual(wanted)
  })
})
