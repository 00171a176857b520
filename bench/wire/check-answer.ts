import { z } from 'zod'
import { CHUNKS_PER_STREAM, chunkText } from './answer.ts'
import type { ProtocolVersion } from './protocol-version.ts'
import type { HttpAnswer } from './response-reader.ts'
import { COMPLETED, EVENTS_PER_STREAM } from './versions.ts'

const status = z.object({ state: z.string() })
const task = z.object({ id: z.string(), status, artifacts: z.array(z.unknown()).min(1) })
const answers = {
  '0.3': z.object({ id: z.string(), result: task }),
  '1.0': z.object({ id: z.string(), result: z.object({ task }) }),
}
const endings = {
  '0.3': z.object({ result: z.object({ kind: z.literal('status-update'), status, final: z.literal(true) }) }),
  '1.0': z.object({ result: z.object({ statusUpdate: z.object({ status }) }) }),
}

/** What is wrong with an answer; nothing when it is the whole answer to the request with this id, in its version. */
export function problemOf(
  answer: HttpAnswer,
  version: ProtocolVersion,
  streaming: boolean,
  id: string,
): string | undefined {
  if (answer.status !== 200) return `HTTP ${answer.status}: ${answer.body.slice(0, 300)}`
  try {
    return streaming ? streamProblem(answer.body, version, id) : unaryProblem(answer.body, version, id)
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} in ${answer.body.slice(0, 300)}`
  }
}

function unaryProblem(body: string, version: ProtocolVersion, id: string): string | undefined {
  const json: unknown = JSON.parse(body)
  const answered = version === '1.0' ? oneDotZero(json) : answers['0.3'].parse(json)
  const done = 'task' in answered.result ? answered.result.task : answered.result
  if (answered.id !== id) return `the answer has the id ${answered.id}; the request had ${id}`
  return done.status.state === COMPLETED[version] ? undefined : `the task is ${done.status.state}`
}

const oneDotZero = (json: unknown) => answers['1.0'].parse(json)

/** Every event must be there, in order and under the request's id. Parsing them all would measure the reader. */
function streamProblem(body: string, version: ProtocolVersion, id: string): string | undefined {
  const named = count(body, `data: {"jsonrpc":"2.0","id":"${id}",`)
  if (named !== EVENTS_PER_STREAM) return `${named} events with the request's id came, not ${EVENTS_PER_STREAM}`
  let at = 0
  for (let index = 0; index < CHUNKS_PER_STREAM; index++) {
    at = body.indexOf(chunkText(index), at)
    if (at === -1) return `piece ${index} is missing or out of order`
  }
  const last: unknown = JSON.parse(body.slice(body.lastIndexOf('data: ') + 6))
  const ended = version === '1.0' ? endings['1.0'].parse(last).result.statusUpdate : endings['0.3'].parse(last).result
  return ended.status.state === COMPLETED[version] ? undefined : `the stream ended with ${ended.status.state}`
}

function count(text: string, sought: string): number {
  let found = 0
  for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + sought.length)) found += 1
  return found
}
