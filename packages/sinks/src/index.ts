export { consoleSink } from './console-sink.ts'
export { jsonlSink } from './jsonl-sink.ts'
export { webhookSink } from './webhook-sink.ts'
