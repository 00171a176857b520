import { randomBytes } from 'node:crypto'
import type { Caller, NewSignIn, SignedIn, SignInFrom, SignInStore, SignIns, StoredSignIn } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { LRUCache } from 'lru-cache'
import { createCallerOfUser } from './caller-of-user.ts'
import { createCallerOfKey, type KeyAuthenticatorOptions } from './key-authenticator.ts'
import { keyHash } from './key-hash.ts'
import type { LimitCounters } from './limit-counters.ts'
import { present } from './present.ts'
import { createSignInAttempts } from './sign-in-attempts.ts'

export interface SignInsOptions extends Omit<KeyAuthenticatorOptions, 'cacheSize' | 'unknownCacheSize'> {
  readonly signIns: SignInStore
  /** Where attempts that fail are counted. */
  readonly counters: LimitCounters
  /** How long one lasts that is not used, in seconds. Default one hour. */
  readonly idleSeconds?: number
  /** How long one lasts at most, in seconds. Default twelve hours. */
  readonly longestSeconds?: number
}

const SECRET = /^[\w-]{43}$/
/** `seenAt` is not written more often. */
const TOUCH_MS = 60_000
const SWEEP_MS = 600_000
const LONGEST_USER_AGENT = 256

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()
const newSecret = () => randomBytes(32).toString('base64url')
const csrfTokenOf = (secret: string) => keyHash(`csrf ${secret}`)
const notSignedIn = () => gatewayError('UNAUTHENTICATED', 'Nobody is signed in here, any more. Sign in again.')
const refusedKey = () =>
  gatewayError(
    'UNAUTHENTICATED',
    'This key cannot sign in. Check that it was copied whole, and has not expired or been blocked or deleted.',
  )

const notToChoose = (why: string) => gatewayError('PERMISSION_DENIED', `team_id: ${why}`, { field: 'team_id' })

