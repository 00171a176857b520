import type { JsonValue, Usage } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

/** The names under which frameworks count tokens: Bedrock and Strands, Anthropic and LangChain, OpenAI. */
const NAMES = {
  inputTokens: ['inputTokens', 'input_tokens', 'prompt_tokens'],
  outputTokens: ['outputTokens', 'output_tokens', 'completion_tokens'],
  totalTokens: ['totalTokens', 'total_tokens'],
} as const

/** What counts tokens, as a usage; `undefined` where it counts none. */
export function usageOf(counts: JsonValue | undefined): Usage | undefined {
  if (!isJsonObject(counts)) return undefined
  const read = (member: keyof typeof NAMES) => {
    const found = NAMES[member].map((name) => counts[name]).find(isCount)
    return found === undefined ? {} : { [member]: found }
  }
  const usage: Usage = { ...read('inputTokens'), ...read('outputTokens'), ...read('totalTokens') }
  return Object.keys(usage).length === 0 ? undefined : usage
}

/** The usage that an answer tells of beside or within its result. */
export function usageIn(answer: JsonValue | undefined): Usage | undefined {
  if (!isJsonObject(answer)) return undefined
  const { usage, usage_metadata, metadata, result, response, message } = answer
  const own =
    usageOf(usage) ?? usageOf(usage_metadata) ?? (isJsonObject(metadata) ? usageOf(metadata.usage) : undefined)
  return own ?? [result, response, message].map(usageIn).find((found) => found !== undefined)
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
