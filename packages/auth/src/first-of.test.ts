import type { Caller } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { expect, it } from 'vitest'
import { firstOf } from './first-of.ts'

const caller = (keyId: string): Caller => ({ keyId, role: 'member', agents: { access: 'none' } })
const authenticate = firstOf(
  [
    ({ cookie }) => (cookie === undefined ? undefined : caller('cookie')),
    ({ authorization }) => {
      if (authorization !== 'wrong token')
        return authorization === 'token' ? Promise.resolve(caller('token')) : undefined
      throw gatewayError('UNAUTHENTICATED', 'wrong')
    },
  ],
  () => caller('key'),
)

it('asks in turn, and the last one where no other knows the kind', async () => {
  expect(authenticate({ cookie: 'c', authorization: 'token' })).toMatchObject({ keyId: 'cookie' })
  expect(await authenticate({ authorization: 'token' })).toMatchObject({ keyId: 'token' })
  expect(authenticate({})).toMatchObject({ keyId: 'key' })
})

it('asks nobody else when one has refused', () => {
  expect(() => authenticate({ authorization: 'wrong token' })).toThrow('wrong')
})
