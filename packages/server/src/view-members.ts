import { z } from 'zod'

/** Times in answers. */
export const time = z.iso.datetime({ offset: true })

/** `metadata` in answers: what was sent. */
export const metadataAnswer = z.record(z.string(), z.unknown()).describe('Whatever was sent with it.')
