import type { CallContext, Message, Operation, RequestOf } from '@gateway/core'

/** The message that an operation sends; none where it sends none. */
export function messageOf(request: RequestOf<Operation>): Message | undefined {
  return 'message' in request ? request.message : undefined
}

/** What a caller's conversation is told by: its trace or session id (LiteLLM's headers), else the context. */
export function sessionOf({ contextId }: Message, { headers }: CallContext): string | undefined {
  return headers['x-litellm-trace-id'] || headers['x-litellm-session-id'] || contextId || undefined
}
