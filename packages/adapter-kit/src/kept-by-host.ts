import { gatewayError, type JsonValue } from '@gateway/core'
import type { z } from 'zod'

/**
 * Reads what a runner gave its host to keep (a `resume`, a `ref`) when it comes back. An agent may have got another adapter
 * meanwhile: what that one kept means nothing to this one. Throws UNSUPPORTED_OPERATION that says so.
 */
export function readKept<Schema extends z.ZodType>(schema: Schema, kept: JsonValue): z.output<Schema> {
  const checked = schema.safeParse(kept)
  if (checked.success) return checked.data
  throw gatewayError(
    'UNSUPPORTED_OPERATION',
    'The agent has been set up anew since this task began, with another adapter or version of it, and cannot go on with it. Send a new message without a taskId.',
    { cause: checked.error },
  )
}
