import type { Adapter, JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { z } from 'zod'
import { adapterCatalogue, type CataloguedAdapter } from './adapter-catalogue.ts'
import { agentDefinition } from './agent-definition.ts'

/**
 * JSON Schema (2020-12) of the `agents` part of the configuration file: a list of definitions, in which the settings of
 * an upstream are those of its adapter. For editors and documentation; `parseAgentDefinition` is the judge.
 */
export function agentsJsonSchema(adapters: readonly Adapter[]): JsonObject {
  const catalogue = adapterCatalogue(adapters)
  const list = z.toJSONSchema(z.array(agentDefinition), { io: 'input', unrepresentable: 'any' })
  const schema: JsonObject = JSON.parse(JSON.stringify(list))
  const names = [...catalogue.keys()]
  const definitions = names.map((name) => [`${name} settings`, settingsOf(name, catalogue.get(name))])
  const conditions = names.map((name) => ({
    if: { properties: { adapter: { const: name } }, ...(name === 'a2a' ? {} : { required: ['adapter'] }) },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { settings: { $ref: `#/$defs/${encodeURIComponent(`${name} settings`)}` } } },
  }))
  const completed = atPath(schema, ['items', 'properties', 'upstreams', 'items'], (upstream) => ({
    ...atPath(upstream, ['properties', 'adapter'], (adapter) => ({ ...adapter, enum: names })),
    ...(conditions.length === 0 ? {} : { allOf: conditions }),
  }))
  const own = isJsonObject(completed.$defs) ? completed.$defs : {}
  return { ...completed, $defs: { ...own, ...Object.fromEntries(definitions) } }
}

/** An adapter's settings below `$defs`; `url` may also stand beside `settings`, so it is not demanded here. */
function settingsOf(name: string, catalogued: CataloguedAdapter | undefined): JsonObject {
  const { $schema: _dialect, required, ...schema } = catalogued?.schema ?? {}
  const demanded = Array.isArray(required) ? required.filter((member) => member !== 'url') : []
  return {
    // An id makes it a document of its own, from whose root its references are written.
    ...(schema.$defs === undefined ? {} : { $id: `urn:gateway:adapter-settings:${encodeURIComponent(name)}` }),
    ...schema,
    ...(demanded.length === 0 ? {} : { required: demanded }),
  }
}

function atPath(value: JsonObject, path: readonly string[], change: (value: JsonObject) => JsonObject): JsonObject {
  const [head, ...rest] = path
  if (head === undefined) return change(value)
  const inner: JsonValue | undefined = value[head]
  return { ...value, [head]: atPath(isJsonObject(inner) ? inner : {}, rest, change) }
}
