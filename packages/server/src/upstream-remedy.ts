import type { ErrorCode, GatewayError } from '@gateway/core'

const REMEDIES: Partial<Record<ErrorCode, string>> = {
  AGENT_UNREACHABLE:
    'Check the address and port, that the agent runs, and that this gateway may reach it (UPSTREAM_ALLOW, firewalls).',
  AGENT_TIMEOUT:
    'Check that the agent is not overloaded, and that nothing between holds the connection; or allow more seconds.',
  AGENT_CARD_NOT_FOUND:
    'Check the address, and settings.cardPath where the card is elsewhere than /.well-known/agent-card.json.',
  INVALID_AGENT_RESPONSE:
    'What answers there does not speak as this adapter expects: check the address and the adapter.',
  UNAUTHENTICATED: 'Check the credentials in the settings of the upstream.',
  PERMISSION_DENIED: 'Check the credentials in the settings of the upstream, and where agents may be (UPSTREAM_ALLOW).',
  AGENT_ERROR: 'The agent was reached and failed. Its own log has the cause; check its credentials too.',
  RATE_LIMITED: 'The agent limits how often it may be called: try later.',
}

/** What to do about a test that failed. */
export function remedyFor({ code }: GatewayError): string {
  return REMEDIES[code] ?? 'Check the settings of the upstream, and the log of the agent.'
}
