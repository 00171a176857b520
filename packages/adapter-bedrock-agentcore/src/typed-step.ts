import { isJsonObject } from '@gateway/core'
import { NOTHING, type StepReader, textStep } from './agent-step.ts'
import { usageIn } from './told-usage.ts'

/** Events that say what they are by `type`: OpenAI's Responses, the AI SDK's streams, Anthropic's. */
export const typedStep: StepReader = (event) => {
  const { type, delta } = event
  if (typeof type !== 'string') return undefined
  if (type === 'error' || type === 'response.failed') return { type: 'failure' }
  if (/^(response\.output_text\.delta|text-delta)$/.test(type)) return textStep(delta ?? event.text)
  if (type === 'content_block_delta') return isJsonObject(delta) ? textStep(delta.text) : NOTHING
  const usage = usageIn(event)
  if (usage !== undefined && /^(response\.completed|finish)$/.test(type)) return { type: 'usage', usage }
  // The rest of these streams: steps, reasoning, tools, and whole texts that have been streamed already.
  return /^(response\.|(text|reasoning|tool|message|content_block)[-_]|(start|finish|abort|raw|ping)(-step)?$)/.test(
    type,
  )
    ? NOTHING
    : undefined
}
