import type { World } from './world.ts'

/** Whose credential asks, as long as it is good for anything. */
export const PEOPLE = [
  'a key of nobody',
  'a key that may only read',
  'a key of an agent',
  'a key of the team',
  'a viewer',
  'a member',
  'a trusted member',
  'an admin of the team',
  'an admin of another team',
  'an admin viewer',
  'a proxy admin',
  'the admin key',
  'a token in the team',
  'a token of an administrator',
] as const
export type Person = (typeof PEOPLE)[number]

/** Credentials that are refused wherever one is asked for. */
export const STRANGERS = [
  'no credential',
  'an unknown key',
  'a deleted key',
  'a blocked key',
  'an expired key',
  'a forged token',
  'a key of a blocked team',
  'a key of a deleted agent',
] as const

/** Browsers that are signed in: whose key they signed in with, and what such a browser may do at all. */
export const BROWSERS = {
  'a browser of a proxy admin': { of: 'a proxy admin', may: 'all' },
  'a browser of a member': { of: 'a member', may: 'all' },
  'a browser of a proxy admin, without the token': { of: 'a proxy admin', may: 'read' },
  'a browser of a proxy admin, on another page': { of: 'a proxy admin', may: 'nothing' },
} as const satisfies Record<string, { readonly of: Person; readonly may: 'all' | 'read' | 'nothing' }>
export type BrowserName = keyof typeof BROWSERS

export type Who = Person | (typeof STRANGERS)[number] | BrowserName
export const isBrowser = (who: string): who is BrowserName => who in BROWSERS
export const EVERYBODY: readonly Who[] = [...STRANGERS, ...PEOPLE, ...Object.keys(BROWSERS).filter(isBrowser)]
/** Whose rights somebody has. */
export const personOf = (who: Who): Who => (isBrowser(who) ? BROWSERS[who].of : who)

/** What is asked of an operation: what stands in its address, and its body. */
export interface Ask {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Another key of the same person to ask with. */
  readonly key?: string
}

/** Who may use an operation with a resource. */
export interface Row {
  /** Its `operationId`. */
  readonly operation: string
  /** Which resource, where that makes a difference. */
  readonly of?: string
  /** `anyone`: no credential is asked for. `browsers`: a key is no good, it is about being signed in. */
  readonly allowed: readonly Person[] | 'anyone' | 'browsers'
  /** What those get who may. Default 200. */
  readonly answer?: number
  /** What those get whose credential is good, and who may not. Default 403. */
  readonly refused?: 403 | 404
  /** Who gets something else all the same. */
  readonly except?: Partial<Record<Who, number>>
  /** Makes what is asked about, anew for everybody who asks. */
  readonly ask: (world: World, who: Who) => Ask | Promise<Ask>
}

export const ADMINS: readonly Person[] = ['a proxy admin', 'the admin key', 'a token of an administrator']
/** Everybody whose credential is good. */
export const ALL: readonly Person[] = PEOPLE
export const READERS: readonly Person[] = [...ADMINS, 'an admin viewer']

const isPerson = (who: Who): who is Person => PEOPLE.some((person) => person === who)

/** The status that somebody gets of a row. */
export function expected({ allowed, answer = 200, refused = 403, except }: Row, method: string, who: Who): number {
  const other = except?.[who]
  if (other !== undefined) return other
  if (allowed === 'anyone') return answer
  if (allowed === 'browsers') return isBrowser(who) ? (inBrowser(who, method) ?? answer) : 401
  if (isPerson(who)) return allowed.includes(who) ? answer : refused
  if (!isBrowser(who)) return 401
  return inBrowser(who, method) ?? (allowed.includes(BROWSERS[who].of) ? answer : refused)
}

/** What a browser is refused with, whoever is signed in there. */
function inBrowser(who: BrowserName, method: string): number | undefined {
  const { may } = BROWSERS[who]
  return may === 'nothing' || (may === 'read' && method !== 'GET') ? 403 : undefined
}
