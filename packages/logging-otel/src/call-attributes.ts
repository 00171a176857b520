import { type CallRecord, OPERATIONS } from '@gateway/core'
import type { Attributes } from '@opentelemetry/api'

/** The operation as A2A 1.0 names it, such as `SendMessage`. */
export const methodOf = ({ operation }: CallRecord): string | undefined =>
  operation === undefined ? undefined : OPERATIONS[operation]['1.0']

/** Whether the agent was asked to work: GenAI calls that `invoke_agent`. The rest asks about work. */
export const invokesAgent = ({ operation }: CallRecord): boolean =>
  operation === 'sendMessage' || operation === 'streamMessage'

/** Why a call failed, of a bounded set, as `error.type` wants it. A caller that left is no failure. */
export const errorTypeOf = ({ status, errorCode }: CallRecord): string | undefined =>
  status === 'ok' || status === 'canceled' ? undefined : (errorCode ?? '_OTHER')

/** What the names of GenAI and A2A are for; both are for metrics too, where there are few agents. */
export function agentAttributes(record: CallRecord): Attributes {
  return {
    'gen_ai.operation.name': invokesAgent(record) ? 'invoke_agent' : undefined,
    'gen_ai.agent.name': record.agentName,
    'a2a.method.name': methodOf(record),
    'error.type': errorTypeOf(record),
  }
}

/** Everything of a record but its contents, its headers, and who called from where. */
export function callAttributes(record: CallRecord): Attributes {
  const { usage } = record
  return {
    ...agentAttributes(record),
    'gen_ai.agent.id': record.agentId,
    'gen_ai.conversation.id': record.contextId,
    'gen_ai.response.model': usage?.model,
    'gen_ai.usage.input_tokens': usage?.inputTokens,
    'gen_ai.usage.output_tokens': usage?.outputTokens,
    'a2a.context.id': record.contextId,
    'a2a.task.id': record.taskId,
    'a2a.task.state': record.taskState,
    'a2a.protocol.binding': record.binding,
    'a2a.protocol.version': record.version,
    'a2a.streaming': record.streaming,
    'session.id': record.sessionId,
    'http.response.status_code': record.httpStatus === 0 ? undefined : record.httpStatus,
    'http.request.body.size': record.requestBytes,
    'http.response.body.size': record.responseBytes,
    'rpc.response.status_code': record.jsonRpcCode === undefined ? undefined : String(record.jsonRpcCode),
    'gateway.record.id': record.id,
    'gateway.request.id': record.requestId,
    'gateway.kind': record.kind,
    'gateway.status': record.status,
    'gateway.upstream': record.upstream,
    'gateway.events': record.streaming ? record.events : undefined,
    'gateway.overhead_ms': record.overheadMs,
    'gateway.first_event_ms': record.firstEventMs,
    'gateway.cost_usd': record.cost,
    'gateway.usage.estimated': usage?.estimated,
    'gateway.key.id': record.keyId,
    'gateway.team.id': record.teamId,
    'gateway.user.id': record.userId,
    'gateway.caller_agent.id': record.callerAgentId,
    'gateway.tags': record.tags === undefined ? undefined : [...record.tags],
  }
}
