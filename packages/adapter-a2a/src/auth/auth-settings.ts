import { addressSetting, awsKeySettings, clientCredentialsSettings } from '@gateway/adapter-kit'
import { z } from 'zod'

const words = z.string().trim().min(1)
const secret = (description: string) => z.string().min(1).meta({ secret: true, description })

const entra = z
  .strictObject({
    type: z.literal('entra'),
    tenantId: words
      .meta({ description: 'The tenant of an app registration; with clientId and clientSecret.' })
      .optional(),
    clientId: words
      .meta({ description: 'The app registration; without a secret, the managed identity to use among several.' })
      .optional(),
    clientSecret: secret('The secret of the app registration.').optional(),
    token: secret('A token that was got elsewhere. It is used until it is replaced.').optional(),
    scope: words.meta({ description: 'What the token is for. Default https://ai.azure.com/.default.' }).optional(),
    authority: addressSetting
      .meta({ description: 'Where tokens are issued. Default https://login.microsoftonline.com.' })
      .optional(),
  })
  .superRefine(({ tenantId, clientId, clientSecret, token }, check) => {
    const refuse = (field: string, message: string) => check.addIssue({ code: 'custom', path: [field], message })
    if (token !== undefined && (tenantId ?? clientId ?? clientSecret) !== undefined) {
      refuse('token', 'A token stands alone: leave out tenantId, clientId and clientSecret.')
    } else if (clientSecret !== undefined && (tenantId === undefined || clientId === undefined)) {
      refuse(tenantId === undefined ? 'tenantId' : 'clientId', 'clientSecret needs tenantId and clientId.')
    } else if (tenantId !== undefined && clientSecret === undefined) {
      refuse('clientSecret', 'tenantId needs clientId and clientSecret; a managed identity needs none of them.')
    }
  })

const sigv4 = z.strictObject({
  type: z.literal('sigv4'),
  region: words.meta({ description: 'The region of the service, such as eu-west-1.' }),
  service: words.meta({ description: 'The name the service signs under, such as bedrock-agentcore.' }),
  credentials: awsKeySettings.optional(),
})

/** How the gateway proves to an agent who it is, beyond fixed headers. */
export const authSettings = z.discriminatedUnion('type', [clientCredentialsSettings, entra, sigv4])

export type AuthSettings = z.infer<typeof authSettings>
export type EntraSettings = z.infer<typeof entra>
export type SigV4Settings = z.infer<typeof sigv4>
