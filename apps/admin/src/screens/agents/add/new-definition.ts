import { isObject } from '../../../components/schema-form/json.ts'

/** The first upstream of what is being written. */
export function firstUpstream(definition: Readonly<Record<string, unknown>>): {
  readonly adapter: string
  readonly settings: unknown
} {
  const first: unknown = Array.isArray(definition.upstreams) ? definition.upstreams[0] : undefined
  const { adapter, settings } = isObject(first) ? first : {}
  return { adapter: typeof adapter === 'string' ? adapter : 'a2a', settings: settings ?? {} }
}

/** The definition with another adapter or other settings of its first upstream. */
export function withFirstUpstream(
  definition: Readonly<Record<string, unknown>>,
  change: { readonly adapter?: string; readonly settings?: unknown },
): Readonly<Record<string, unknown>> {
  const [first, ...others]: readonly unknown[] = Array.isArray(definition.upstreams) ? definition.upstreams : []
  const before = { ...firstUpstream(definition), ...(isObject(first) ? first : {}) }
  return { ...definition, upstreams: [{ ...before, ...change, settings: change.settings ?? {} }, ...others] }
}
