import { expect, test } from 'vitest'
import { z } from 'zod'
import { a2aSettings } from './settings.ts'

const url = 'http://10.0.0.4:10001/a2a'

test.each([
  { url },
  { url, protocolVersion: '0.3.0', cardPath: 'card.json?tenant=1', headers: { Authorization: 'Bearer x' } },
  { url, protocolVersion: '1.0', cardPath: 'http://10.0.0.4:10001/card.json' },
  { url, limits: { connectSeconds: 1, firstEventSeconds: 0, idleSeconds: 30, totalSeconds: 60, eventBytes: 1000 } },
])('takes %j as it stands', (settings) => {
  expect(a2aSettings.parse(settings)).toEqual(settings)
})

const oauth = { type: 'oauth2-client-credentials', tokenUrl: url, clientId: 'c', clientSecret: 'secret' }
const sigv4 = { type: 'sigv4', region: 'eu-west-1', service: 'bedrock-agentcore' }

test.each([
  { ...oauth, scope: 'a b', audience: 'agents', clientAuthentication: 'body' },
  { type: 'entra' },
  { type: 'entra', clientId: 'managed' },
  { type: 'entra', tenantId: 't', clientId: 'c', clientSecret: 's', scope: 'x' },
  { type: 'entra', token: 'ey.x' },
  sigv4,
  { ...sigv4, credentials: { accessKeyId: 'a', secretAccessKey: 's', sessionToken: 't' } },
])('takes auth %j', (auth) => {
  expect(a2aSettings.safeParse({ url, auth, forwardHeaders: ['X-User'], sessionHeader: 'X-Session' }).success).toBe(
    true,
  )
})

test.each([
  [{}, 'url'],
  [{ url: 'nowhere' }, 'url'],
  [{ url: 'http://169.254.169.254/' }, 'url'],
  [{ url: 'http://user:secret@10.0.0.4/' }, 'url'],
  [{ url, unknown: 1 }, ''],
  [{ url, protocolVersion: 1 }, 'protocolVersion'],
  [{ url, protocolVersion: '2.0' }, 'protocolVersion'],
  [{ url, cardPath: 'http://elsewhere.example.com/card.json' }, 'cardPath'],
  [{ url, cardPath: '//elsewhere.example.com/card.json' }, 'cardPath'],
  [{ url, cardPath: 'https://10.0.0.4:10001/card.json' }, 'cardPath'],
  [{ url, headers: { Host: 'x' } }, 'headers.Host'],
  [{ url, headers: { 'content-length': '1' } }, 'headers.content-length'],
  [{ url, headers: { Cookie: 'a=b' } }, 'headers.Cookie'],
  [{ url, headers: { 'Transfer-Encoding': 'chunked' } }, 'headers.Transfer-Encoding'],
  [{ url, headers: { 'bad name': 'x' } }, 'headers.bad name'],
  [{ url, headers: { 'x-key': 'secret\r\nx-other: 1' } }, 'headers.x-key'],
  [{ url, headers: { 'Proxy-Authorization': 'x' } }, 'headers.Proxy-Authorization'],
  [{ url, forwardHeaders: ['x-ok', 'Authorization'] }, 'forwardHeaders.1'],
  [{ url, forwardHeaders: ['x-litellm-api-key'] }, 'forwardHeaders.0'],
  [{ url, forwardHeaders: ['Cookie'] }, 'forwardHeaders.0'],
  [{ url, forwardHeaders: ['a2a-version'] }, 'forwardHeaders.0'],
  [{ url, forwardHeaders: ['bad name'] }, 'forwardHeaders.0'],
  [{ url, sessionHeader: 'Host' }, 'sessionHeader'],
  [{ url, sessionHeader: 'x-session', headers: { 'X-Session': '1' } }, 'sessionHeader'],
  [{ url, auth: { type: 'basic' } }, 'auth.type'],
  [{ url, auth: { ...oauth, tokenUrl: 'http://169.254.169.254/token' } }, 'auth.tokenUrl'],
  [{ url, auth: { ...oauth, clientSecret: '' } }, 'auth.clientSecret'],
  [{ url, auth: oauth, headers: { Authorization: 'secret' } }, 'auth'],
  [{ url, auth: { type: 'entra', token: 'secret', clientId: 'c' } }, 'auth.token'],
  [{ url, auth: { type: 'entra', clientSecret: 'secret', clientId: 'c' } }, 'auth.tenantId'],
  [{ url, auth: { type: 'entra', tenantId: 't' } }, 'auth.clientSecret'],
  [{ url, auth: { type: 'sigv4', region: 'eu-west-1' } }, 'auth.service'],
  [{ url, auth: { ...sigv4, credentials: { secretAccessKey: 's' } } }, 'auth.credentials.accessKeyId'],
  [{ url, limits: { connectSeconds: 0 } }, 'limits.connectSeconds'],
  [{ url, limits: { idleSeconds: -1 } }, 'limits.idleSeconds'],
  [{ url, limits: { eventBytes: 1.5 } }, 'limits.eventBytes'],
])('refuses %j at %s', (settings, path) => {
  const { error } = a2aSettings.safeParse(settings)
  expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
  expect(JSON.stringify(error?.issues)).not.toContain('secret')
})

test('draws a form, with the headers marked as secret', () => {
  const schema = z.toJSONSchema(a2aSettings)
  expect(schema.required).toEqual(['url'])
  expect(schema.properties?.headers).toMatchObject({ secret: true, type: 'object' })
  const branch = z.object({ properties: z.record(z.string(), z.looseObject({})) })
  const { oneOf } = z.object({ oneOf: z.array(branch) }).parse(schema.properties?.auth)
  const secret = oneOf.flatMap(({ properties }) => Object.keys(properties).filter((name) => properties[name]?.secret))
  expect(secret).toEqual(['clientSecret', 'clientSecret', 'token', 'credentials'])
})
