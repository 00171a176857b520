import { z } from 'zod'

const text = z.string().optional().catch(undefined)
const texts = z.array(z.string()).catch([])
/** Cards are written by others: only what opens a page may be a link. */
const pageUrl = z
  .url({ protocol: /^https?$/ })
  .optional()
  .catch(undefined)

const skillSchema = z.object({
  id: z.string().catch(''),
  name: z.string().catch(''),
  description: text,
  tags: texts,
  examples: texts,
})

const cardSchema = z.object({
  name: z.string().catch(''),
  description: text,
  version: text,
  url: z.string().catch(''),
  documentationUrl: pageUrl,
  provider: z.object({ organization: text, url: pageUrl }).optional().catch(undefined),
  capabilities: z.object({ streaming: z.boolean().catch(false), pushNotifications: z.boolean().catch(false) }).catch({
    streaming: false,
    pushNotifications: false,
  }),
  defaultInputModes: texts,
  defaultOutputModes: texts,
  skills: z.array(skillSchema).catch([]),
})

/** What the hub shows of a card: whatever of it can be read. */
export type HubCard = z.infer<typeof cardSchema>
export type HubSkill = z.infer<typeof skillSchema>

export const readCard = (card: Readonly<Record<string, unknown>>): HubCard => cardSchema.parse(card)
