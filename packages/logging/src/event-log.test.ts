import type { CallRecord, StreamResponse } from '@gateway/core'
import { rememberPlace, rememberSource } from '@gateway/core'
import { expect, test } from 'vitest'
import { Observation, type ObservationOptions } from './call-observation.ts'
import { changeEvents, EventLog } from './event-log.ts'
import { agent, arrival, caller, outcome, subject } from './record.fixture.ts'
import { createRedaction } from './redaction.ts'

const piece = (text: string): StreamResponse => ({
  artifactUpdate: { taskId: 't', contextId: 'c', artifact: { artifactId: 'a', parts: [{ text }] } },
})
const read = (log: string | undefined) => log?.split('\n').map((line) => JSON.parse(line))

test('events stand in it as they came, each on a line', () => {
  const log = new EventLog(1_000)
  const sent = piece('sent')
  rememberSource(sent, { version: '0.3', binding: 'JSONRPC', text: '{"kind":\n "x",\r\n"n":1.0}' })
  log.add(sent, 1.5)
  log.add(piece('made'), 2)
  expect(log.text()?.split('\n')[0]).toBe('{"ms":1.5,"event":{"kind":  "x", "n":1.0}}')
  expect(read(log.text())).toEqual([
    { ms: 1.5, event: { kind: 'x', n: 1 } },
    { ms: 2, event: piece('made') },
  ])
  expect(new EventLog(10).text()).toBeUndefined()
})

test('what does not fit is told by its size; what is small goes on, until too much was left out', () => {
  const long = piece('é'.repeat(2_000))
  const log = new EventLog(1_000)
  log.add(long, 1)
  log.add(piece('short'), 2)
  expect(read(log.text())).toEqual([
    { ms: 1, bytes: Buffer.byteLength(JSON.stringify(long)) },
    { ms: 2, event: piece('short') },
  ])
  for (let ms = 3; ms < 1_000; ms++) log.add(long, ms)
  expect(read(log.text())).toHaveLength(101)
})

test('an event that may not be kept is told by its size', () => {
  const log = '{"ms":1,"event":{"a":1}}\n{"ms":2,"bytes":7}\n{"ms":3e-7,"event":{"b":2}}'
  expect(changeEvents(log, (json) => (json === '{"a":1}' ? '{"a":"x"}' : undefined))).toBe(
    '{"ms":1,"event":{"a":"x"}}\n{"ms":2,"bytes":7}\n{"ms":3e-7,"bytes":7}',
  )
})

function recordOf(
  events: readonly StreamResponse[],
  options: Partial<ObservationOptions> = {},
  more: { readonly content?: boolean; readonly headers?: Record<string, string> } = {},
): CallRecord | undefined {
  const records: CallRecord[] = []
  const done = (record: CallRecord) => void records.push(record)
  const base = { content: true, eventLimit: 10_000, headers: [], recordId: () => 'id', done }
  const observation = new Observation(arrival({ headers: more.headers ?? {} }), { ...base, ...options })
  observation.caller(caller)
  observation.agent({ ...agent, content: more.content ?? true })
  observation.subject(subject())
  for (const event of events) observation.event(event)
  observation.end(outcome({ events: events.length }))
  return records[0]
}

test('records have it wherever they have content, and no task has its log twice', () => {
  const events = [piece('one'), piece('two')]
  expect(read(recordOf(events)?.eventLog)?.map(({ event }) => event)).toEqual(events)
  expect(recordOf(events, { content: false })?.eventLog).toBeUndefined()
  expect(recordOf(events, { eventLimit: 0 })?.eventLog).toBeUndefined()
  expect(recordOf(events, {}, { content: false })?.eventLog).toBeUndefined()
  expect(recordOf(events, {}, { headers: { 'x-gateway-log-content': 'off' } })?.eventLog).toBeUndefined()
  const logged = piece('logged')
  rememberPlace(logged, 1)
  expect(recordOf([logged])?.eventLog).toBeUndefined()
})

test('it is redacted as content is, event by event', () => {
  const record = recordOf([piece('key sk-abcdefghijklmnop1234'), piece('fine')])
  if (record === undefined) throw new Error('no record')
  const kept = createRedaction()(record)
  expect(kept.eventLog).not.toContain('sk-abcdefghijklmnop1234')
  expect(read(kept.eventLog)?.[1].event).toEqual(piece('fine'))
  const paths = (json: string) => json.replace('fine', '[redacted]')
  expect(read(createRedaction({ paths })(record).eventLog)?.[1].event).toEqual(piece('[redacted]'))
  const without = createRedaction({
    custom: (each) => Object.assign({ ...record, ...Object(each) }, { request: '{}' }),
  })
  expect(without(record).eventLog).toBeUndefined()
})
