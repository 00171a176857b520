export { bedrockAgentCoreAdapter, createBedrockAgentCoreAdapter } from './agentcore-adapter.ts'
export type { BedrockAgentCoreSettings } from './settings.ts'
export { bedrockAgentCoreSettings } from './settings.ts'
