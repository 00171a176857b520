import type { Adapter, JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { type AdapterCatalogue, adapterCatalogue, type CataloguedAdapter } from './adapter-catalogue.ts'
import { type AgentDefinitionInput, agentDefinition } from './agent-definition.ts'
import { type DefinitionIssue, issuesError, issuesOf } from './definition-issue.ts'
import { keepStoredSecrets } from './secret-places.ts'
import type { UpstreamDefinition } from './upstream-definition.ts'
import { settingsForAdapter } from './upstream-settings.ts'

const DEFAULT_ADAPTER = 'a2a'

/** What is known of the place an issue is about: where `url` was written, and which settings came from the agent's limits. */
function written(
  path: readonly (string | number)[],
  index: number,
  upstream: JsonObject,
): readonly (string | number)[] {
  const [head, member] = path
  const settings = isJsonObject(upstream.settings) ? upstream.settings : {}
  if (head === 'url' && path.length === 1 && upstream.url !== undefined) return ['upstreams', index, 'url']
  if (head === 'limits' && typeof member === 'string') {
    const stands = (limits: JsonValue | undefined) => isJsonObject(limits) && Object.hasOwn(limits, member)
    if (!stands(settings.limits)) return stands(upstream.limits) ? ['upstreams', index, ...path] : path
  }
  return ['upstreams', index, 'settings', ...path]
}

function addressIssue(address: JsonValue | undefined): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined
  const { username, password } = new URL(address)
  return username === '' && password === ''
    ? undefined
    : 'must not carry a user name or password; give credentials in the settings of the upstream'
}

function upstreamIssues(
  upstream: JsonObject,
  index: number,
  limits: unknown,
  catalogue: AdapterCatalogue,
): DefinitionIssue[] {
  const name = upstream.adapter ?? DEFAULT_ADAPTER
  if (typeof name !== 'string') return []
  const found = catalogue.get(name)
  if (found === undefined) {
    const known = [...catalogue.keys()].sort().join(', ') || 'none'
    return [{ path: ['upstreams', index, 'adapter'], message: `"${name}" is not an adapter; known are: ${known}` }]
  }
  const own = isJsonObject(upstream.settings) ? upstream.settings : {}
  if (upstream.url !== undefined && own.url !== undefined && upstream.url !== own.url) {
    return [{ path: ['upstreams', index, 'url'], message: 'differs from settings.url; give the address once' }]
  }
  const settings = withUrl(own, upstream.url)
  const kept = keepStoredSecrets(settings, undefined, found.schema)
  const filled = found.fill(settings)
  const issues: DefinitionIssue[] = [
    ...kept.missing.map((path) => ({ path, message: 'has no stored value to keep; give the secret itself' })),
    ...filled.issues,
    ...issuesOf(found.adapter.settings, settingsForAdapter(filled.settings, [limits, upstream.limits], found)),
  ]
  const address = issues.some(({ path }) => path[0] === 'url') ? undefined : addressIssue(settings.url)
  if (address !== undefined) issues.push({ path: ['url'], message: address })
  return issues.map(({ path, message }) => ({ path: written(path, index, upstream), message }))
}

/** What is wrong among the upstreams: names that stand twice, and a mirror that is none of them. */
function listIssues(upstreams: readonly unknown[], routing: unknown): DefinitionIssue[] {
  const seen = new Set<string>()
  const issues = upstreams.flatMap((upstream, index): DefinitionIssue[] => {
    if (!isJsonObject(upstream) || typeof upstream.name !== 'string') return []
    if (!seen.has(upstream.name)) {
      seen.add(upstream.name)
      return []
    }
    return [{ path: ['upstreams', index, 'name'], message: 'is the name of another upstream; give each its own' }]
  })
  const mirror = isJsonObject(routing) && isJsonObject(routing.mirror) ? routing.mirror.upstream : undefined
  if (typeof mirror === 'string' && !seen.has(mirror)) {
    const message = 'is the name of none of the upstreams; give the one that is meant a name'
    issues.push({ path: ['routing', 'mirror', 'upstream'], message })
  }
  return issues
}

