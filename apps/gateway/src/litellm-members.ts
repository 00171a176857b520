import { isJsonObject } from '@gateway/core'
import { type Document, isMap, isScalar, type Pair } from 'yaml'
import { StartupError } from './startup-error.ts'

/** What a `config.yaml` of LiteLLM has beside agents: of models, tools, caches and its own database. */
const MEMBERS: ReadonlySet<unknown> = new Set([
  'model_list',
  'litellm_settings',
  'general_settings',
  'router_settings',
  'environment_variables',
  'guardrails',
  'policies',
  'policy_attachments',
  'prompts',
  'mcp_servers',
  'mcp_aliases',
  'mcp_tools',
  'vector_store_registry',
  'search_tools',
  'callback_settings',
  'credential_list',
  'assistant_settings',
  'files_settings',
  'finetune_settings',
  'include',
])

/** The older name of `agents`. */
const AGENT_LIST = 'agent_list'

/** What was found of LiteLLM in a configuration file, beside its agents. */
export interface LitellmMembers {
  /** Members that are passed over. */
  readonly passedOver: readonly string[]
  /** `general_settings.master_key`: the admin key, where GATEWAY_MASTER_KEY is not set. */
  readonly masterKey?: string
}

/** Whether a member of the file itself is one that is passed over: the environment is not read for it. */
export const isLitellmMember = ({ key }: Pair, depth: number): boolean =>
  depth === 2 && isScalar(key) && MEMBERS.has(key.value)

/** Calls `agent_list` by its name of today. Throws where there are both. */
export function renameAgentList({ contents }: Document): void {
  if (!isMap(contents) || !contents.has(AGENT_LIST)) return
  if (contents.has('agents')) {
    throw new StartupError('agents and agent_list are the same: put all of them under agents.')
  }
  for (const { key } of contents.items) if (isScalar(key) && key.value === AGENT_LIST) key.value = 'agents'
}

/** The file without what is LiteLLM's alone, and what that was. */
export function withoutLitellmMembers(
  json: unknown,
  variables: Readonly<Record<string, string | undefined>>,
): { readonly json: unknown; readonly litellm?: LitellmMembers } {
  if (!isJsonObject(json)) return { json }
  const passedOver = Object.keys(json).filter((name) => MEMBERS.has(name))
  if (passedOver.length === 0) return { json }
  const rest = Object.fromEntries(Object.entries(json).filter(([name]) => !MEMBERS.has(name)))
  const masterKey = masterKeyOf(json.general_settings, variables)
  return { json: rest, litellm: { passedOver, ...(masterKey === undefined ? {} : { masterKey }) } }
}

/** LiteLLM takes a variable that is not set as no key. */
function masterKeyOf(settings: unknown, variables: Readonly<Record<string, string | undefined>>): string | undefined {
  const written = isJsonObject(settings) ? settings.master_key : undefined
  if (typeof written !== 'string' || written === '') return undefined
  const variable = /^os\.environ\/(\w+)$/.exec(written)?.[1]
  return variable === undefined ? written : variables[variable] || undefined
}
