import type { JsonObject } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { type AgentStep, NOTHING, type StepReader, textStep } from './agent-step.ts'
import { messageStep } from './strands-python-step.ts'
import { usageOf } from './told-usage.ts'

/** Events of `stream` of Strands for TypeScript (1.5), wrapped in `modelStreamUpdateEvent` or bare. */
export const strandsTypeScriptStep: StepReader = ({ type, event, message, result, ...rest }) => {
  if (typeof type !== 'string' || !/^[a-z][A-Za-z]+(Event|Result|Block)$/.test(type)) return undefined
  if (type === 'modelStreamUpdateEvent') return isJsonObject(event) ? modelStep(event) : NOTHING
  if (type === 'modelMessageEvent') return messageStep(message)
  if (type === 'agentResultEvent') return isJsonObject(result) ? messageStep(result.lastMessage) : NOTHING
  return modelStep({ type, ...rest })
}

function modelStep({ type, delta, usage }: JsonObject): AgentStep {
  switch (type) {
    case 'modelMessageStartEvent':
      return { type: 'message-start' }
    case 'modelMessageStopEvent':
      return { type: 'message-stop' }
    case 'modelContentBlockDeltaEvent':
      return isJsonObject(delta) && delta.type === 'textDelta' ? textStep(delta.text) : NOTHING
    case 'modelMetadataEvent': {
      const told = usageOf(usage)
      return told === undefined ? NOTHING : { type: 'usage', usage: told }
    }
    default:
      return NOTHING
  }
}
