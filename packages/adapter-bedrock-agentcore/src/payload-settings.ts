import { z } from 'zod'
import { isPayloadWord, PAYLOAD_WORDS, wordsIn } from './payload-template.ts'

/** Schema of `payload:`, a JSON object with words in double braces. */
export const payloadSettings = z.record(z.string(), z.json()).superRefine((payload, check) => {
  const unknown = wordsIn(payload).find((word) => !isPayloadWord(word))
  if (unknown !== undefined) {
    check.addIssue({
      code: 'custom',
      message: `{{${unknown}}} is no word of a payload; there are: ${PAYLOAD_WORDS.map((word) => `{{${word}}}`).join(', ')}.`,
    })
  }
  const { '...': merged } = payload
  if (merged !== undefined && merged !== '{{data}}' && merged !== '{{metadata}}') {
    check.addIssue({
      code: 'custom',
      path: ['...'],
      message: 'Write {{data}} or {{metadata}} here: what is merged into the payload.',
    })
  }
})
