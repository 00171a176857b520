import type { Adapter, JsonObject } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { type AdapterCatalogue, adapterCatalogue } from './adapter-catalogue.ts'
import { resolveSchema } from './resolve-schema.ts'

/** What is told of a kind of agent, so that a form can be drawn for it. */
export interface AdapterDescription {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly documentation?: string
  /** JSON Schema (2020-12) of `upstreams[].settings`; `secret: true` marks what is masked in every answer. */
  readonly settings: JsonObject
  /** The places in the settings that are secret, such as `apiKey` or `auth.clientSecret`. */
  readonly secrets: readonly string[]
}

/** Describes adapters, in the order of their names. */
export function describeAdapters(adapters: readonly Adapter[]): readonly AdapterDescription[] {
  return describeCatalogue(adapterCatalogue(adapters))
}

/** `describeAdapters` over a catalogue that is made already. */
export function describeCatalogue(catalogue: AdapterCatalogue): readonly AdapterDescription[] {
  return [...catalogue.values()]
    .map(({ adapter: { name, title, description, documentation }, schema }) => ({
      name,
      title: title ?? name,
      ...(description === undefined ? {} : { description }),
      ...(documentation === undefined ? {} : { documentation }),
      settings: schema,
      secrets: [...new Set(secretsIn(schema, schema, []))],
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Deeper than any settings are; ends schemas that contain themselves. */
const MAX_DEPTH = 8

function secretsIn(schema: JsonObject, root: JsonObject, path: readonly string[]): readonly string[] {
  const resolved = resolveSchema(schema, root)
  if (schema.secret === true || resolved.secret === true) return [path.join('.')]
  if (path.length >= MAX_DEPTH) return []
  const properties = isJsonObject(resolved.properties) ? Object.entries(resolved.properties) : []
  const members = properties.flatMap(([name, member]) =>
    isJsonObject(member) ? secretsIn(member, root, [...path, name]) : [],
  )
  const branches = [resolved.anyOf, resolved.oneOf, resolved.allOf]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter(isJsonObject)
    .flatMap((branch) => secretsIn(branch, root, path))
  return [...members, ...branches]
}
