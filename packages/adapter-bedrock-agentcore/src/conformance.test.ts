import { testAdapter } from '@gateway/testing'
import { ARN, CREDENTIALS } from './data-plane.fixture.ts'
import { agentAt } from './turns.fixture.ts'

const SESSION = 'x-amzn-bedrock-agentcore-runtime-session-id'
const INVOCATIONS = `/runtimes/${encodeURIComponent(ARN)}/invocations?qualifier=DEFAULT`

const event = (value: object) => `data: ${JSON.stringify({ event: value })}\n\n`

testAdapter('Bedrock AgentCore', {
  connect: (url, limits) => agentAt(url, { limits }),
  vendor: {
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
  },
  leftOut: {
    'json-for-stream': 'an agent that does not stream answers in JSON, on the same request',
    'refused-aside': 'nothing comes before the request that begins work',
  },
})
