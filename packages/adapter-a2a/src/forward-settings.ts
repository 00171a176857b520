import { headerName } from '@gateway/adapter-kit'
import { z } from 'zod'

/** Where callers put the key of the gateway. */
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'x-litellm-api-key'])

/** Names of the headers of callers that go on to an agent. Never the caller's own credential for the gateway. */
export const forwardSettings = z.array(
  headerName.refine((name) => !CREDENTIALS.has(name.toLowerCase()), {
    message:
      "This is where callers put their key for the gateway, so it never goes to an agent. A caller's credential for the agent comes in x-a2a-{agent}-authorization, which needs no setting.",
  }),
)
