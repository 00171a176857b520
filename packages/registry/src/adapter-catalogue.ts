import type { Adapter, JsonObject } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { z } from 'zod'
import { resolveSchema } from './resolve-schema.ts'

/** An adapter with what its settings schema says of itself. */
export interface CataloguedAdapter {
  readonly adapter: Adapter
  /** JSON Schema of its settings as they are written; `secret: true` marks what is masked. */
  readonly schema: JsonObject
  /** Which members it takes under `settings.limits`. */
  readonly limits: readonly string[]
}

export type AdapterCatalogue = ReadonlyMap<string, CataloguedAdapter>

// Only remembers what is worked out from an adapter, so that ten thousand definitions do not work it out anew.
const catalogued = new WeakMap<Adapter, CataloguedAdapter>()

function settingsSchema(adapter: Adapter): JsonObject {
  try {
    const schema: unknown = z.toJSONSchema(adapter.settings, { io: 'input', unrepresentable: 'any' })
    if (isJsonObject(schema)) return schema
  } catch {
    // A schema that cannot be described cannot say what is secret.
  }
  return { secret: true }
}

function describe(adapter: Adapter): CataloguedAdapter {
  const known = catalogued.get(adapter)
  if (known !== undefined) return known
  const schema = settingsSchema(adapter)
  const limits = resolveSchema(member(member(resolveSchema(schema, schema), 'properties'), 'limits'), schema)
  const described = { adapter, schema, limits: Object.keys(member(limits, 'properties')) }
  catalogued.set(adapter, described)
  return described
}

function member(value: JsonObject, name: string): JsonObject {
  const found = value[name]
  return isJsonObject(found) ? found : {}
}

/** The adapters by name; of two with the same name the later one counts. */
export function adapterCatalogue(adapters: readonly Adapter[]): AdapterCatalogue {
  return new Map(adapters.map((adapter) => [adapter.name, describe(adapter)]))
}
