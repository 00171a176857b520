import type { Adapter } from '@gateway/core'
import { z } from 'zod'

const text = z.string().min(1)

const shape = z.object({
  name: text.regex(/^[\w.-]+$/),
  title: text.optional(),
  description: text.optional(),
  documentation: text.optional(),
  settings: z.custom(
    (value) =>
      typeof value === 'object' && value !== null && '_zod' in value && 'safeParse' in value && 'meta' in value,
  ),
  connect: z.custom((value) => typeof value === 'function'),
})

/** What is to be written in place of each member that is wrong. */
const WANTED: Readonly<Record<keyof typeof shape.shape, string>> = {
  name: 'name must be what stands under adapter:, of letters, digits, ".", "_" and "-"',
  title: 'title must be a text',
  description: 'description must be a text',
  documentation: 'documentation must be a URL',
  settings: 'settings must be a schema of zod 4',
  connect: 'connect must be a function that gives an agent',
}

function isAdapter(value: unknown): value is Adapter {
  return shape.safeParse(value).success
}

/** The adapter that a module exports as `adapter` or by default; else what is wrong with the module. */
export function asAdapter(module: Readonly<Record<string, unknown>>): Adapter | string {
  const exported = module.adapter ?? module.default
  if (exported === undefined) return 'exports neither `adapter` nor a default: an adapter is one of them'
  if (!isAdapter(exported)) {
    const wrong = new Set(shape.safeParse(exported).error?.issues.map(({ path }) => path[0]))
    const wanted = Object.entries(WANTED).flatMap(([member, words]) => (wrong.has(member) ? [words] : []))
    return `exports no adapter: ${wanted.length === 0 ? 'it must be an object' : wanted.join(', ')}`
  }
  return showsItsMarks(exported)
    ? exported
    : 'is built with a zod whose marks the gateway cannot see, so its secrets would be shown; update its zod'
}

/** Secrets are told by `.meta({ secret: true })`, which copies of zod share from some version on. */
function showsItsMarks({ settings }: Adapter): boolean {
  return z.globalRegistry.get(settings.meta({ secret: true }))?.secret === true
}
