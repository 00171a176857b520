import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CREDENTIALS, type DataPlane, startDataPlane } from './data-plane.fixture.ts'
import { agentAt, ask, complaintOf, textOf } from './turns.fixture.ts'

const ROLE = 'arn:aws:iam::123456789012:role/gateway'
const WEB_TOKEN = 'canary.web.token'

let folder: string
let runtime: Server
let sts: Server
let plane: DataPlane
let asked: URLSearchParams[]

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agentcore-credentials-'))
  runtime = createServer((incoming, response) => {
    incoming.resume()
    incoming.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('"hello"'))
  })
  sts = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString())
      asked.push(form)
      const { status, body } = assumed(form, incoming.headers.authorization ?? '')
      response.writeHead(status, { 'content-type': 'text/xml' }).end(body)
    })
  })
  for (const server of [runtime, sts]) await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  plane = await startDataPlane({ url: urlOf(runtime), path: '/invocations' })
})
afterAll(async () => {
  await plane?.close()
  for (const server of [runtime, sts]) {
    server.closeAllConnections()
    server.close()
  }
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  asked = []
  plane.invocations.length = 0
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'))
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

/** STS, as far as it is needed: it takes a role for who signs with the key, or brings the token. */
function assumed(form: URLSearchParams, authorization: string): { readonly status: number; readonly body: string } {
  const action = form.get('Action') ?? ''
  const trusted =
    action === 'AssumeRole'
      ? authorization.includes(`Credential=${CREDENTIALS.accessKeyId}/`) && form.get('ExternalId') === 'external-1'
      : action === 'AssumeRoleWithWebIdentity' && form.get('WebIdentityToken') === WEB_TOKEN
  if (!trusted || form.get('RoleArn') !== ROLE) {
    const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>canary is not authorized</Message></Error></ErrorResponse>`
    return { status: 403, body }
  }
  const { accessKeyId, secretAccessKey, sessionToken } = CREDENTIALS
  const body = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></${action}Result></${action}Response>`
  return { status: 200, body }
}

const assumeRole = (more: object = {}) => ({
  roleArn: ROLE,
  sessionName: 'tests',
  externalId: 'external-1',
  stsEndpoint: urlOf(sts),
  ...more,
})

describe('credentials', () => {
  it('are those of the default chain, when the settings name none', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', CREDENTIALS.accessKeyId)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', CREDENTIALS.secretAccessKey)
    vi.stubEnv('AWS_SESSION_TOKEN', CREDENTIALS.sessionToken)
    expect(textOf(await ask(agentAt(plane.url, { auth: undefined }), 'hi'))).toBe('hello')
  })

  it('are those of the settings, whatever the environment has', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDENVIRONMENT')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'canary-environment')
    expect(textOf(await ask(agentAt(plane.url), 'hi'))).toBe('hello')
  })

  it('may be those of a profile', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = CREDENTIALS
    writeFileSync(
      join(folder, 'profiles'),
      `[blue]\naws_access_key_id=${accessKeyId}\naws_secret_access_key=${secretAccessKey}\naws_session_token=${sessionToken}\n`,
    )
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'profiles'))
    expect(textOf(await ask(agentAt(plane.url, { auth: { type: 'sigv4', profile: 'blue' } }), 'hi'))).toBe('hello')
  })

  it('may be those of a role, taken once for many calls', async () => {
    const credentials = { accessKeyId: CREDENTIALS.accessKeyId, secretAccessKey: 'key-of-the-user' }
    const agent = agentAt(plane.url, { auth: { type: 'sigv4', credentials, assumeRole: assumeRole() } })
    for (const text of ['one', 'two']) expect(textOf(await ask(agent, text))).toBe('hello')
    expect(asked.map((form) => [form.get('Action'), form.get('RoleSessionName')])).toEqual([['AssumeRole', 'tests']])
  })

  it('may be those of a role, taken by a token in a file', async () => {
    const webIdentityTokenFile = join(folder, 'token')
    writeFileSync(webIdentityTokenFile, WEB_TOKEN)
    const auth = { type: 'sigv4', assumeRole: assumeRole({ externalId: undefined, webIdentityTokenFile }) }
    expect(textOf(await ask(agentAt(plane.url, { auth }), 'hi'))).toBe('hello')
    expect(asked.map((form) => form.get('Action'))).toEqual(['AssumeRoleWithWebIdentity'])
  })

  it.each([
    ['none in the default chain', () => ({ type: 'sigv4' }), /the AWS SDK's default chain/],
    ['none in a profile', () => ({ type: 'sigv4', profile: 'nobody' }), /profile 'nobody'.*settings\.auth\.profile/],
    [
      'a role that is refused',
      () => ({ type: 'sigv4', credentials: CREDENTIALS, assumeRole: assumeRole({ externalId: 'other' }) }),
      /settings\.auth\.assumeRole/,
    ],
    [
      'an STS that is away',
      () => ({
        type: 'sigv4',
        credentials: CREDENTIALS,
        assumeRole: assumeRole({ stsEndpoint: 'http://127.0.0.1:1' }),
      }),
      /settings\.auth\.assumeRole/,
    ],
  ])('that cannot be found fail the call: %s', async (_, auth, place) => {
    const task = await ask(agentAt(plane.url, { auth: auth() }), 'hi')
    expect(task.status).toMatchObject({ state: 'TASK_STATE_FAILED' })
    expect(complaintOf(task)).toMatch(/found no AWS credentials/)
    expect(complaintOf(task)).toMatch(place)
    expect(JSON.stringify(task)).not.toContain('canary')
    expect(plane.invocations).toHaveLength(0)
  })
})
