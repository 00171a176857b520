import type { JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

/** The text of a message in Bedrock's form: that of its blocks, without thoughts and tools. */
export function messageText(message: JsonValue | undefined): string | undefined {
  if (!isJsonObject(message)) return undefined
  const { content } = message
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return undefined
  const texts = content.map((block) => (isJsonObject(block) && typeof block.text === 'string' ? block.text : ''))
  return texts.join('')
}
