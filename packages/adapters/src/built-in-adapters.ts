import type { A2ASettings } from '@gateway/adapter-a2a'
import type { AzureFoundrySettings } from '@gateway/adapter-azure-foundry'
import type { BedrockAgentCoreSettings } from '@gateway/adapter-bedrock-agentcore'
import type { LangGraphSettings } from '@gateway/adapter-langgraph'
import type { Adapter } from '@gateway/core'

/** The settings of each built-in adapter, by the name that stands under `adapter:`. */
export interface BuiltInAdapters {
  readonly a2a: A2ASettings
  readonly langgraph: LangGraphSettings
  readonly 'azure-foundry': AzureFoundrySettings
  readonly 'bedrock-agentcore': BedrockAgentCoreSettings
}

export type AdapterName = keyof BuiltInAdapters

/** Each package is imported when it is asked for, and its vendor's SDK when its first agent is called. */
const LOADERS: { readonly [Name in AdapterName]: () => Promise<Adapter<BuiltInAdapters[Name]>> } = {
  a2a: async () => (await import('@gateway/adapter-a2a')).a2aAdapter,
  langgraph: async () => (await import('@gateway/adapter-langgraph')).langGraphAdapter,
  'azure-foundry': async () => (await import('@gateway/adapter-azure-foundry')).azureFoundryAdapter,
  'bedrock-agentcore': async () => (await import('@gateway/adapter-bedrock-agentcore')).bedrockAgentCoreAdapter,
}

/** The names of the built-in adapters. */
export const ADAPTER_NAMES: readonly AdapterName[] = ['a2a', 'langgraph', 'azure-foundry', 'bedrock-agentcore']

/** One adapter. Imports its package and no other. */
export function loadAdapter<Name extends AdapterName>(name: Name): Promise<Adapter<BuiltInAdapters[Name]>> {
  return LOADERS[name]()
}

/** All of them, for a host that lets its users choose. No vendor's SDK is imported by that. */
export async function loadAdapters(): Promise<readonly Adapter[]> {
  return Promise.all(ADAPTER_NAMES.map((name): Promise<Adapter> => loadAdapter(name)))
}
