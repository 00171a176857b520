import type { Adapter, JsonObject } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { z } from 'zod'
import type { DefinitionIssue } from './definition-issue.ts'
import { resolveSchema } from './resolve-schema.ts'
import { fillSecrets } from './secret-places.ts'
import type { ReadSecret } from './secret-references.ts'

/** What an adapter's settings schema says of itself. */
interface DescribedAdapter {
  readonly adapter: Adapter
  /** JSON Schema of its settings as they are written; `secret: true` marks what is masked. */
  readonly schema: JsonObject
  /** Which members it takes under `settings.limits`. */
  readonly limits: readonly string[]
}

/** An adapter with what its settings schema says of itself. */
export interface CataloguedAdapter extends DescribedAdapter {
  /** The settings with the secrets that they name (`${env:NAME}`, `${file:name}`); as they are where nobody reads any. */
  fill(settings: JsonObject): { readonly settings: JsonObject; readonly issues: readonly DefinitionIssue[] }
}

export type AdapterCatalogue = ReadonlyMap<string, CataloguedAdapter>

// Only remembers what is worked out from an adapter, so that ten thousand definitions do not work it out anew.
const catalogued = new WeakMap<Adapter, DescribedAdapter>()

function settingsSchema(adapter: Adapter): JsonObject {
  try {
    const schema: unknown = z.toJSONSchema(adapter.settings, { io: 'input', unrepresentable: 'any' })
    if (isJsonObject(schema)) return schema
  } catch {
    // A schema that cannot be described cannot say what is secret.
  }
  return { secret: true }
}

function describe(adapter: Adapter): DescribedAdapter {
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
export function adapterCatalogue(adapters: readonly Adapter[], readSecret?: ReadSecret): AdapterCatalogue {
  const catalogue = new Map<string, CataloguedAdapter>()
  for (const adapter of adapters) {
    const described = describe(adapter)
    const fill: CataloguedAdapter['fill'] = (settings) =>
      readSecret === undefined ? { settings, issues: [] } : fillSecrets(settings, described.schema, readSecret)
    catalogue.set(adapter.name, { ...described, fill })
  }
  return catalogue
}
