import { z } from 'zod/mini'
import type { Adapter } from './adapters-query.ts'

/** What is typed, by the name of the setting. */
export type SettingTexts = Readonly<Record<string, string>>

export interface SettingField {
  readonly name: string
  readonly label: string
  readonly description: string | undefined
  readonly kind: 'text' | 'secret' | 'yes-no'
  /** Shown at once; the others are below "More settings". */
  readonly first: boolean
}

const settingsSchema = z.object({
  properties: z.record(z.string(), z.object({ type: z.optional(z.string()), description: z.optional(z.string()) })),
  required: z.optional(z.array(z.string())),
})

/** What nearly every agent needs, by the names that adapters have for it. */
const FIRST = new Set(['url', 'agent', 'assistant', 'runtime', 'apiKey'])

/** The settings of an adapter that are one text or a yes; what is more than that is set over the API. */
export function settingFields({ settings, secrets }: Pick<Adapter, 'settings' | 'secrets'>): readonly SettingField[] {
  const { data } = settingsSchema.safeParse(settings)
  if (data === undefined) return []
  return Object.entries(data.properties).flatMap(([name, { type, description }]): SettingField[] => {
    if (type !== 'string' && type !== 'boolean') return []
    const kind = type === 'boolean' ? 'yes-no' : secrets.includes(name) ? 'secret' : 'text'
    const first = FIRST.has(name) || (data.required?.includes(name) ?? false)
    return [{ name, label: labelOf(name), description, kind, first }]
  })
}

/** `protocolVersion` as people write it: `Protocol version`; `url` is an abbreviation. */
function labelOf(name: string): string {
  const words = name
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll(/\b(url|api|id)\b/g, (word) => word.toUpperCase())
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The settings that are filled in. */
export function settingsOf(fields: readonly SettingField[], texts: SettingTexts): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }) => {
      const text = texts[name]?.trim() ?? ''
      if (text === '') return []
      return [[name, kind === 'yes-no' ? text === 'true' : text]]
    }),
  )
}
