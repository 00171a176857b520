import type { SinkDefinition } from '@gateway/core'
import { z } from 'zod'

const text = z.string().min(1)

const shape = z.object({
  name: text.regex(/^\w[\w.-]{0,63}$/),
  description: text.optional(),
  delivery: z.enum(['once', 'at least once']),
  settings: z.custom((value) => typeof value === 'object' && value !== null && '_zod' in value && 'safeParse' in value),
  open: z.custom((value) => typeof value === 'function'),
})

/** What is to be written in place of each member that is wrong. */
const WANTED: Readonly<Record<keyof typeof shape.shape, string>> = {
  name: 'name must be of up to 64 letters, digits, ".", "_" and "-"',
  description: 'description must be a text',
  delivery: 'delivery must be "once" or "at least once"',
  settings: 'settings must be a schema of zod 4',
  open: 'open must be a function that gives a sink',
}

function isSink(value: unknown): value is SinkDefinition {
  return shape.safeParse(value).success
}

/** The sink that a module exports as `sink` or by default; else what is wrong with the module. */
export function asSink(module: Readonly<Record<string, unknown>>): SinkDefinition | string {
  const exported = module.sink ?? module.default
  if (exported === undefined) return 'exports neither `sink` nor a default: a sink is one of them'
  if (isSink(exported)) return exported
  const wrong = new Set(shape.safeParse(exported).error?.issues.map(({ path }) => path[0]))
  const wanted = Object.entries(WANTED).flatMap(([member, words]) => (wrong.has(member) ? [words] : []))
  return `exports no sink: ${wanted.length === 0 ? 'it must be an object' : wanted.join(', ')}`
}
