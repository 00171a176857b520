import type { JsonValue, RunEvent, Runner } from '@gateway/core'
import { settledRun } from '@gateway/core'
import { expect, it } from 'vitest'
import { FoundryService } from './foundry-service.fixture.ts'
import { says } from './scripted-answer.fixture.ts'
import { eventsOf, runContext, runnerAt, runTurn, textsOf, turnOf, waitFor } from './turn.fixture.ts'

async function* resumed(runner: Runner, ref: JsonValue = null, cursor: string | undefined): AsyncGenerator<RunEvent> {
  if (runner.resume === undefined) throw new Error('It cannot resume.')
  yield* runner.resume(ref, cursor, runContext())
}

const never = new Promise<never>(() => {})

/** Two texts, the second when `more` is resolved. */
const inTwo = (more: Promise<unknown>) => ({ output: [{ text: ['on', 'e'] }, { text: ['two'], after: more }] })

it('joins a run in the background again when its stream breaks, and says nothing twice', async () => {
  const more = Promise.withResolvers<void>()
  await using service = await FoundryService.start(() => inTwo(more.promise))
  const events: RunEvent[] = []
  for await (const event of settledRun(
    runnerAt(service, { background: true }).run(turnOf('Hi'), runContext()),
    runContext(),
  )) {
    events.push(event)
    if (event.type === 'artifact-end' && event.artifactId.endsWith('_0')) {
      for (const stream of service.streams) stream.destroy()
      more.resolve()
    }
  }
  expect(textsOf(events)).toEqual(['one', 'two'])
  expect(events.at(-1)).toEqual({ type: 'done' })
  expect(service.begun).toHaveLength(1)
  expect(service.begun[0]).toMatchObject({ background: true, store: true })
  expect(service.requests.filter(({ method }) => method === 'GET').length).toBeGreaterThan(0)
})

it('resumes a run from where it was left, in another process too', async () => {
  const more = Promise.withResolvers<void>()
  await using service = await FoundryService.start(() => inTwo(more.promise))
  const seen: RunEvent[] = []
  for await (const event of runnerAt(service, { background: true }).run(turnOf('Hi'), runContext())) {
    seen.push(event)
    if (event.type === 'text' && event.text === 'on') break
  }
  const started = seen.find((event) => event.type === 'started')
  const cursor = seen.findLast((event) => event.type === 'text')?.cursor
  expect(cursor).toMatch(/^\d+$/)
  more.resolve()
  const another = runnerAt(service, { background: true })
  const rest = await eventsOf(resumed(another, started?.ref, cursor))
  expect(textsOf(rest)).toEqual(['e', 'two'])
  expect(rest.at(-1)).toEqual({ type: 'done' })
  const whole = await eventsOf(resumed(another, started?.ref, undefined))
  expect(textsOf(whole)).toEqual(['one', 'two'])
})

it('cancels a run in the background at the service', async () => {
  await using service = await FoundryService.start(() => inTwo(never))
  const runner = runnerAt(service, { background: true })
  const events: RunEvent[] = []
  for await (const event of settledRun(runner.run(turnOf('Hi'), runContext()), runContext())) {
    events.push(event)
    if (event.type === 'artifact-end') {
      const started = events.find((each) => each.type === 'started')
      await runner.cancel?.(started?.ref ?? null, runContext())
    }
  }
  expect(events.at(-1)).toEqual({ type: 'canceled' })
  expect(service.requests.at(-1)?.path).toMatch(/\/responses\/resp_2\/cancel$/)
})

it('ends a run that is not in the background with its connection, and asks the service for no more', async () => {
  await using service = await FoundryService.start(() => inTwo(never))
  const runner = runnerAt(service)
  const aborting = new AbortController()
  const events: RunEvent[] = []
  for await (const event of settledRun(runner.run(turnOf('Hi'), runContext(aborting.signal)), aborting)) {
    events.push(event)
    if (event.type === 'artifact-end') aborting.abort()
  }
  expect(events.at(-1)).toEqual({ type: 'canceled' })
  await waitFor(() => service.streams.size === 0)
  const started = events.find((each) => each.type === 'started')
  await runner.cancel?.(started?.ref ?? null, runContext())
  expect(service.requests.filter(({ path }) => path.includes('cancel'))).toEqual([])
  const joined = await eventsOf(resumed(runner, started?.ref, undefined))
  expect(joined).toMatchObject([
    {
      type: 'failed',
      error: { code: 'UNSUPPORTED_OPERATION', message: expect.stringContaining('settings.background') },
    },
  ])
})

it('tells that the service no longer knows a run', async () => {
  await using service = await FoundryService.start(() => says('Hello'))
  const runner = runnerAt(service, { background: true })
  const events = await runTurn(runner, 'Hi')
  service.forget()
  const ref = events.find((each) => each.type === 'started')?.ref ?? null
  await expect(runner.cancel?.(ref, runContext())).rejects.toMatchObject({
    code: 'AGENT_ERROR',
    message: expect.stringContaining('no longer knows this run'),
  })
})
