import { guardUrl, limitSettings } from '@gateway/adapter-kit'
import { isGatewayError } from '@gateway/core'
import { z } from 'zod'

export const acmeSettings = z.strictObject({
  url: z
    .string()
    .superRefine((url, check) => {
      try {
        guardUrl(url, { field: 'url' })
      } catch (error) {
        if (!isGatewayError(error)) throw error
        check.addIssue({ code: 'custom', message: error.message })
      }
    })
    .meta({ description: 'Where Acme serves, such as https://api.acme.example.' }),
  apiKey: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'A key is visible ASCII characters without spaces.')
    .meta({ secret: true, description: 'The key that Acme gave you.' })
    .optional(),
  limits: limitSettings.optional(),
})

/** How an Acme agent is reached. Only `url` is needed. */
export type AcmeSettings = z.infer<typeof acmeSettings>
