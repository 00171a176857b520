import { ARN, CREDENTIALS } from '../../../packages/adapter-bedrock-agentcore/src/data-plane.fixture.ts'
import { vendor } from '../../../packages/adapter-bedrock-agentcore/src/vendor.fixture.ts'
import type { FailingVendor } from './failing-vendor.ts'

/** How AWS names its refusals, in a header. */
const TYPES: Readonly<Record<number, string>> = {
  401: 'UnrecognizedClientException',
  404: 'ResourceNotFoundException',
  429: 'ThrottlingException',
  500: 'InternalServerException',
  503: 'ServiceUnavailableException',
}

export const bedrockAgentCore: FailingVendor = {
  vendor: {
    ...vendor,
    refusal: (status, leak) => ({
      // AWS knows no 401 for signatures.
      status: status === 401 ? 403 : status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': TYPES[status] ?? '' },
      body: JSON.stringify({ message: leak }),
    }),
  },
  upstream: (endpoint, limits) => ({
    adapter: 'bedrock-agentcore',
    settings: { runtime: ARN, endpoint, auth: { type: 'sigv4', credentials: CREDENTIALS }, limits },
  }),
  tells: {
    'wrong credentials': /AgentCore refused the gateway's credentials \(HTTP 403, .*Check settings\.auth/,
    'an agent that is not known': /does not know this agent \(HTTP 404, .*Check settings\.runtime/,
    'too many calls': /takes no calls now \(HTTP 429, .*Send the message again later/,
    'an error of the vendor': /AgentCore failed .*\(HTTP 500, .*log tells why/,
    'a vendor that is down': /takes no calls now \(HTTP 503.*Send the message again later/,
    'an HTML page': /answered with text\/html.*Check settings\.runtime and settings\.endpoint/,
    'JSON in place of a stream': 'an agent that does not stream answers in JSON, on the same request',
    'half a stream': /ended in the middle of a message\. Its runtime's log tells why/,
    'a connection that is lost': /cut before its end\. .* look before you send the message again/,
    silence: /silent for 0\.5 s.*raise limits\.idleSeconds/,
    'an event that cannot be parsed': /is no JSON.* log tells what it wrote/,
    "the agent's own failure": /reported an error while it worked\. Its runtime's log/,
  },
  refuses: {
    part: { raw: 'AA==', mediaType: 'image/png' },
    tells: /takes text, not files\. Leave them out; or have its payload/,
  },
}
