import type { Caller } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import { describe, expect, it } from 'vitest'

/** Request headers, names in lower case. */
type Headers = Readonly<Record<string, string>>

/** An authenticator, and what one can come to it with. Each credential is a text that callers keep secret. */
export interface AuthenticatorUnderTest {
  /** Finds out who is calling. Throws UNAUTHENTICATED, or rejects with it. */
  readonly authenticate: (headers: Headers) => Caller | Promise<Caller>
  /** The headers that carry a credential of this kind. */
  readonly carrying: (credential: string) => Headers
  /** One of somebody who may call. */
  readonly good: () => Promise<string>
  /** By what is wrong with it, which is all that is: such as `unknown`, `expired`, `of a blocked user`. */
  readonly bad: Readonly<Record<string, () => Promise<string>>>
}

const MALFORMED: readonly (readonly [string, (credential: string) => string])[] = [
  ['cut short', (credential) => credential.slice(0, -1)],
  ['longer', (credential) => `${credential}A`],
  ['half of one', (credential) => credential.slice(0, credential.length / 2)],
  ['in upper case', (credential) => credential.toUpperCase()],
  ['with another in it', (credential) => `${credential} ${credential}`],
  ['far too long', (credential) => credential.repeat(Math.ceil(100_000 / credential.length))],
  ['with what cannot be seen', (credential) => `${credential}\u0000`],
  ['of other letters', (credential) => `${credential}ø😀`],
  ['a name that objects have', () => '__proto__'],
  ['nothing', () => ''],
  ['blanks', () => '   '],
]

/**
 * Registers the vitest tests that every authenticator has to pass: call it at the top of a test file. Who may not call is
 * refused with UNAUTHENTICATED each time, never with another error, and no error tells the credential.
 *
 * @param name what is tested, in the names of the tests
 * @param open makes it; it is called for each test
 */
export function testAuthenticator(name: string, open: () => Promise<AuthenticatorUnderTest>): void {
  const refusal = async (authenticator: AuthenticatorUnderTest, headers: Headers): Promise<unknown> => {
    try {
      await authenticator.authenticate(headers)
    } catch (error) {
      return error
    }
    throw new Error('somebody was let in')
  }
  const requireRefusal = (error: unknown, secrets: readonly string[]) => {
    if (!isGatewayError(error)) throw new Error('this is no GatewayError', { cause: error })
    expect(error.code).toBe('UNAUTHENTICATED')
    expect(error.message).not.toBe('')
    const told = [error.message, JSON.stringify(error), String(error.cause ?? '')].join('\n')
    for (const secret of secrets) expect(told).not.toContain(secret)
  }

  describe(`${name} as an authenticator`, () => {
    it('knows who may call, the same each time, and keeps the credential to itself', async () => {
      const authenticator = await open()
      const credential = await authenticator.good()
      const caller = await authenticator.authenticate(authenticator.carrying(credential))
      expect(caller.keyId).not.toBe('')
      expect(await authenticator.authenticate(authenticator.carrying(credential))).toEqual(caller)
      expect(JSON.stringify(caller)).not.toContain(credential)
    })

    it('refuses whoever comes with nothing', async () => {
      requireRefusal(await refusal(await open(), {}), [])
    })

    it('refuses each that is known to be wrong, and again the next time', async () => {
      const authenticator = await open()
      expect(Object.keys(authenticator.bad)).not.toHaveLength(0)
      for (const make of Object.values(authenticator.bad)) {
        const credential = await make()
        const headers = authenticator.carrying(credential)
        for (const _turn of [1, 2]) requireRefusal(await refusal(authenticator, headers), [credential])
      }
    })

    it.each(MALFORMED)('refuses one that is malformed: %s', async (_how, broken) => {
      const authenticator = await open()
      const credential = await authenticator.good()
      const headers = authenticator.carrying(broken(credential))
      requireRefusal(await refusal(authenticator, headers), [credential])
      // And has learned nothing wrong by it.
      await authenticator.authenticate(authenticator.carrying(credential))
    })
  })
}
