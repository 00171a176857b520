/** `@gateway/core/a2a-sdk`: the two bridges to the official SDK, `@a2a-js/sdk`, which its user brings along. */
export type { RequestHandlerOptions } from './a2a-sdk/request-handler.ts'
export { requestHandlerOf } from './a2a-sdk/request-handler.ts'
export type { TransportAgentOptions } from './a2a-sdk/transport-agent.ts'
export { agentOfTransport } from './a2a-sdk/transport-agent.ts'
