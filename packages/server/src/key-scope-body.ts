import type { KeyScope } from '@gateway/core'
import { z } from 'zod'

/** LiteLLM's kinds of keys. */
const TYPES = { default: [], llm_api: ['calls'], management: ['management'], read_only: ['reading'] } as const
const typeNames = z.enum(['default', 'llm_api', 'management', 'read_only'])

/** LiteLLM's names of groups of routes, as far as they are what a key can be narrowed to. */
const ROUTES = new Map<string, KeyScope>([
  ['llm_api_routes', 'calls'],
  ['management_routes', 'management'],
  ['info_routes', 'reading'],
  ['agent_routes', 'calls'],
  ['/a2a/*', 'calls'],
])

export const scopeFields = {
  key_type: typeNames
    .nullable()
    .optional()
    .describe('`llm_api`: it calls agents alone; `management`: it manages alone; `read_only`: it reads alone.'),
  allowed_routes: z
    .array(
      z.string().refine((name) => ROUTES.has(name), {
        error: `is nothing that a key is narrowed to; it is one of ${[...ROUTES.keys()].join(', ')}. Single agents, operations and skills: object_permission`,
      }),
    )
    .nullable()
    .optional(),
}

type Scoped = { readonly [Name in keyof typeof scopeFields]?: z.infer<(typeof scopeFields)[Name]> }

/** Refuses a kind of key and routes that say different things. */
export function sameScope({ key_type, allowed_routes }: Scoped, context: z.RefinementCtx): void {
  const [type, routes] = [typeScopes(key_type), routeScopes(allowed_routes)]
  if (type.length === 0 || routes.length === 0 || String(type) === String(routes)) return
  context.addIssue({ code: 'custom', path: ['allowed_routes'], message: 'says something else than key_type: send one' })
}

/** The change that a body asks for; `null`, `default` and no routes: for everything. */
export function scopesChange({ key_type, allowed_routes }: Scoped): { scopes?: readonly KeyScope[] } {
  if (key_type === undefined && allowed_routes === undefined) return {}
  const ofType = typeScopes(key_type)
  return { scopes: ofType.length > 0 ? ofType : routeScopes(allowed_routes) }
}

const typeScopes = (type: Scoped['key_type']): readonly KeyScope[] => TYPES[type ?? 'default']
const routeScopes = (routes: Scoped['allowed_routes']): readonly KeyScope[] => [
  ...new Set((routes ?? []).flatMap((name) => ROUTES.get(name) ?? [])),
]

/** The members of `scopesView`. */
export const scopesAnswer = {
  key_type: typeNames.nullable().describe('`null`: several, see `allowed_routes`.'),
  allowed_routes: z.array(z.string()).describe('None: it is for everything.'),
}

/** What a key is for, as answers show it. */
export function scopesView(scopes: readonly KeyScope[] = []) {
  const type = typeNames.options.find((name) => String(TYPES[name]) === String(scopes))
  const names = [...ROUTES.keys()]
  return {
    key_type: type ?? null,
    allowed_routes: scopes.flatMap((scope) => names.find((name) => ROUTES.get(name) === scope) ?? []),
  }
}
