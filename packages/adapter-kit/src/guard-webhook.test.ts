import { isGatewayError } from '@gateway/core'
import { expect, test } from 'vitest'
import { guardWebhook } from './guard-webhook.ts'
import { reachList } from './reach-list.ts'

const check = (url: string, allow: readonly string[] = ['public']) =>
  guardWebhook(url, { field: 'url', mayReach: reachList(allow) }).then(
    () => 'taken',
    (error: unknown) => (isGatewayError(error) && error.code === 'INVALID_PARAMS' ? error.message : 'another error'),
  )

test.each([
  ['https://93.184.215.14/hook', ['public']],
  ['http://127.0.0.1:8080/hook', ['public', '127.0.0.0/8']],
  ['http://localhost:8080/hook', ['localhost']],
  ['https://hooks.nowhere.invalid/hook', ['*.nowhere.invalid']],
])('%s is taken with %j', async (url, allow) => {
  expect(await check(url, allow)).toBe('taken')
})

test.each([
  'http://127.0.0.1/hook',
  'http://localhost/hook',
  'http://10.0.0.1/hook',
  'http://[::1]/hook',
  'http://2130706433/hook',
  'http://[::ffff:127.0.0.1]/hook',
])('%s is refused', async (url) => {
  expect(await check(url)).toBe(
    'url names a host that webhooks may not go to: only public ones may be given, unless the operator adds others to WEBHOOK_ALLOW.',
  )
})

test.each(['http://169.254.169.254/latest', 'http://[::ffff:a9fe:a9fe]/'])(
  '%s is refused whatever the list',
  async (url) => {
    expect(await check(url, ['public', '0.0.0.0/0', '169.254.169.254'])).toContain('link-local or cloud metadata')
  },
)

test('a name that leads nowhere is refused', async () => {
  expect(await check('https://hooks.nowhere.invalid/')).toContain('cannot be resolved')
})
