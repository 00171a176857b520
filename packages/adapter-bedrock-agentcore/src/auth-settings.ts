import { addressSetting, awsKeySettings, clientCredentialsSettings } from '@gateway/adapter-kit'
import { z } from 'zod'

const words = z.string().trim().min(1)

const assumeRole = z.strictObject({
  roleArn: words.meta({ description: 'The role to take.' }),
  sessionName: words.meta({ description: 'Under which name the role is taken. Default agent-gateway.' }).optional(),
  externalId: words.meta({ description: 'The external id that the role asks for.' }).optional(),
  webIdentityTokenFile: words
    .meta({
      description: 'A file with a token of an OIDC provider, by which the role is taken in place of AWS credentials.',
    })
    .optional(),
  stsEndpoint: addressSetting.meta({ description: "The address of STS. Default AWS's own in the region." }).optional(),
})

const sigv4 = z
  .strictObject({
    type: z.literal('sigv4'),
    credentials: awsKeySettings.optional(),
    profile: words
      .meta({ description: "A profile of the AWS configuration files, in place of the default chain's." })
      .optional(),
    assumeRole: assumeRole.meta({ description: 'A role that is taken with those credentials.' }).optional(),
  })
  .superRefine(({ credentials, profile, assumeRole }, check) => {
    const refuse = (field: string, message: string) => check.addIssue({ code: 'custom', path: [field], message })
    if (credentials !== undefined && profile !== undefined) refuse('profile', 'Leave out profile or credentials.')
    if (assumeRole?.webIdentityTokenFile !== undefined && (credentials ?? profile) !== undefined) {
      refuse('assumeRole', 'webIdentityTokenFile takes the place of credentials and profile: leave them out.')
    }
  })

const bearer = z.strictObject({
  type: z.literal('bearer'),
  token: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'A token has no spaces, line breaks or characters beyond ASCII.')
    .meta({ secret: true, description: 'The access token of an OAuth provider that the runtime accepts.' }),
})

/** How the gateway proves to the runtime who it is. */
export const authSettings = z.discriminatedUnion('type', [sigv4, bearer, clientCredentialsSettings])

export type AuthSettings = z.infer<typeof authSettings>
export type SigV4Settings = z.infer<typeof sigv4>
