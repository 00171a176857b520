import { z } from 'zod'

const seconds = z.number().max(30 * 86_400)

/** Schema of `limits:` in an adapter's settings: what `limitsFrom` reads. */
export const limitSettings = z.strictObject({
  connectSeconds: seconds.positive().meta({ description: 'Until the connection stands. Default 5.' }).optional(),
  firstEventSeconds: seconds
    .nonnegative()
    .meta({ description: 'Until the first event, or the beginning of the answer. 0: no limit (default).' })
    .optional(),
  idleSeconds: seconds
    .nonnegative()
    .meta({ description: 'Silence within a stream. 0: no limit. Default 600.' })
    .optional(),
  totalSeconds: seconds.nonnegative().meta({ description: 'The whole call. 0: no limit. Default 86400.' }).optional(),
  eventBytes: z
    .int()
    .positive()
    .meta({ description: 'Size of one event, and of a plain answer. Default 10485760.' })
    .optional(),
})
