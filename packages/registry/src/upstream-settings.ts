import type { JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import type { CataloguedAdapter } from './adapter-catalogue.ts'

/** Settings with those limits that the adapter takes, of the agent and then the upstream; one in the settings themselves goes first. */
export function settingsForAdapter(
  settings: JsonObject,
  limits: readonly unknown[],
  { limits: taken }: CataloguedAdapter,
): JsonObject {
  const given: JsonObject = Object.fromEntries(
    limits.filter(isJsonObject).flatMap((each) => Object.entries(each).filter(([name]) => taken.includes(name))),
  )
  if (Object.keys(given).length === 0) return settings
  const own = settings.limits
  if (own !== undefined && !isJsonObject(own)) return settings
  return { ...settings, limits: { ...given, ...own } }
}

/** The host names of every address in the settings, in lower case: what must not stand in a card that is served. */
export function upstreamHosts(settings: readonly JsonValue[]): ReadonlySet<string> {
  const hosts = new Set<string>()
  const collect = (value: JsonValue): void => {
    if (typeof value === 'string') {
      const host = hostOf(value)
      if (host !== undefined) hosts.add(host)
    } else if (value !== null && typeof value === 'object') {
      for (const inner of Object.values(value)) collect(inner)
    }
  }
  for (const value of settings) collect(value)
  return hosts
}

/** The host name of an http or https address, `undefined` for anything else. */
export function hostOf(address: string): string | undefined {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined
  return new URL(address).hostname.toLowerCase()
}
