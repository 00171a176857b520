import { gatewayError } from '@gateway/core'
import { z } from 'zod'

/** What Acme tells while it works. */
const acmeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), run: z.string() }),
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('failed') }),
  z.object({ type: z.literal('done') }),
])

export type AcmeEvent = z.infer<typeof acmeEvent>

/** Reads the data of one event; INVALID_AGENT_RESPONSE when it is none of Acme's. */
export function readAcmeEvent(data: string): AcmeEvent {
  try {
    return acmeEvent.parse(JSON.parse(data))
  } catch (cause) {
    throw gatewayError('INVALID_AGENT_RESPONSE', 'Acme sent an event that this adapter cannot read.', { cause })
  }
}
