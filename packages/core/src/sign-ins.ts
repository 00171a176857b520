import type { Caller } from './caller.ts'
import type { StoredTeam, StoredUser } from './identity-storage.ts'
import type { StoredSignIn } from './sign-in-storage.ts'

/** From where somebody signs in. */
export interface SignInFrom {
  readonly address?: string | undefined
  readonly userAgent?: string | undefined
  /** What the browser held before: that sign-in ends. */
  readonly former?: string | undefined
  /** Runs what is written as that caller's doing, for the audit log. Default: nobody's. */
  readonly as?: (<Result>(caller: Caller, write: () => Promise<Result>) => Promise<Result>) | undefined
}

/** Whom an identity provider vouches for. */
export interface VouchedUser {
  readonly user: Pick<StoredUser, 'id' | 'createdAt'>
  /** Ids or aliases of teams. `undefined`: the provider names none, and the teams are those that the user is a member of. */
  readonly teams?: readonly string[] | undefined
  /** What `OidcSignIn.endUrl` wants to have back. */
  readonly idToken?: string | undefined
}

/** Somebody who is signed in, with role and grants as they are now. */
export interface SignedIn {
  readonly signIn: StoredSignIn
  readonly caller: Caller
  /** What a page of ours sends along with each change: other pages cannot know it. */
  readonly csrfToken: string
  /** When it ends unless it is used, ISO 8601. */
  readonly idleUntil: string
}

/** A sign-in that has just begun. `secret` is what the browser holds; it cannot be read again. */
export interface NewSignIn extends SignedIn {
  readonly secret: string
}

/** Who is signed in with a browser. `@gateway/auth` implements it. */
export interface SignIns {
  /** Rejects with UNAUTHENTICATED, always in the same words, RATE_LIMITED, or PERMISSION_DENIED for a key of nobody. */
  withKey(key: string, from: SignInFrom): Promise<NewSignIn>
  /** Signs in a user whom an identity provider vouches for. */
  withUser(vouched: VouchedUser, from: SignInFrom): Promise<NewSignIn>
  /** Runs an attempt to sign in. Failed ones are counted by address and in all: rejects with RATE_LIMITED after too many. */
  attempt<Value>(address: string | undefined, work: () => Promise<Value>): Promise<Value>
  /** Rejects with UNAUTHENTICATED when nobody is signed in with it, any more. */
  find(secret: string): Promise<SignedIn>
  /** The teams that it may act for. With a key: none to choose from. */
  teamsOf(signIn: StoredSignIn): Promise<readonly StoredTeam[]>
  /** Acts for that team from now on, or without `teamId` for none in particular. Rejects with PERMISSION_DENIED for a team that is not theirs. */
  chooseTeam(signIn: StoredSignIn, teamId: string | undefined): Promise<void>
  /** Those of an owner that are not over, newest first. */
  list(owner: string): Promise<readonly StoredSignIn[]>
  get(id: string): Promise<StoredSignIn | undefined>
  /** Ends one; `false` where there is none. */
  end(id: string): Promise<boolean>
  /** Ends all of an owner. Answers how many there were. */
  endAll(owner: string): Promise<number>
}

/** Signing in by way of an OpenID Connect provider. `@gateway/auth` implements it. */
export interface OidcSignIn {
  /** For the page where people sign in. */
  readonly label: string
  /** Where to send the browser, and what it must keep, unreadable to it, until it comes back. */
  begin(options: { readonly redirectUri: string; readonly returnTo: string }): Promise<{
    readonly url: string
    readonly kept: string
  }>
  /** The user that the provider vouches for. Rejects with UNAUTHENTICATED, PERMISSION_DENIED or UNAVAILABLE, and the remedy. */
  finish(options: { readonly kept: string; readonly query: URLSearchParams }): Promise<{
    readonly vouched: VouchedUser
    readonly returnTo: string
  }>
  /** Where the browser signs out of the provider too; `undefined` where that offers none, or does not answer. */
  endUrl(signIn: Pick<StoredSignIn, 'idToken'>): Promise<string | undefined>
}
