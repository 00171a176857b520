import { gatewayError, type KeyScope } from '@gateway/core'

/** What LiteLLM's names of groups of routes say of agents and of managing. */
const SCOPES = new Map<string, KeyScope>([
  ['agent_routes', 'calls'],
  ['agent_inference_routes', 'calls'],
  ['llm_api_routes', 'calls'],
  ['llm_api_routes_without_mcp', 'calls'],
  ['/a2a/*', 'calls'],
  ['management_routes', 'management'],
  ['info_routes', 'reading'],
])

/**
 * What a key of LiteLLM is for, by its `allowed_routes`; nothing where it is for everything. Single routes are left out,
 * which takes something away. Throws INVALID_PARAMS where nothing is left that there is here.
 */
export function importedScopes(routes: readonly string[] | null | undefined): {
  readonly scopes?: readonly KeyScope[]
  readonly notes: readonly string[]
} {
  if (routes === null || routes === undefined || routes.length === 0) return { notes: [] }
  const scopes = [...new Set(routes.flatMap((route) => SCOPES.get(route) ?? []))]
  if (scopes.length === 0) {
    throw gatewayError('INVALID_PARAMS', 'allowed_routes: the key may neither call agents nor manage anything here.', {
      field: 'allowed_routes',
    })
  }
  const others = routes.filter((route) => !SCOPES.has(route))
  return {
    scopes,
    notes: others.length === 0 ? [] : [`Of its allowed_routes these are left out: ${others.join(', ')}.`],
  }
}