function withUrl(settings: JsonObject, url: JsonValue | undefined): JsonObject {
  return url === undefined ? settings : { ...settings, url }
}

function issuesIn(json: unknown, catalogue: AdapterCatalogue): readonly DefinitionIssue[] {
  const issues = issuesOf(agentDefinition, json)
  if (!isJsonObject(json) || !Array.isArray(json.upstreams)) return issues
  // Settings are checked also when something else is wrong, so that everything is told at once.
  const told = new Set(issues.map(({ path }) => JSON.stringify(path)))
  const limits = issues.some(({ path }) => path[0] === 'limits') ? undefined : json.limits
  const ofSettings = json.upstreams.flatMap((upstream: unknown, index) =>
    isJsonObject(upstream) ? upstreamIssues(upstream, index, limits, catalogue) : [],
  )
  const later = [...listIssues(json.upstreams, json.routing), ...ofSettings]
  return [...issues, ...later.filter(({ path }) => !told.has(JSON.stringify(path)))]
}

/** Everything that is wrong with a definition, with the place of each; empty when it can be registered. */
export function agentDefinitionIssues(json: unknown, adapters: readonly Adapter[]): readonly DefinitionIssue[] {
  return issuesIn(withoutUndefined(json), adapterCatalogue(adapters))
}

/**
 * Checks a definition and fills in names and defaults. Parsing its own result again gives the same.
 *
 * Throws one INVALID_PARAMS that tells every issue; its `field` is the first one's place, such as `upstreams[0].settings.url`.
 */
export function parseAgentDefinition(json: unknown, adapters: readonly Adapter[]): AgentDefinitionInput {
  return parseDefinition(json, adapterCatalogue(adapters))
}

/** `parseAgentDefinition` over a catalogue that is made already. */
export function parseDefinition(json: unknown, catalogue: AdapterCatalogue): AgentDefinitionInput {
  const value = withoutUndefined(json)
  const issues = issuesIn(value, catalogue)
  if (issues.length > 0) throw issuesError(issues)
  const { upstreams, ...rest } = agentDefinition.parse(value)
  const given = new Set(upstreams.flatMap(({ name }) => name ?? []))
  const named = upstreams.map(
    ({ name, url, settings = {}, ...upstream }, index): UpstreamDefinition => ({
      name: name ?? nameOf(index, given),
      ...upstream,
      settings: withUrl(settings, url),
    }),
  )
  return { ...rest, upstreams: named }
}

/** `upstream-1` for the first, unless another is called so. */
function nameOf(index: number, taken: Set<string>): string {
  let number = index + 1
  while (taken.has(`upstream-${number}`)) number += 1
  const name = `upstream-${number}`
  taken.add(name)
  return name
}

/** What the adapter's `connect` is given. Throws INVALID_PARAMS when its schema refuses the settings. */
export function connectSettings(upstream: UpstreamDefinition, limits: unknown, found: CataloguedAdapter): unknown {
  const filled = found.fill(upstream.settings)
  if (filled.issues.length > 0) throw issuesError(filled.issues)
  const settings = settingsForAdapter(filled.settings, [limits, upstream.limits], found)
  const result = found.adapter.settings.safeParse(settings)
  if (result.success) return result.data
  const issues = issuesOf(found.adapter.settings, settings, ['upstreams', 0, 'settings'])
  throw issuesError(issues)
}

/** Deeper than any settings are; keeps hostile input from exhausting the stack. */
const MAX_DEPTH = 64

/** A member that is there and undefined means the same as an absent one, as in JSON. */
function withoutUndefined(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw issuesError([{ path: [], message: `is nested deeper than ${MAX_DEPTH} levels` }])
  if (Array.isArray(value)) return value.map((inner) => withoutUndefined(inner, depth + 1))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === undefined ? [] : [[name, withoutUndefined(inner, depth + 1)]],
    ),
  )
}
