import type { Vendor } from '@gateway/testing'
import { ARN, CREDENTIALS } from './data-plane.fixture.ts'

const SESSION = 'x-amzn-bedrock-agentcore-runtime-session-id'
const INVOCATIONS = `/runtimes/${encodeURIComponent(ARN)}/invocations?qualifier=DEFAULT`

const event = (value: object) => `data: ${JSON.stringify({ event: value })}\n\n`

/** AWS's data plane with an agent that streams as Converse does, as far as a turn needs them. */
export const vendor: Vendor = {
  secrets: [CREDENTIALS.secretAccessKey, CREDENTIALS.sessionToken],
  environment: [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_BEARER_TOKEN_BEDROCK_AGENTCORE',
  ],
  session: ({ headers }) => headers[SESSION],
  problem({ headers, json }) {
    const session = headers[SESSION] ?? ''
    if (session.length < 33 || session.length > 256) return 'ValidationException: a session has 33 to 256 characters.'
    if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) return 'MissingAuthenticationTokenException'
    return json === undefined ? 'The payload is no JSON.' : undefined
  },
  refusal: (status, leak) => ({
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'InternalServerException' },
    body: JSON.stringify({ message: leak }),
  }),
  answer: ({ target }) =>
    target !== INVOCATIONS
      ? undefined
      : {
          headers: { 'content-type': 'text/event-stream; charset=utf-8' },
          begin: event({ messageStart: { role: 'assistant' } }),
          text: (text) => event({ contentBlockDelta: { delta: { text }, contentBlockIndex: 0 } }),
          end: event({ contentBlockStop: {} }) + event({ messageStop: { stopReason: 'end_turn' } }),
        },
  failure: (leak) =>
    `data: ${JSON.stringify({ error: leak, error_type: 'ValueError', message: 'An error occurred during streaming' })}\n\n`,
}
