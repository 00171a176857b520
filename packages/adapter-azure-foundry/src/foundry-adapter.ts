import { agentFromRunner, createConnectionPool } from '@gateway/adapter-kit'
import type { Adapter } from '@gateway/core'
import { foundryRunner } from './foundry-runner.ts'
import { type AzureFoundrySettings, azureFoundrySettings } from './settings.ts'

/**
 * Agents of Azure AI Foundry (Microsoft Foundry Agent Service): prompt agents and hosted agents, over the Responses API.
 * The SDKs are imported when the first agent is called. All agents of one adapter share their connections.
 */
export function createAzureFoundryAdapter(): Adapter<AzureFoundrySettings> {
  const pool = createConnectionPool()
  return {
    name: 'azure-foundry',
    title: 'Azure AI Foundry',
    description: 'A prompt agent or a hosted agent of an Azure AI Foundry project.',
    settings: azureFoundrySettings,
    connect: (settings) => agentFromRunner(foundryRunner(settings, pool)),
  }
}

/** `createAzureFoundryAdapter()`, for the one place that needs it. */
export const azureFoundryAdapter: Adapter<AzureFoundrySettings> = createAzureFoundryAdapter()
