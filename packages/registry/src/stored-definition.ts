import { isGatewayError, isJsonObject } from '@gateway/core'
import { z } from 'zod'
import type { AdapterCatalogue } from './adapter-catalogue.ts'
import { type AgentDefinitionInput, agentDefinition } from './agent-definition.ts'
import type { Cipher } from './cipher.ts'
import { parseDefinition } from './parse-agent-definition.ts'

/** The definition as it is stored: JSON, the settings of every upstream encrypted as one text. */
export function encodeStoredDefinition(definition: AgentDefinitionInput, cipher: Cipher): string {
  return JSON.stringify({
    ...definition,
    upstreams: definition.upstreams.map((upstream) => ({
      ...upstream,
      settings: cipher.encrypt(JSON.stringify(upstream.settings)),
    })),
  })
}

/** A definition that was read back; with a `problem` it cannot be called, and its settings may be missing. */
export interface ReadDefinition {
  readonly definition: AgentDefinitionInput
  readonly problem?: string
  /** Whether the settings in `definition` are the stored ones. */
  readonly settingsKnown: boolean
}

const storedUpstream = z.looseObject({ name: z.string(), adapter: z.string(), settings: z.string() })
const envelope = z.looseObject({ upstreams: z.array(storedUpstream) })
const descriptive = agentDefinition.omit({ name: true, upstreams: true })

/** Reads what `encodeStoredDefinition` wrote. Never throws: an agent that cannot be read stays listed, and says why it cannot be called. */
export function decodeStoredDefinition(
  name: string,
  text: string,
  cipher: Cipher,
  catalogue: AdapterCatalogue,
): ReadDefinition {
  const stored = envelope.safeParse(parseJson(text))
  if (!stored.success) {
    return unreadable(name, {}, [], 'Its stored definition cannot be read; register it again.')
  }
  const { upstreams: sealed, ...rest } = stored.data
  const upstreams = sealed.map((upstream) => ({ ...upstream, settings: decrypted(upstream.settings, cipher) }))
  if (upstreams.some(({ settings }) => settings === undefined)) {
    const emptied = sealed.map(({ name: upstream, adapter }) => ({ name: upstream, adapter, settings: {} }))
    const problem =
      'Its stored settings cannot be decrypted: the encryption key is not the one they were stored with. Start with that key, or give its upstreams again.'
    return unreadable(name, rest, emptied, problem)
  }
  const definition = {
    ...rest,
    name,
    upstreams: upstreams.map(({ settings = {}, ...known }) => ({ ...known, settings })),
  }
  try {
    return { definition: parseDefinition(definition, catalogue), settingsKnown: true }
  } catch (error) {
    const problem = `Its stored definition is no longer valid. ${isGatewayError(error) ? error.message : ''}`.trim()
    const known = definition.upstreams.map(({ name: upstream, adapter, settings }) => ({
      name: upstream,
      adapter,
      settings,
    }))
    return { ...unreadable(name, rest, known, problem), settingsKnown: true }
  }
}

function unreadable(
  name: string,
  rest: object,
  upstreams: AgentDefinitionInput['upstreams'],
  problem: string,
): ReadDefinition {
  const { name: _name, ...members } = { name, ...rest }
  const known = descriptive.safeParse(members)
  const readable = known.success ? known.data : descriptive.parse({})
  return { definition: { ...readable, name, upstreams }, problem, settingsKnown: false }
}

function decrypted(text: string, cipher: Cipher): AgentDefinitionInput['upstreams'][number]['settings'] | undefined {
  try {
    const settings: unknown = JSON.parse(cipher.decrypt(text))
    return isJsonObject(settings) ? settings : undefined
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
