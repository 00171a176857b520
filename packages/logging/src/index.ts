export type { RecordQueue, RecordQueueOptions } from './record-queue.ts'
export { createRecordQueue } from './record-queue.ts'
export type { QueuedRecorder, RecorderOptions } from './recorder.ts'
export { createRecorder } from './recorder.ts'
