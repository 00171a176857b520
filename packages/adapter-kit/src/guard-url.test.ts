import { isGatewayError } from '@gateway/core'
import { expect, test } from 'vitest'
import { guardUrl } from './guard-url.ts'

const guard = (text: string) => guardUrl(text, { field: 'url' })

test.each([
  'http://127.0.0.1:10001',
  'http://localhost/',
  'http://10.0.0.4:10001/a2a?tenant=x',
  'http://192.168.1.1/',
  'http://[::1]:80/',
  'http://[fd00::1]/',
  'https://agents.example.com/a2a',
])('lets %s through', (text) => {
  expect(guard(text).href).toBe(new URL(text).href)
})

test('takes the URL apart and leaves its fragment out', () => {
  expect(guard('http://10.0.0.4:10001/a2a?tenant=x#top')).toMatchObject({
    href: 'http://10.0.0.4:10001/a2a?tenant=x',
    origin: 'http://10.0.0.4:10001',
    path: '/a2a?tenant=x',
  })
})

test.each([
  'agents.example.com',
  '',
  'ftp://agents.example.com/',
  'file:///etc/passwd',
  'http://user:secret@agents.example.com/',
  'http://user@agents.example.com/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://169.254.1.2/',
  'http://[fe80::1]/',
  'http://[febf::1]/',
  'http://[fd00:ec2::254]/',
  'http://[fd00:0ec2:0:0:0:0:0:254]/',
  'http://[::ffff:169.254.169.254]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[64:ff9b::169.254.169.254]/',
  'http://[2002:a9fe:a9fe::1]/',
  'http://[::ffff:100.100.100.200]/',
  'http://100.100.100.200/',
  'http://168.63.129.16/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://METADATA.google.internal./',
  'http://metadata.goog/',
])('refuses %s', (text) => {
  let thrown: unknown
  try {
    guard(text)
  } catch (error) {
    thrown = error
  }
  expect(isGatewayError(thrown) && [thrown.code, thrown.field]).toEqual(['INVALID_PARAMS', 'url'])
  expect(isGatewayError(thrown) && thrown.message).toMatch(/^url /)
  expect(isGatewayError(thrown) && thrown.message).not.toContain('secret')
})
