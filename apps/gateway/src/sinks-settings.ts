import type { JsonObject, SinkDefinition } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { SPILL_BYTES } from '@gateway/logging'
import { z } from 'zod'

const MEBIBYTE = 1024 * 1024

/** How much may wait on disk for one sink, and what happens then. */
export const waitingSettings = {
  spillBytes: z
    .int('must be a whole number')
    .min(MEBIBYTE, `must be at least ${MEBIBYTE}`)
    .default(SPILL_BYTES)
    .meta({ description: 'How many bytes of records may wait on disk for a sink that is slow or away.' }),
  whenFull: z
    .enum(['drop-content', 'drop-oldest', 'refuse'], 'must be drop-content, drop-oldest or refuse')
    .default('drop-content')
    .meta({
      description:
        'What happens then: content is left out, at last the oldest go; the oldest go, with their content; or content is left out, at last calls are refused.',
    }),
}

const entry = z.strictObject({
  sink: z
    .string('must be the name of a sink, of a package, or a path')
    .min(1, 'must be the name of a sink, of a package, or a path')
    .meta({
      description:
        'console, jsonl, webhook; else a package, or a path from this file, which runs in the gateway: name only what you trust.',
    }),
  name: z
    .string('must be text')
    .regex(/^\w[\w.-]{0,63}$/, 'must be up to 64 letters, digits, -, _ and dots')
    .optional()
    .meta({ description: 'What it is called in logs and answers. Default: the name of its kind.' }),
  settings: z
    .record(z.string(), z.unknown(), 'must be an object')
    .default({})
    .meta({ description: 'Those of its kind.' }),
  spillBytes: waitingSettings.spillBytes.optional().meta({ description: 'Default: that of records.' }),
  whenFull: waitingSettings.whenFull.optional().meta({ description: 'Default: that of records.' }),
})

/** `sinks:` of `gateway.yaml`. */
export const sinksSettings = z.array(entry, 'must be a list').max(20, 'must be at most 20')

export type SinkEntry = z.infer<typeof entry>

export const knownSinkMembers: readonly string[] = Object.keys(entry.shape)

/** The schema of the list, with the settings of each kind that is known. */
export function sinksJsonSchema(list: JsonObject, known: readonly SinkDefinition[]): JsonObject {
  const items = isJsonObject(list.items) ? list.items : {}
  const kinds = known.map(({ name, settings }) => {
    const described: unknown = z.toJSONSchema(settings, { io: 'input' })
    const { $schema: _dialect, ...schema } = isJsonObject(described) ? described : {}
    return { if: { properties: { sink: { not: { const: name } } } }, else: { properties: { settings: schema } } }
  })
  return { ...list, items: { ...items, allOf: kinds } }
}
