/** The storage port of sign-ins: who is signed in with a browser. */

/** A browser that is signed in. What it holds is never stored: `id` is the SHA-256 of it, in hex. */
export interface StoredSignIn {
  readonly id: string
  /** Whose it is: `user:` and the user's id, else `key:` and the key's. All of an owner are listed and ended together. */
  readonly owner: string
  /** By a key, or by an identity provider. */
  readonly way: 'key' | 'oidc'
  /** The key that it stands for; absent where it stands for the user alone. */
  readonly keyId?: string
  readonly userId?: string
  /** `createdAt` of the user it stands for: another user of that id is somebody else. */
  readonly userSince?: string
  /** Ids or aliases of the teams that the identity provider named. Absent: it names none; the teams are the user's. */
  readonly teams?: readonly string[]
  /** The team that was chosen to act for. */
  readonly teamId?: string
  /** What the identity provider ends its own session by, encrypted. */
  readonly idToken?: string
  /** From where, as far as known: for its owner to recognise it. */
  readonly address?: string
  readonly userAgent?: string
  /** ISO 8601, UTC, with milliseconds: ordering is textual. */
  readonly createdAt: string
  /** When it was last used, to the minute or so. */
  readonly seenAt: string
  /** It ends then at the latest. */
  readonly expiresAt: string
}

/** Who is signed in. */
export interface SignInStore {
  get(id: string): Promise<StoredSignIn | undefined>
  /** Newest first. */
  list(owner: string): Promise<readonly StoredSignIn[]>
  insert(signIn: StoredSignIn): Promise<void>
  /** Moves `seenAt` on. Is not announced as a change; does nothing where it has ended. */
  touch(id: string, seenAt: string): Promise<void>
  /** Replaces one; `false` where it has ended. `seenAt` stays as it is. */
  update(signIn: StoredSignIn): Promise<boolean>
  /** `false` where there is none. */
  delete(id: string): Promise<boolean>
  /** Removes those that were last seen before `seenBefore` or expire by `now`. Is not announced: they are over anyhow. */
  deleteOver(times: { readonly seenBefore: string; readonly now: string }): Promise<void>
}
