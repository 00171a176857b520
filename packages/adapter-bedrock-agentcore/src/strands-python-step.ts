import type { JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { type AgentStep, NOTHING, type StepReader, textStep } from './agent-step.ts'
import { messageText } from './message-text.ts'
import { usageOf } from './told-usage.ts'

/** Members of the events by which Strands tells how far it is, without content for a reader. */
const LIFECYCLE = [
  'init_event_loop',
  'start_event_loop',
  'start',
  'complete',
  'force_stop',
  'event_loop_throttled_delay',
  'current_tool_use',
  'tool_stream_event',
  'reasoning',
  'reasoningText',
  'reasoning_signature',
]

/** Events of `stream_async` of Strands for Python (1.62), and of Bedrock's ConverseStream within them. */
export const strandsPythonStep: StepReader = (event) => {
  if (isJsonObject(event.event)) return converseStep(event.event)
  if (isJsonObject(event.message) && typeof event.message.role === 'string') {
    return event.message.role === 'assistant' ? messageStep(event.message) : NOTHING
  }
  if (LIFECYCLE.some((name) => name in event)) return NOTHING
  // The callback's event beside the model's own: the same piece.
  if (typeof event.data === 'string' && (event.delta === undefined || isJsonObject(event.delta))) {
    return event.data === '' ? NOTHING : { type: 'text', text: event.data, again: true }
  }
  return undefined
}

function converseStep(event: JsonObject): AgentStep {
  if ('messageStart' in event) return { type: 'message-start' }
  if ('messageStop' in event) return { type: 'message-stop' }
  if ('contentBlockDelta' in event) return textStep(member(member(event.contentBlockDelta, 'delta'), 'text'))
  const usage = usageOf(member(event.metadata, 'usage'))
  return usage === undefined ? NOTHING : { type: 'usage', usage }
}

export function messageStep(message: JsonValue | undefined): AgentStep {
  const text = messageText(message)
  return text === undefined ? NOTHING : { type: 'message', text }
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) ? value[name] : undefined
}
