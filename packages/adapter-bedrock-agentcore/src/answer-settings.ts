import { z } from 'zod'

const path = z
  .string()
  .regex(/^[^.]+(\.[^.]+)*$/, 'Write names with dots between them, such as output.text or messages.-1.content.')

/** How what a runtime answers is read, where the usual forms are not its own. */
export const answerSettings = z.strictObject({
  text: path
    .meta({ description: 'Where the text is in an answer, or in an event of a stream. Default: where it usually is.' })
    .optional(),
  data: path.meta({ description: 'Where data is that is given out beside the text. Default: none.' }).optional(),
  otherEvents: z
    .enum(['data', 'ignore'])
    .meta({
      description: 'What becomes of events of a stream in no known form. Default data: they are given out as data.',
    })
    .optional(),
  inputRequired: z
    .strictObject({ path, equals: z.union([z.string(), z.boolean(), z.number()]) })
    .meta({ description: 'The member that says that the agent waits for an answer of its user, and its value then.' })
    .optional(),
})

export type AnswerSettings = z.infer<typeof answerSettings>
