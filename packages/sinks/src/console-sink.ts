import { type CallRecord, defineSink, type Sink } from '@gateway/core'
import { pino } from 'pino'
import { z } from 'zod'

const settings = z.strictObject({
  stream: z.enum(['stdout', 'stderr'], 'must be stdout or stderr').default('stdout').meta({
    description: 'Where lines are written to.',
  }),
  content: z.boolean('must be true or false').default(false).meta({
    description: 'Whether requests and answers are written, too.',
  }),
})

const DESCRIPTORS = { stdout: 1, stderr: 2 } as const

/** One line of JSON for each call in the words of pino, for whatever collects what containers write. */
export const consoleSink = defineSink({
  name: 'console',
  description: 'Lines of JSON on the standard output.',
  delivery: 'at least once',
  settings,
  open: ({ stream, content }) => linesTo(pino.destination({ dest: DESCRIPTORS[stream], sync: true }), content),
})

/** The part of a stream of pino that is used. */
interface Lines {
  write(line: string): unknown
}

/** The sink, writing to a stream: calls that failed of the gateway or the agent are warnings. */
export function linesTo(stream: Lines, content: boolean): Sink {
  const logger = pino({ base: null, timestamp: false }, stream)
  return (records) => {
    for (const record of records) {
      const call = content ? record : withoutContent(record)
      if (record.status === 'error') logger.warn({ call }, 'call')
      else logger.info({ call }, 'call')
    }
  }
}

function withoutContent({
  request: _request,
  response: _response,
  eventLog: _events,
  ...rest
}: CallRecord): CallRecord {
  return rest
}
