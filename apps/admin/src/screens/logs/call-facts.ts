import { bytes } from '../../format/bytes.ts'
import { count } from '../../format/count.ts'
import { duration } from '../../format/duration.ts'
import { money } from '../../format/money.ts'
import { exactTime } from '../../format/time.ts'
import type { CallRecord } from './logs-query.ts'

interface Fact {
  readonly name: string
  readonly value: string
}

/** What is known of a call in single words and figures, in the order in which people ask for it. */
export function callFacts(call: CallRecord): readonly Fact[] {
  const { usage } = call
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Time', exactTime(call.time)],
    ['Operation', call.operation],
    ['Protocol', [call.binding, call.version].filter((part) => part !== undefined).join(' ') || undefined],
    ['Upstream', call.upstream],
    ['HTTP status', String(call.httpStatus)],
    ['Error code', call.errorCode],
    ['First event', ifThere(call.firstEventMs, duration)],
    ['Upstream time', ifThere(call.upstreamMs, duration)],
    ['Gateway time', ifThere(call.overheadMs, duration)],
    ['Events', call.events === 0 ? undefined : count(call.events)],
    ['Cost', ifThere(call.cost, money)],
    ['Tokens', ifThere(usage?.totalTokens, count)],
    ['Model', usage?.model],
    ['Size', `${bytes(call.requestBytes)} in, ${bytes(call.responseBytes)} out`],
    ['Key', call.keyAlias ?? call.keyId],
    ['User', call.userId],
    ['Team', call.teamId],
    ['Caller', call.callerAgentId],
    ['Address', call.ip],
    ['Task', call.taskId],
    ['Context', call.contextId],
    ['Trace', call.traceId],
    ['Request id', call.requestId],
  ]
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
}

const ifThere = (number: number | undefined, format: (number: number) => string) =>
  number === undefined ? undefined : format(number)
