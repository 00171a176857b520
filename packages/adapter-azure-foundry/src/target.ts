import { type GuardedUrl, guardUrl } from '@gateway/adapter-kit'
import type { AzureFoundrySettings } from './settings.ts'

/** Where an agent is called. */
export interface Target {
  /** What paths are put behind, with no slash at its end. */
  readonly base: string
  readonly url: GuardedUrl
  /** Each response goes on from the one before it: hosted agents know no conversations. */
  readonly isHosted: boolean
  /** The agent in its project; `undefined` for a server outside of Foundry, which is its agent. */
  readonly agent?: AgentInProject
}

export interface AgentInProject {
  readonly name: string
  /** Default: the newest. */
  readonly version?: string
}

/** What settings name. The schema has seen to it that there is either `responsesUrl`, or `url` and `agent`. */
export function targetOf({ url, responsesUrl, agent = '', version, hosted }: AzureFoundrySettings): Target {
  const guarded = guardUrl(responsesUrl ?? url ?? '', { field: responsesUrl === undefined ? 'url' : 'responsesUrl' })
  const base = guarded.href.replace(/\/+$/, '')
  if (responsesUrl !== undefined) return { base, url: guarded, isHosted: true }
  const named = { name: agent, ...(version === undefined ? {} : { version }) }
  return { base, url: guarded, isHosted: hosted === true, agent: named }
}
