import { guardUrl, headerName, headerSettings, limitSettings } from '@gateway/adapter-kit'
import { isGatewayError } from '@gateway/core'
import { z } from 'zod'
import { authSettings } from './auth/auth-settings.ts'
import { cardAddress } from './card-addresses.ts'
import { forwardSettings } from './forward-settings.ts'

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
    auth: authSettings
      .meta({ description: 'How the gateway proves who it is, where a fixed header is not enough.' })
      .optional(),
    forwardHeaders: forwardSettings
      .meta({ description: "Names of the caller's headers that go on to the agent." })
      .optional(),
    sessionHeader: headerName
      .meta({
        description:
          'A header that names the conversation, where what stands before the agent routes by it. Its value is made by the gateway, of the owner, the agent and the context.',
      })
      .optional(),
    limits: limitSettings.optional(),
  })
  .superRefine(({ url, cardPath, headers = {}, auth, sessionHeader }, check) => {
    const set = (name: string) => Object.keys(headers).some((header) => header.toLowerCase() === name.toLowerCase())
    const twice = (field: string, message: string) => check.addIssue({ code: 'custom', path: [field], message })
    if (auth !== undefined && set('authorization')) twice('auth', 'Set either auth or the header authorization.')
    if (sessionHeader !== undefined && set(sessionHeader))
      twice('sessionHeader', 'This header stands under headers too.')
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
