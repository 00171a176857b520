import { isApiError } from '../../../api/is-api-error.ts'

/** By the reason in 1.0, and by the number where 0.3 knows one. */
const ADVICE: Readonly<Record<string, string>> = {
  AGENT_UNREACHABLE: 'Start the agent, or correct its address, then send the message again.',
  AGENT_TIMEOUT: 'Send the message again, or let an administrator give the agent more time.',
  UNAVAILABLE: 'Wait a moment, then send the message again.',
  BUDGET_EXCEEDED: 'An administrator can raise the budget.',
  TASK_NOT_FOUND: 'It is gone, or somebody else’s. Begin a new conversation.',
  '-32001': 'It is gone, or somebody else’s. Begin a new conversation.',
}

/** What to do when a call failed, beyond what its error says. */
export function callAdvice(error: unknown): string | undefined {
  if (!isApiError(error)) return undefined
  if (error.status === 429 && error.retryAfter !== undefined) {
    return `Send the message again in ${error.retryAfter} s.`
  }
  return Object.hasOwn(ADVICE, error.code) ? ADVICE[error.code] : undefined
}
