import { gatewayError } from '@gateway/core'

/** The agent reported an error of its own, whose words stay with its operator. */
export const agentFailed = () =>
  gatewayError('AGENT_ERROR', "The agent reported an error while it worked. Its runtime's log tells which.")

export const endedInTheMiddle = () =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    "The agent's stream ended in the middle of a message. Its runtime's log tells why.",
  )

export const noJson = () =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    "An event of the agent's stream is no JSON, as its other events are. Its runtime's log tells what it wrote.",
  )

export const brokenJson = () =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    "The agent's answer begins as JSON and is none: it was cut, or is written wrongly.",
  )

export const saidNothing = () =>
  gatewayError('INVALID_AGENT_RESPONSE', 'The agent answered with nothing: its answer has no byte and no event.')

export const printedPython = () =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    "The agent answered with the printed form of a Python object in place of JSON. Its entrypoint has to return what JSON can hold, such as str(result) or result.message, and to yield event['data'].",
  )

export const wrongContentType = (contentType: string | undefined) =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    `The agent answered with ${mediaType(contentType)}, which is neither JSON nor an event stream nor plain text. Check settings.runtime and settings.endpoint.`,
  )

export const documentTooLarge = (bytes: number) =>
  gatewayError('INVALID_AGENT_RESPONSE', `The agent's answer is larger than limits.eventBytes allows (${bytes} bytes).`)

export const eventTooLarge = (bytes: number) =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    `An event of the agent's stream is larger than limits.eventBytes allows (${bytes} bytes).`,
  )

/** The type alone, where it is one: parameters and whatever else is there are not repeated. */
function mediaType(contentType: string | undefined): string {
  return /^[a-z]+\/[a-z0-9.+-]{1,64}/i.exec(contentType ?? '')?.[0].toLowerCase() ?? 'no known content type'
}
