import type { ProtocolVersion } from './protocol-version.ts'
import { COMPLETED, EVENTS_PER_STREAM } from './versions.ts'

/** Ids of one answer. */
export interface AnswerIds {
  /** JSON text of the request's id. */
  readonly requestId: string
  readonly taskId: string
  readonly contextId: string
}

const ANSWER =
  'Two invoices are open. Number 2041 of 14 August (1,250.00) is overdue by 41 days; number 2077 of 3 September (310.50) is due next week.'

const envelope = (requestId: string, result: string) => `{"jsonrpc":"2.0","id":${requestId},"result":${result}}`
const now = () => new Date().toISOString()

const text = (version: ProtocolVersion, content: string) =>
  version === '1.0' ? `{"text":"${content}"}` : `{"kind":"text","text":"${content}"}`

function task(version: ProtocolVersion, { taskId, contextId }: AnswerIds, state: string, artifacts: string): string {
  const members = `"id":"${taskId}","contextId":"${contextId}","status":{"state":"${state}","timestamp":"${now()}"}${artifacts}`
  return version === '1.0' ? `{"task":{${members}}}` : `{"kind":"task",${members}}`
}

function statusUpdate(version: ProtocolVersion, ids: AnswerIds, state: string, final: boolean): string {
  const members = `"taskId":"${ids.taskId}","contextId":"${ids.contextId}","status":{"state":"${state}","timestamp":"${now()}"}`
  return version === '1.0'
    ? `{"statusUpdate":{${members}}}`
    : `{"kind":"status-update",${members},"final":${String(final)}}`
}

function artifactUpdate(version: ProtocolVersion, ids: AnswerIds, index: number, last: boolean): string {
  const part = text(version, chunkText(index))
  const members = `"taskId":"${ids.taskId}","contextId":"${ids.contextId}","artifact":{"artifactId":"answer","parts":[${part}]},"append":${String(index > 0)},"lastChunk":${String(last)}`
  return version === '1.0' ? `{"artifactUpdate":{${members}}}` : `{"kind":"artifact-update",${members}}`
}

/** The text of one piece of a streamed answer: it tells its place, so that a reader sees what is missing. */
export function chunkText(index: number): string {
  return `piece ${index} of the answer. `
}

/** Pieces of the answer in one stream: all events but the task, its start and its end. */
export const CHUNKS_PER_STREAM = EVENTS_PER_STREAM - 3

/** The answer to a send: a finished task with its answer in it. */
export function unaryAnswer(version: ProtocolVersion, ids: AnswerIds): string {
  const artifacts = `,"artifacts":[{"artifactId":"answer","name":"answer","parts":[${text(version, ANSWER)}]}]`
  return envelope(ids.requestId, task(version, ids, COMPLETED[version], artifacts))
}

/** The first two events of a stream: the task, and that it is being worked on. */
export function openingEvents(version: ProtocolVersion, ids: AnswerIds): string[] {
  const [submitted, working] =
    version === '1.0' ? ['TASK_STATE_SUBMITTED', 'TASK_STATE_WORKING'] : ['submitted', 'working']
  return [task(version, ids, submitted, ''), statusUpdate(version, ids, working, false)].map((result) =>
    frame(envelope(ids.requestId, result)),
  )
}

/** Every event of a stream, framed. */
export function streamEvents(version: ProtocolVersion, ids: AnswerIds): string[] {
  const events = openingEvents(version, ids)
  for (let index = 0; index < CHUNKS_PER_STREAM; index++) {
    const update = artifactUpdate(version, ids, index, index === CHUNKS_PER_STREAM - 1)
    events.push(frame(envelope(ids.requestId, update)))
  }
  events.push(frame(envelope(ids.requestId, statusUpdate(version, ids, COMPLETED[version], true))))
  return events
}

const frame = (data: string) => `data: ${data}\n\n`
