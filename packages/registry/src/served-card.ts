import type { AgentCard, AgentExtension, AgentProvider, AgentSkill, AgentTraits, JsonObject } from '@gateway/core'
import { type DeclaredIssuer, servedSecurity } from './card-security.ts'
import { DEFAULT_MODES, genericSkill, plainDescription, UNKNOWN_VERSION } from './minimal-card.ts'
import type { RegisteredAgent } from './registered-agent.ts'
import { hostOf, upstreamHosts } from './upstream-settings.ts'

export interface ServedCardOptions {
  /** Absolute address at which callers reach the agent: the public base, `/a2a/` and the agent as they address it. */
  readonly url: string
  /** What the completed agent can do; without it, it streams, and pushes if its card says so. */
  readonly traits?: Pick<AgentTraits, 'streaming' | 'push'>
  /** Whose tokens the gateway takes in the place of its keys. Default: nobody's. */
  readonly tokenIssuers?: readonly DeclaredIssuer[] | undefined
}

export interface RewriteCardOptions extends ServedCardOptions {
  /** Stands in where the card has no name of its own. */
  readonly name: string
  /** Stands in where the card has no description of its own. */
  readonly description?: string
  /** Host names that must not be told to callers, in lower case. Those of the card's own interfaces are added. */
  readonly hiddenHosts: ReadonlySet<string>
}

/** The card that callers get of a registered agent. */
export function servedCard(registered: RegisteredAgent, options: ServedCardOptions): AgentCard {
  return rewriteCard(registered.card, { ...options, ...rewriteOptionsOf(registered) })
}

/** What `rewriteCard` needs to know of the agent; for an extended card that came from its upstream. */
export function rewriteOptionsOf(
  registered: Pick<RegisteredAgent, 'name' | 'definition'>,
): Pick<RewriteCardOptions, 'name' | 'description' | 'hiddenHosts'> {
  const { description, upstreams } = registered.definition
  return {
    name: registered.name,
    ...(description === undefined ? {} : { description }),
    hiddenHosts: upstreamHosts(upstreams.map(({ settings }) => settings)),
  }
}

/**
 * Makes an upstream's card, public or extended, the gateway's own: what describes the agent is kept (known members
 * only), what carries its address, its security or its signatures is dropped, addresses and security are the gateway's,
 * and every required member is filled in.
 *
 * Text that an author wrote (descriptions, examples) is served as it is. Extensions keep their URI, which names them;
 * their parameters go when they hold an address of the agent.
 */
export function rewriteCard(card: AgentCard, options: RewriteCardOptions): AgentCard {
  const hidden = new Set([...options.hiddenHosts, ...card.supportedInterfaces.flatMap(({ url }) => hostOf(url) ?? [])])
  const shown = (address: string | undefined): address is string => {
    const host = address === undefined ? undefined : hostOf(address)
    return host !== undefined && !hidden.has(host)
  }
  const name = card.name || options.name
  const description = card.description || options.description || plainDescription(name)
  const skills = card.skills.map(servedSkill)
  return {
    name,
    description,
    version: card.version || UNKNOWN_VERSION,
    // 1.0 first: a client of 1.0 that does not look at versions takes the first, one of 0.3 looks for its own.
    supportedInterfaces: [
      { url: options.url, protocolBinding: 'JSONRPC', protocolVersion: '1.0' },
      { url: options.url, protocolBinding: 'JSONRPC', protocolVersion: '0.3' },
    ],
    capabilities: servedCapabilities(card, options, hidden),
    defaultInputModes: card.defaultInputModes.length > 0 ? card.defaultInputModes : DEFAULT_MODES,
    defaultOutputModes: card.defaultOutputModes.length > 0 ? card.defaultOutputModes : DEFAULT_MODES,
    skills: skills.length > 0 ? skills : [genericSkill(name, description)],
    ...servedProvider(card.provider, shown),
    ...(shown(card.documentationUrl) ? { documentationUrl: card.documentationUrl } : {}),
    ...(shown(card.iconUrl) ? { iconUrl: card.iconUrl } : {}),
    ...servedSecurity(options.tokenIssuers),
  }
}

function servedCapabilities(
  { capabilities }: AgentCard,
  { traits }: ServedCardOptions,
  hidden: ReadonlySet<string>,
): AgentCard['capabilities'] {
  const { extensions = [], extendedAgentCard } = capabilities
  return {
    streaming: traits?.streaming ?? true,
    pushNotifications: capabilities.pushNotifications === true && (traits?.push ?? true),
    ...(extendedAgentCard === undefined ? {} : { extendedAgentCard }),
    ...(extensions.length === 0
      ? {}
      : { extensions: extensions.map((extension) => servedExtension(extension, hidden)) }),
  }
}

function servedExtension(
  { uri, description, required, params }: AgentExtension,
  hidden: ReadonlySet<string>,
): AgentExtension {
  return {
    uri,
    ...(description === undefined ? {} : { description }),
    ...(required === undefined ? {} : { required }),
    ...(params === undefined || namesHost(params, hidden) ? {} : { params }),
  }
}

/** The whole provider goes with its address: both of its members are required. */
function servedProvider(
  provider: AgentProvider | undefined,
  shown: (address: string | undefined) => boolean,
): Pick<AgentCard, 'provider'> {
  if (provider === undefined || !shown(provider.url)) return {}
  return { provider: { organization: provider.organization, url: provider.url } }
}

function namesHost(params: JsonObject, hidden: ReadonlySet<string>): boolean {
  const text = JSON.stringify(params).toLowerCase()
  return [...hidden].some((host) => text.includes(host))
}

function servedSkill({ id, name, description, tags, examples, inputModes, outputModes }: AgentSkill): AgentSkill {
  return {
    id: id || name,
    name: name || id,
    description: description || name || id,
    tags,
    ...(examples === undefined ? {} : { examples }),
    ...(inputModes === undefined ? {} : { inputModes }),
    ...(outputModes === undefined ? {} : { outputModes }),
  }
}
