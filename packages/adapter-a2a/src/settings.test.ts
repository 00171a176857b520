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
})
