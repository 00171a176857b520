import { guardUrl } from '@gateway/adapter-kit'
import { isGatewayError } from '@gateway/core'
import { z } from 'zod'

/** An id of Entra's: a GUID or a domain. It stands in URLs. */
const identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$/, 'This must be a GUID or a domain name.')

const scope = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'A scope is a URL.')
  .meta({ description: 'What the token is for. Default https://ai.azure.com/.default.' })
  .optional()

/** An address that secrets are sent to. */
const authority = z
  .string()
  .superRefine((url, check) => {
    const refuse = (message: string) => check.addIssue({ code: 'custom', message })
    try {
      if (!guardUrl(url, { field: 'This address' }).href.startsWith('https:')) refuse('It must begin with https://.')
    } catch (error) {
      if (!isGatewayError(error)) throw error
      refuse(error.message)
    }
  })
  .meta({
    description:
      'Where tokens are issued. Default https://login.microsoftonline.com; https://login.microsoftonline.us for Azure Government.',
  })
  .optional()

const defaultChain = z.strictObject({
  type: z.literal('default'),
  managedIdentityClientId: identifier
    .meta({ description: 'The client id of the managed identity to use, where there are several.' })
    .optional(),
  scope,
  authority,
})

const clientSecret = z.strictObject({
  type: z.literal('client-secret'),
  tenantId: identifier.meta({ description: 'The tenant of the app registration: its id or its domain.' }),
  clientId: identifier.meta({ description: 'The application (client) id.' }),
  clientSecret: z.string().min(1).meta({ secret: true, description: 'A client secret of the app registration.' }),
  scope,
  authority,
})

const managedIdentity = z.strictObject({
  type: z.literal('managed-identity'),
  clientId: identifier
    .meta({ description: 'The client id of a user-assigned identity. Default: the system-assigned one.' })
    .optional(),
  scope,
})

const token = z.strictObject({
  type: z.literal('token'),
  token: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'A token has no spaces, line breaks or characters beyond ASCII.')
    .meta({
      secret: true,
      description:
        'A token that was got elsewhere, as it is. It is used until it is replaced: Entra tokens last an hour.',
    }),
})

const none = z.strictObject({ type: z.literal('none') })

/** How the gateway proves to Foundry who it is. Foundry takes Entra tokens alone; API keys are of no use there. */
export const authSettings = z.discriminatedUnion('type', [defaultChain, clientSecret, managedIdentity, token, none])

export type AuthSettings = z.infer<typeof authSettings>