/** Keeps who is signed in with a browser: known to every gateway on one database, ended on each of them within a second. */
export function createSignIns(options: SignInsOptions): SignIns & Disposable {
  const { signIns: store, onChange, idleSeconds = 3_600, longestSeconds = 43_200 } = options
  const callerOfKey = createCallerOfKey(options)
  const callerOfUser = createCallerOfUser(options)
  const attempt = createSignInAttempts(options.counters)
  const cache = new LRUCache<string, StoredSignIn>({ max: 10_000 })
  // A look-up that was under way when something ended must not be kept.
  let changes = 0
  onChange(({ kind, id }) => {
    if (kind !== 'sign-in') return
    changes += 1
    cache.delete(id)
  })
  const idleEnd = ({ seenAt, expiresAt }: StoredSignIn) =>
    Math.min(Date.parse(seenAt) + idleSeconds * 1_000, Date.parse(expiresAt))
  const isOver = (signIn: StoredSignIn) => !(idleEnd(signIn) > Date.now())
  const sweep = () => {
    const now = Date.now()
    const over = { seenBefore: iso(now - idleSeconds * 1_000), now: iso(now) }
    // Those that stay are over all the same, and go with the next.
    store.deleteOver(over).catch(() => undefined)
  }
  const sweeping = setInterval(sweep, SWEEP_MS)
  sweeping.unref()

  const read = async (id: string): Promise<StoredSignIn | undefined> => {
    const before = changes
    const signIn = await store.get(id).catch((cause: unknown) => {
      throw gatewayError('UNAVAILABLE', 'The gateway cannot see who is signed in now: its database does not answer.', {
        cause,
        retryable: true,
        retryAfter: 5,
      })
    })
    if (signIn !== undefined && before === changes) cache.set(id, signIn)
    return signIn
  }

  const seen = (signIn: StoredSignIn): StoredSignIn => {
    const now = Date.now()
    if (now - Date.parse(signIn.seenAt) < Math.min(TOUCH_MS, idleSeconds * 100)) return signIn
    const touched = { ...signIn, seenAt: iso(now) }
    if (cache.has(signIn.id)) cache.set(signIn.id, touched)
    // The next request tries again.
    store.touch(signIn.id, touched.seenAt).catch(() => cache.delete(signIn.id))
    return touched
  }

  const callerOf = (signIn: StoredSignIn): Caller | Promise<Caller> =>
    signIn.keyId === undefined ? callerOfUser.caller(signIn) : callerOfKey(signIn.keyId)

  const end = async (id: string) => {
    cache.delete(id)
    return store.delete(id)
  }

  const signedIn = async (signIn: StoredSignIn, secret: string): Promise<SignedIn> => {
    const caller = await callerOf(signIn)
    const endsAt = Math.min(caller.endsAt ?? Number.POSITIVE_INFINITY, Date.parse(signIn.expiresAt))
    const idleUntil = iso(idleEnd(signIn))
    return { signIn, caller: { ...caller, endsAt }, csrfToken: csrfTokenOf(secret), idleUntil }
  }

  /** The id is always a new one: nobody can have planted it in the browser before. */
  const start = async (
    who: Omit<StoredSignIn, 'id' | 'address' | 'userAgent' | 'createdAt' | 'seenAt' | 'expiresAt'>,
    { address, userAgent, former, as = (_caller, write) => write() }: SignInFrom,
  ): Promise<NewSignIn> => {
    const secret = newSecret()
    const now = Date.now()
    const signIn: StoredSignIn = {
      ...who,
      id: keyHash(secret),
      ...present('address', address),
      ...present('userAgent', userAgent?.slice(0, LONGEST_USER_AGENT)),
      createdAt: iso(now),
      seenAt: iso(now),
      expiresAt: iso(now + longestSeconds * 1_000),
    }
    const made = await signedIn(signIn, secret)
    await as(made.caller, async () => {
      await store.insert(signIn)
      if (former !== undefined) await end(keyHash(former))
    })
    return { ...made, secret }
  }

  return {
    attempt,
    withKey: (key, from) =>
      attempt(from.address, async () => {
        const id = keyHash(key)
        const caller = await Promise.resolve()
          .then(() => callerOfKey(id))
          .catch((error: unknown) => {
            // Whether it is unknown, blocked or expired is nobody's business.
            throw isGatewayError(error) && error.code === 'UNAUTHENTICATED' ? refusedKey() : error
          })
        const { userId, keyId } = caller
        if (userId === undefined && keyId !== 'master') {
          throw gatewayError(
            'PERMISSION_DENIED',
            'This key belongs to no user, so nobody can sign in with it. Use the admin key, or a key with a user_id.',
          )
        }
        const owner = userId === undefined ? `key:${keyId}` : `user:${userId}`
        // The master key by its hash: another one does not take over who signed in with the former.
        return start({ owner, way: 'key', keyId: id, ...present('userId', userId) }, from)
      }),
    withUser: ({ user: { id, createdAt }, teams, idToken }, from) => {
      const who = { owner: `user:${id}`, way: 'oidc', userId: id, userSince: createdAt } as const
      return start({ ...who, ...present('teams', teams), ...present('idToken', idToken) }, from)
    },
    async find(secret) {
      if (!SECRET.test(secret)) throw notSignedIn()
      const id = keyHash(secret)
      const kept = cache.get(id)
      // Another gateway may have seen it since.
      const signIn = kept === undefined || isOver(kept) ? await read(id) : kept
      if (signIn === undefined) throw notSignedIn()
      if (isOver(signIn)) {
        await end(id)
        throw gatewayError('UNAUTHENTICATED', 'You were signed out because time was up. Sign in again.')
      }
      return signedIn(seen(signIn), secret)
    },
    list: async (owner) => (await store.list(owner)).filter((signIn) => !isOver(signIn)),
    get: (id) => store.get(id),
    teamsOf: async (signIn) => (signIn.keyId === undefined ? callerOfUser.teams(signIn) : []),
    async chooseTeam(signIn, teamId) {
      if (signIn.keyId !== undefined) throw notToChoose('Who signs in with a key acts for the team of that key.')
      const theirs = teamId === undefined ? [] : await callerOfUser.teams(signIn)
      if (teamId !== undefined && !theirs.some(({ id }) => id === teamId)) {
        throw notToChoose('This is none of your teams. GET /v1/session lists them.')
      }
      const { teamId: _former, ...rest } = signIn
      cache.delete(signIn.id)
      if (!(await store.update({ ...rest, ...present('teamId', teamId) }))) throw notSignedIn()
    },
    end,
    async endAll(owner) {
      const ended = await Promise.all((await store.list(owner)).map(({ id }) => end(id)))
      return ended.filter(Boolean).length
    },
    [Symbol.dispose]: () => clearInterval(sweeping),
  }
}
