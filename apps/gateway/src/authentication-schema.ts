import { TOKEN_ALGORITHMS } from '@gateway/auth'
import { z } from 'zod'

const text = z.string('must be a text').min(1, 'must not be empty')
const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })
const names = z.array(text, 'must be a list of names')

const claims = z.strictObject({
  user: text.optional().meta({ description: 'The id of the user. Default: sub.' }),
  email: text.optional().meta({ description: 'Kept with a user that is made. Default: email.' }),
  team: text.optional().meta({ description: 'Teams, by id or alias. Default: none is read.' }),
  roles: text.optional().meta({ description: 'What `roles` gives a role for. Default: none is read.' }),
  agents: text.optional().meta({ description: 'Ids or names of agents that the token is for. Default: none is read.' }),
})

const role = z.enum(['proxy_admin', 'proxy_admin_viewer', 'internal_user', 'internal_user_viewer'], {
  error: 'must be proxy_admin, proxy_admin_viewer, internal_user or internal_user_viewer',
})

const jwt = z.strictObject({
  issuer: url.meta({ description: 'What iss has to be, to the letter.' }),
  audience: z
    .union([text, names.min(1, 'must have at least one')], 'must be a text or a list')
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .meta({ description: 'What has to be in aud; of several, one is enough.' }),
  jwksUrl: url.optional().meta({ description: 'Where the keys are. Default: where its OpenID configuration says.' }),
  allowHttp: z.boolean('must be true or false').default(false).meta({
    description: 'Whether keys may come over plain http from another machine.',
  }),
  algorithms: z
    .array(z.enum(TOKEN_ALGORITHMS, `must be one of ${TOKEN_ALGORITHMS.join(', ')}`))
    .min(1, 'must have at least one')
    .optional()
    .meta({ description: 'How tokens may be signed. Default: in all of these ways.' }),
  clockToleranceSeconds: z
    .number('must be a number')
    .min(0, 'must be at least 0')
    .max(300, 'must be at most 300')
    .default(30),
  claims: claims.prefault({}).meta({ description: 'Which claim says what: a name, or a path with dots.' }),
  roles: z
    .record(z.string(), role)
    .default({})
    .meta({ description: 'What a value of the claim `roles` makes of its bearer.' }),
  userIdPrefix: z.string('must be a text').optional().meta({
    description:
      'Stands before the ids of users. Where there are several issuers, each has to have one; it may be empty.',
  }),
  createUsers: z.boolean('must be true or false').default(false).meta({
    description: 'Whether a user who is not known becomes one; else they are refused.',
  }),
  recreateUsers: z.boolean('must be true or false').default(false).meta({
    description: 'Whether createUsers holds of users who have been deleted here, too.',
  }),
  agents: z
    .union([z.enum(['all', 'none']), names], 'must be all, none or a list of names')
    .optional()
    .meta({
      description: 'Agents that every token is granted. Default: those that its team, or its user by name, is granted.',
    }),
})

/** `authentication` of `gateway.yaml`. */
export const authentication = z.strictObject({
  jwt: z
    .array(jwt, 'must be a list')
    .default([])
    .superRefine((issuers, check) => {
      for (const [index, { issuer, userIdPrefix }] of issuers.entries()) {
        const issue = (member: string, message: string) =>
          check.addIssue({ code: 'custom', path: [index, member], message })
        if (issuers.findIndex((other) => other.issuer === issuer) !== index) issue('issuer', 'is in the list already')
        if (issuers.length > 1 && userIdPrefix === undefined) {
          issue(
            'userIdPrefix',
            'is missing: with several issuers, say what keeps their users apart, or "" if they are the same people',
          )
        }
      }
    })
    .meta({ description: 'Issuers whose JSON Web Tokens are taken in the place of keys.' }),
})

/** The members that a place below `authentication` may have. */
export function authenticationMembers(place: readonly PropertyKey[]): readonly string[] {
  if (place.length < 2) return Object.keys(authentication.shape)
  return Object.keys(place.includes('claims') ? claims.shape : jwt.shape)
}
