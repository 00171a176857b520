import { z } from 'zod'

const text = (what: string) => z.string(`must be ${what}`).trim().min(1, `must be ${what}`)
const claim = z.string('must be the name of a claim').min(1, 'must be the name of a claim').optional()
const role = z.enum(['proxy_admin', 'proxy_admin_viewer', 'internal_user', 'internal_user_viewer'], {
  error: 'must be proxy_admin, proxy_admin_viewer, internal_user or internal_user_viewer',
})
const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/|$)/

const claims = z.strictObject({
  user: claim.meta({
    description: "The claim with the user's id: one that people cannot change for themselves. Default: sub.",
  }),
  team: claim.meta({
    description: 'Teams, by id or alias. Default: none is read, and people act for teams that they are members of.',
  }),
  email: claim.meta({ description: 'Default: email.' }),
  roles: claim.meta({ description: 'The claim that `roles` maps; dots lead into objects. Default: roles.' }),
})

const oidc = z.strictObject({
  issuer: z
    .url('must be the issuer of the identity provider such as https://login.example.com')
    .refine((url) => url.startsWith('https://') || LOOPBACK.test(url), 'must begin with https://')
    .meta({ description: 'The identity provider, as it writes itself.' }),
  clientId: text('the id that the identity provider has given this gateway'),
  clientSecret: text('the secret that belongs to clientId').optional().meta({
    description: 'Best read from an environment variable. Without it, this is a public client.',
  }),
  label: text('what the button says').default('Sign in with your identity provider').meta({
    description: 'What the button says.',
  }),
  scopes: z.array(text('a scope'), 'must be a list').default(['openid', 'profile', 'email']),
  claims: claims.prefault({}).meta({ description: 'Where to find what in what the provider says of a user.' }),
  roles: z.record(z.string(), role, 'must map values of the claim to roles').optional().meta({
    description:
      'Which role a value of the claim gives. The highest counts, none that is mapped means internal_user, and each sign-in sets it anew. Without it, roles are those given over the API.',
  }),
  createUsers: z.boolean('must be true or false').default(false).meta({
    description: 'Make a user of somebody who signs in for the first time. Nothing may be called before it is granted.',
  }),
  userIdPrefix: z.string('must be a text').optional().meta({
    description: 'Stands before the ids of users: the same as of the tokens of this issuer, if any.',
  }),
  recreateUsers: z.boolean('must be true or false').default(false).meta({
    description: 'Whether createUsers holds of users who have been deleted here, too.',
  }),
  afterSignOut: z.url('must be a URL').optional().meta({
    description: 'Where the provider sends the browser after signing out; the provider has to know it.',
  }),
})

/** How people sign in. */
export const signInSettings = z.strictObject({
  idleMinutes: z.int('must be a whole number').min(1, 'must be at least 1').default(60).meta({
    description: 'A browser that asks for nothing for so long is signed out.',
  }),
  longestHours: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(8_760, 'must be at most 8760')
    .default(12)
    .meta({
      description: 'Every browser is signed out after so long.',
    }),
  oidc: oidc.optional().meta({ description: 'Sign-in by an OpenID Connect provider, beside that with a key.' }),
})

export type SignInSettings = z.infer<typeof signInSettings>

/** The members that a place under `signIn` may have. */
export function knownSignInMembers([, second, third]: readonly PropertyKey[]): readonly string[] {
  if (second !== 'oidc') return Object.keys(signInSettings.shape)
  return Object.keys(third === 'claims' ? claims.shape : oidc.shape)
}
