import type { JsonObject, JsonValue, Usage } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { usageOfCounts } from './usage-counts.ts'

/**
 * What a usage in metadata counts. `place`: all that was used for what the metadata stands on (a message, an artifact, the
 * task's turn); a later one replaces it. `call`: one call of a model, so that they add up. `task`: all turns of the task.
 */
export type UsageScope = 'place' | 'call' | 'task'

/** Where agents tell what they used, in the metadata of what they send. One that matches first stands. */
export const USAGE_PLACES: readonly { readonly path: readonly string[]; readonly scope: UsageScope }[] = [
  // kagent: on the last status update, the sum of the task.
  { path: ['kagent_usage_total'], scope: 'task' },
  // Google ADK and kagent: on the event of each call of the model, in Gemini's words.
  { path: ['adk_usage_metadata'], scope: 'call' },
  { path: ['kagent_usage_metadata'], scope: 'call' },
  // OpenAI's and Anthropic's word, and that of most who write an executor by hand (inference-gateway, Redpanda).
  { path: ['usage'], scope: 'place' },
  // LangChain and Gemini.
  { path: ['usage_metadata'], scope: 'place' },
  { path: ['usageMetadata'], scope: 'place' },
  // CrewAI, Solace Agent Mesh, LangChain's `response_metadata`.
  { path: ['token_usage'], scope: 'place' },
  { path: ['tokenUsage'], scope: 'place' },
  { path: ['response_metadata', 'token_usage'], scope: 'place' },
  { path: ['response_metadata', 'usage'], scope: 'place' },
  // Mastra.
  { path: ['execution', 'usage'], scope: 'place' },
  // opencode-a2a.
  { path: ['shared', 'usage'], scope: 'place' },
  // Counts that stand in the metadata itself.
  { path: [], scope: 'place' },
]

/** A piece of an answer of the model, whose usage the whole answer tells again. */
const PARTIAL = ['adk_partial', 'kagent_partial']

/** What metadata tells of usage; `undefined` where it tells nothing. */
export function usageInMetadata(
  metadata: JsonObject,
): { readonly usage: Usage; readonly scope: UsageScope } | undefined {
  for (const { path, scope } of USAGE_PLACES) {
    const usage = usageOfCounts(at(metadata, path), metadata)
    if (usage === undefined) continue
    if (scope === 'call' && PARTIAL.some((name) => metadata[name] === true)) return undefined
    return { usage, scope }
  }
  return undefined
}

function at(metadata: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = metadata
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined
  return value
}
