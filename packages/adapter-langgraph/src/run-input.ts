import { gatewayError, type JsonObject, type JsonValue, type Part, type Turn } from '@gateway/core'
import { contentOf } from './content-blocks.ts'
import type { LangGraphSettings } from './settings.ts'

/** What a message is to the graph: its input, as the settings say. Throws where the graph cannot take a part. */
export function inputOf(parts: readonly Part[], { input = {} }: LangGraphSettings): JsonObject {
  const { key = 'messages', as = 'messages', data = 'text' } = input
  const merged = data === 'merge' ? mergedData(parts, key) : {}
  const said = data === 'merge' ? parts.filter((part) => part.data === undefined) : parts
  if (said.length === 0) return merged
  return { ...merged, [key]: as === 'text' ? textOf(parts, said) : [{ role: 'user', content: contentOf(said) }] }
}

function mergedData(parts: readonly Part[], key: string): JsonObject {
  const members: Record<string, JsonValue> = {}
  for (const [index, { data }] of parts.entries()) {
    if (data === undefined) continue
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
      throw wrongPart(index, 'data', 'this agent takes data as an object: the members of its input.')
    }
    if (Object.hasOwn(data, key)) {
      throw wrongPart(index, 'data', `the member ${key} is where the text of the message goes. Send it as a text part.`)
    }
    Object.assign(members, data)
  }
  return members
}

function textOf(parts: readonly Part[], said: readonly Part[]): string {
  const texts = said.map((part) => {
    if (part.text !== undefined) return part.text
    if (part.data !== undefined) return JSON.stringify(part.data)
    throw wrongPart(
      parts.indexOf(part),
      part.url === undefined ? 'raw' : 'url',
      'this agent takes text and data, no files.',
    )
  })
  return texts.join('\n')
}

function wrongPart(index: number, member: string, why: string) {
  const field = `message.parts[${index}].${member}`
  return gatewayError('CONTENT_TYPE_NOT_SUPPORTED', `${field}: ${why}`, { field })
}

/** `config` of a run: what the operator set, and what of the caller's metadata he lets through. */
export function configOf(turn: Turn, settings: LangGraphSettings): JsonObject {
  const { configurable, configurableFromMetadata = [], recursionLimit } = settings
  const metadata = { ...turn.metadata, ...turn.message.metadata }
  const passed = configurableFromMetadata.flatMap((key) => {
    const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined
    return value === undefined ? [] : [[key, value] as const]
  })
  const members: JsonObject = { ...Object.fromEntries(passed), ...configurable }
  return {
    ...(Object.keys(members).length === 0 ? {} : { configurable: members }),
    ...(recursionLimit === undefined ? {} : { recursion_limit: recursionLimit }),
  }
}
