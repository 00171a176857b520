import type { SinkDefinition } from '@gateway/core'
import { openTelemetrySink } from '@gateway/logging-otel'
import { consoleSink, jsonlSink, webhookSink } from '@gateway/sinks'

/** The kinds of sinks that this gateway has by itself, beside its database. */
export const builtInSinks: readonly SinkDefinition[] = [consoleSink, jsonlSink, webhookSink, openTelemetrySink]
