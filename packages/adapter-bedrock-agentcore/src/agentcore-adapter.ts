import { agentFromRunner } from '@gateway/adapter-kit'
import type { Adapter } from '@gateway/core'
import { agentCoreRunner } from './agentcore-runner.ts'
import { type BedrockAgentCoreSettings, bedrockAgentCoreSettings } from './settings.ts'

/**
 * Agents on runtimes of Amazon Bedrock AgentCore that speak HTTP or AG-UI. One that speaks A2A is an agent of the adapter
 * `a2a`. The AWS SDK is imported when the first agent is called.
 */
export function createBedrockAgentCoreAdapter(): Adapter<BedrockAgentCoreSettings> {
  return {
    name: 'bedrock-agentcore',
    title: 'Amazon Bedrock AgentCore',
    description: 'An agent on a runtime of Amazon Bedrock AgentCore.',
    settings: bedrockAgentCoreSettings,
    connect: (settings, host) => agentFromRunner(agentCoreRunner(settings, host?.mayReach)),
  }
}

/** `createBedrockAgentCoreAdapter()`, for the one place that needs it. */
export const bedrockAgentCoreAdapter: Adapter<BedrockAgentCoreSettings> = createBedrockAgentCoreAdapter()
