import { guardUrl, headerSettings, limitSettings } from '@gateway/adapter-kit'
import { isGatewayError } from '@gateway/core'
import { z } from 'zod'
import { cardAddress } from './card-addresses.ts'

export const a2aSettings = z
  .strictObject({
    url: z.string().meta({ description: "The agent's URL. It is the one that is called, whatever its card says." }),
    protocolVersion: z
      .string({ error: 'Write the version in quotes: "0.3" or "1.0".' })
      .regex(/^(0\.3|1\.0)(\.\d+)?$/, 'The versions are "0.3" and "1.0".')
      .meta({ description: 'Pins the protocol version. Without it, it is learnt from the card and from answers.' })
      .optional(),
    cardPath: z
      .string()
      .min(1)
      .meta({ description: "Where the agent's card is: a path or a URL of the same origin, with a query if need be." })
      .optional(),
    headers: headerSettings
      .meta({ secret: true, description: 'Headers sent to the agent with every call, such as its credential.' })
      .optional(),
    limits: limitSettings.optional(),
  })
  .superRefine(({ url, cardPath }, check) => {
    const guard = (field: 'url' | 'cardPath', read: () => unknown) => {
      try {
        read()
        return true
      } catch (error) {
        if (!isGatewayError(error)) throw error
        check.addIssue({ code: 'custom', path: [field], message: error.message })
        return false
      }
    }
    if (guard('url', () => guardUrl(url, { field: 'url' })) && cardPath !== undefined) {
      guard('cardPath', () => cardAddress(url, cardPath))
    }
  })

/** How an A2A agent is reached. Only `url` is needed. */
export type A2ASettings = z.infer<typeof a2aSettings>
