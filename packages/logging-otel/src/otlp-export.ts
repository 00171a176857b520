import { type ExportResult, ExportResultCode } from '@opentelemetry/core'
import type { IOtlpExportDelegate } from '@opentelemetry/otlp-exporter-base'
import { convertLegacyHttpOptions, createOtlpHttpExportDelegate } from '@opentelemetry/otlp-exporter-base/node-http'
import type { IExporterMetricsHelper, ISerializer } from '@opentelemetry/otlp-transformer'
import type { OpenTelemetrySettings } from './settings.ts'

/** What a collector answers with, for any of the signals. */
interface Answer {
  readonly partialSuccess?: { readonly errorMessage?: string } & Partial<
    Record<'rejectedSpans' | 'rejectedLogRecords' | 'rejectedDataPoints', number>
  >
}

export interface OtlpExportOptions<Items> {
  readonly signal: 'traces' | 'logs' | 'metrics'
  readonly serializer: ISerializer<Items, Answer>
  readonly counting: IExporterMetricsHelper<Items>
  readonly settings: Pick<OpenTelemetrySettings, 'endpoint' | 'headers' | 'timeoutSeconds'>
  /** The collector took a batch and threw some of it away. */
  readonly onRejected: (signal: string, count: number, message: string | undefined) => void
}

/** Sends one signal as OTLP over HTTP in protobuf, with the exporter's own retries. */
export function createOtlpExport<Items>(options: OtlpExportOptions<Items>): IOtlpExportDelegate<Items> {
  const { signal, serializer, counting, settings, onRejected } = options
  const configuration = convertLegacyHttpOptions(
    {
      ...(settings.endpoint === undefined ? {} : { url: `${settings.endpoint}/v1/${signal}` }),
      ...(settings.headers === undefined ? {} : { headers: settings.headers }),
      ...(settings.timeoutSeconds === undefined ? {} : { timeoutMillis: settings.timeoutSeconds * 1_000 }),
    },
    signal.toUpperCase(),
    `v1/${signal}`,
    { 'Content-Type': 'application/x-protobuf' },
  )
  const counted: ISerializer<Items, Answer> = {
    serializeRequest: (items) => serializer.serializeRequest(items),
    deserializeResponse(data) {
      const answer = serializer.deserializeResponse(data)
      const { rejectedSpans, rejectedLogRecords, rejectedDataPoints, errorMessage } = answer.partialSuccess ?? {}
      const count = Number(rejectedSpans ?? rejectedLogRecords ?? rejectedDataPoints ?? 0)
      if (count > 0) onRejected(signal, count, errorMessage)
      return answer
    },
  }
  return createOtlpHttpExportDelegate(
    configuration,
    counted,
    `otlp_http_${counting.name}_exporter`,
    counting,
    undefined,
  )
}

/** Resolves when the collector has taken the items; rejects with why it has not, without what it answered. */
export async function sendAll<Item>(delegate: IOtlpExportDelegate<Item[]>, items: Item[]): Promise<void> {
  if (items.length === 0) return
  const result = await new Promise<ExportResult>((resolve) => {
    delegate.export(items, resolve)
  })
  if (result.code === ExportResultCode.SUCCESS) return
  throw new Error(`the collector did not take a batch: ${result.error?.message ?? 'no reason is known'}`)
}
