import type { HttpAnswer } from '@gateway/adapter-kit'
import { retryAfterSeconds } from '@gateway/adapter-kit'
import type { GatewayError } from '@gateway/core'
import { gatewayError } from '@gateway/core'

/** The error for an HTTP answer that is not a JSON-RPC response. Nothing of its body goes to the caller. */
export function httpRefusal(answer: Pick<HttpAnswer, 'status' | 'headers'>, body: string): GatewayError {
  const { status } = answer
  if (status === 401 || status === 403) {
    return gatewayError(
      'AGENT_ERROR',
      `The agent refused the gateway's credentials (HTTP ${status}). Check headers and auth of this agent.`,
    )
  }
  if (status === 429 || status === 503) {
    const retryAfter = retryAfterSeconds(answer.headers['retry-after'])
    return gatewayError(
      'AGENT_UNREACHABLE',
      `The agent takes no calls now (HTTP ${status}). Send the message again later.`,
      {
        retryable: true,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      },
    )
  }
  if (status >= 300 && status < 400) {
    return gatewayError(
      'INVALID_AGENT_RESPONSE',
      `The agent's registered URL answered with a redirect (HTTP ${status}), which is not followed. Register the URL it leads to; often only the slash at its end differs.`,
    )
  }
  if (status === 404 || status === 405 || status === 410) {
    return gatewayError(
      'AGENT_UNREACHABLE',
      `The agent's registered URL answered HTTP ${status}: no A2A agent is served there. Check its path.`,
    )
  }
  if (status === 502 || status === 504) {
    return gatewayError(
      'AGENT_UNREACHABLE',
      `What stands before the agent could not reach it (HTTP ${status}). Send the message again later.`,
    )
  }
  return gatewayError(
    'INVALID_AGENT_RESPONSE',
    `The agent answered HTTP ${status} with ${kindOf(answer, body)} instead of JSON-RPC. Check that its registered URL is that of an A2A agent, and that nothing before it (a login page, a proxy) answers in its place.`,
  )
}

function kindOf({ headers }: Pick<HttpAnswer, 'headers'>, body: string): string {
  if (body.trim() === '') return 'an empty body'
  const type = /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(headers['content-type'] ?? '')?.[0]?.toLowerCase()
  if (type === undefined) return 'a body of no content type'
  return type === 'text/html' ? 'an HTML page' : `a body of type ${type}`
}
