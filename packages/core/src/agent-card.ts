import type { JsonObject } from './json.ts'

export interface AgentInterface {
  readonly url: string
  /** `JSONRPC`, `HTTP+JSON`, `GRPC` or a URI. */
  readonly protocolBinding: string
  readonly protocolVersion: string
  readonly tenant?: string
}

export interface AgentExtension {
  readonly uri: string
  readonly description?: string
  readonly required?: boolean
  readonly params?: JsonObject
}

export interface AgentCapabilities {
  readonly streaming?: boolean
  readonly pushNotifications?: boolean
  readonly extendedAgentCard?: boolean
  readonly extensions?: readonly AgentExtension[]
}

export interface AgentSkill {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly examples?: readonly string[]
  readonly inputModes?: readonly string[]
  readonly outputModes?: readonly string[]
}

export interface AgentProvider {
  readonly organization: string
  readonly url: string
}

/** A2A 1.0 agent card as ProtoJSON. `supportedInterfaces` stand in order of preference. */
export interface AgentCard {
  readonly name: string
  readonly description: string
  readonly version: string
  readonly supportedInterfaces: readonly AgentInterface[]
  readonly capabilities: AgentCapabilities
  readonly defaultInputModes: readonly string[]
  readonly defaultOutputModes: readonly string[]
  readonly skills: readonly AgentSkill[]
  readonly provider?: AgentProvider
  readonly documentationUrl?: string
  readonly iconUrl?: string
  /** `{ name: { httpAuthSecurityScheme | apiKeySecurityScheme | …: {…} } }` */
  readonly securitySchemes?: JsonObject
  /** `[{ schemes: { name: { list: [scope] } } }]` */
  readonly securityRequirements?: readonly JsonObject[]
  readonly signatures?: readonly JsonObject[]
}
