import { gatewayError } from '@gateway/core'
import { z } from 'zod'

const MOST = 32
/** No quote and no comma: records are found by a tag as it stands in JSON, and headers list them. */
const TAG = /^[^\p{C}",\\]{1,128}$/u

const tag = z
  .string()
  .trim()
  .regex(TAG, 'must have 1 to 128 printable characters, without quotes, commas and backslashes')

/** A tag in a query. */
export const tagQuery = tag.optional()

/** Tags of a key, each once. */
export const tagsField = z
  .array(tag)
  .max(MOST, `must be at most ${MOST}`)
  .transform((tags) => [...new Set(tags)])
  .nullable()
  .optional()

/** The tags of a call: those of its key, and those of `x-litellm-tags`, parted by commas. Throws INVALID_PARAMS. */
export function callTags(ofKey: readonly string[] = [], header: string): readonly string[] {
  const sent = header
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const tags = [...new Set([...ofKey, ...sent])]
  if (tags.length <= MOST && sent.every((each) => TAG.test(each))) return tags
  throw gatewayError(
    'INVALID_PARAMS',
    `x-litellm-tags: must be parted by commas, each of 1 to 128 printable characters without quotes and backslashes, and at most ${MOST} with those of the key.`,
    { field: 'x-litellm-tags' },
  )
}
