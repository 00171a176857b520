import { z } from 'zod'
import { addressSetting } from './address-setting.ts'

const words = z.string().trim().min(1)

/** The client credentials grant of OAuth 2.0, as an operator writes it under `auth:`. */
export const clientCredentialsSettings = z.strictObject({
  type: z.literal('oauth2-client-credentials'),
  tokenUrl: addressSetting.meta({ description: 'The token endpoint of the authorization server.' }),
  clientId: words,
  clientSecret: z.string().min(1).meta({ secret: true, description: 'The secret of the client.' }),
  scope: words.meta({ description: 'The scopes asked for, with spaces between them.' }).optional(),
  audience: words.meta({ description: 'Whom the token is for, where the server wants it named.' }).optional(),
  clientAuthentication: z
    .enum(['basic', 'body'])
    .meta({ description: 'How the client says who it is: by HTTP Basic (the default), or in the body of the request.' })
    .optional(),
})

/** See `clientCredentialsSettings`. */
export type ClientCredentialsSettings = z.infer<typeof clientCredentialsSettings>
