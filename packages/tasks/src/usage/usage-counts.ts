import type { JsonObject, JsonValue, Usage } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

type Names = readonly string[]

/** What counts are called, most usual first. One name of each row is read. */
const INPUT: Names = [
  'input_tokens',
  'inputTokens',
  'prompt_tokens',
  'promptTokens',
  'promptTokenCount',
  'prompt_token_count',
  'inputTokenCount',
  'input_token_count',
  'total_input_tokens',
]
const OUTPUT: Names = [
  'output_tokens',
  'outputTokens',
  'completion_tokens',
  'completionTokens',
  'candidatesTokenCount',
  'candidates_token_count',
  'responseTokenCount',
  'outputTokenCount',
  'output_token_count',
  'total_output_tokens',
]
const TOTAL: Names = ['total_tokens', 'totalTokens', 'totalTokenCount', 'total_token_count']
const COST: Names = ['cost', 'total_cost', 'totalCost', 'cost_usd', 'total_cost_usd']
const MODEL: Names = ['model', 'modelVersion', 'model_version', 'model_name', 'modelId', 'model_id']
/** Counted beside the input: Anthropic's words for what its prompt cache held. */
const CACHED: Names = ['cache_read_input_tokens', 'cache_creation_input_tokens']
/** Counted beside the output: Gemini's word for what it thought. */
const THOUGHTS: Names = ['thoughtsTokenCount', 'thoughts_token_count']

const MOST = Number.MAX_SAFE_INTEGER

/** What counts tokens, in the words of any of the usual vendors and frameworks, as a usage; `undefined` where it counts none. */
export function usageOfCounts(counts: JsonValue | undefined, beside: JsonObject = {}): Usage | undefined {
  if (!isJsonObject(counts)) return undefined
  const [input, output, totalTokens, cost] = [INPUT, OUTPUT, TOTAL, COST].map((names) => first(counts, names))
  if (input === undefined && output === undefined && totalTokens === undefined) return undefined
  const inputTokens = input === undefined ? undefined : input + all(counts, CACHED)
  const outputTokens = output === undefined ? undefined : output + all(counts, THOUGHTS)
  const model = text(counts, MODEL) ?? text(beside, MODEL)
  return {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
    ...(totalTokens === undefined ? {} : { totalTokens }),
    ...(model === undefined ? {} : { model }),
    // Frameworks fill in 0 where they know no price.
    ...(cost ? { cost } : {}),
  }
}

function first(counts: JsonObject, names: Names): number | undefined {
  for (const name of names) {
    const count = number(counts[name])
    if (count !== undefined) return count
  }
  return undefined
}

const all = (counts: JsonObject, names: Names) => names.reduce((sum, name) => sum + (number(counts[name]) ?? 0), 0)

/** A count that can be one. The newer AI SDK writes `{ total: … }`. */
function number(value: JsonValue | undefined): number | undefined {
  const count = isJsonObject(value) ? value.total : value
  return typeof count === 'number' && count >= 0 && count <= MOST ? count : undefined
}

function text(counts: JsonObject, names: Names): string | undefined {
  for (const name of names) {
    const value = counts[name]
    if (typeof value === 'string' && value !== '' && value.length <= 256) return value
  }
  return undefined
}
