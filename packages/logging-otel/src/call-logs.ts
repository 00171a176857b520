import type { CallRecord } from '@gateway/core'
import { ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api'
import { SeverityNumber } from '@opentelemetry/api-logs'
import type { Resource } from '@opentelemetry/resources'
import { LoggerProvider, type ReadableLogRecord } from '@opentelemetry/sdk-logs'
import { callAttributes, methodOf } from './call-attributes.ts'
import { beganAt, timeAt } from './call-time.ts'

const SEVERITY = {
  ok: [SeverityNumber.INFO, 'INFO'],
  canceled: [SeverityNumber.INFO, 'INFO'],
  refused: [SeverityNumber.WARN, 'WARN'],
  error: [SeverityNumber.ERROR, 'ERROR'],
} as const

/** Makes one log record of each call, in the place of its span. */
export interface CallLogs {
  of(records: readonly CallRecord[]): ReadableLogRecord[]
}

export function createCallLogs(resource: Resource): CallLogs {
  const emitted: ReadableLogRecord[] = []
  const provider = new LoggerProvider({
    resource,
    processors: [{ onEmit: (log) => void emitted.push(log), forceFlush: async () => {}, shutdown: async () => {} }],
  })
  const logger = provider.getLogger('@gateway/logging-otel')
  return {
    of(records) {
      for (const record of records) {
        const { traceId, spanId, errorMessage } = record
        const [severityNumber, severityText] = SEVERITY[record.status]
        const what = `${methodOf(record) ?? 'A call'} of ${record.agentName ?? 'no known agent'}: ${record.status}`
        logger.emit({
          timestamp: timeAt(beganAt(record) + record.totalMs),
          severityNumber,
          severityText,
          eventName: 'gateway.call',
          body: errorMessage === undefined ? what : `${what}. ${errorMessage}`,
          attributes: { ...callAttributes(record), 'gateway.total_ms': record.totalMs },
          context:
            traceId === undefined || spanId === undefined
              ? ROOT_CONTEXT
              : trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED }),
        })
      }
      return emitted.splice(0)
    },
  }
}
