import { agentFromRunner, createConnectionPools } from '@gateway/adapter-kit'
import type { Adapter } from '@gateway/core'
import { foundryRunner } from './foundry-runner.ts'
import { type AzureFoundrySettings, azureFoundrySettings } from './settings.ts'

/**
 * Agents of Azure AI Foundry's Agent Service: prompt agents, workflows and hosted agents. The SDK is loaded by the first
 * call. All agents of one adapter share their connections.
 */
export function createAzureFoundryAdapter(): Adapter<AzureFoundrySettings> {
  const pools = createConnectionPools()
  return {
    name: 'azure-foundry',
    title: 'Azure AI Foundry',
    description: "An agent of Azure AI Foundry's Agent Service: a prompt agent, a workflow or a hosted agent.",
    settings: azureFoundrySettings,
    connect: (settings, host) => agentFromRunner(foundryRunner(settings, pools(host?.mayReach))),
  }
}

/** `createAzureFoundryAdapter()`, for the one place that needs it. */
export const azureFoundryAdapter: Adapter<AzureFoundrySettings> = createAzureFoundryAdapter()
