import { a2aAdapter } from '@gateway/adapter-a2a'
import { bedrockAgentCoreAdapter } from '@gateway/adapter-bedrock-agentcore'
import type { Adapter } from '@gateway/core'
import { helloAdapter } from './hello-agent.ts'

/** The kinds of agents this gateway can reach. */
export const adapters: readonly Adapter[] = [a2aAdapter, bedrockAgentCoreAdapter, helloAdapter]
