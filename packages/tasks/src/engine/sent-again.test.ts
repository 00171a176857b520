import type { Store, StreamResponse } from '@gateway/core'
import { createAssembly, placeOf } from '@gateway/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onEachStore } from './stores.fixture.ts'
import { alice, bob, callOf, engineOn, say, stateOf, testRunner } from './test-runner.fixture.ts'

async function collect(stream: AsyncIterable<StreamResponse>): Promise<StreamResponse[]> {
  const events: StreamResponse[] = []
  for await (const event of stream) events.push(event)
  return events
}
const assembled = (events: readonly StreamResponse[]) => {
  const assembly = createAssembly()
  for (const event of events) assembly.add(event)
  return assembly.result()?.task
}
const places = (events: readonly StreamResponse[]) => events.map((event) => placeOf(event) ?? 0)

onEachStore((open) => {
  let store: Store
  let made: ReturnType<typeof engineOn>
  let { runner, vendor } = testRunner()
  beforeEach(async () => {
    store = await open()
    ;({ runner, vendor } = testRunner())
    made = engineOn(store, runner)
  })
  afterEach(async () => {
    await made.engine[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })
  describe('a message that is sent again', () => {
    it('is one run, also eight at once', async () => {
      const request = say('once')
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          index % 2 === 0
            ? made.agent.sendMessage(request, callOf())
            : collect(made.agent.streamMessage(request, callOf())).then((events) => ({ task: assembled(events) })),
        ),
      )
      expect(new Set(answers.map(({ task }) => task?.id)).size).toBe(1)
      expect(answers.map((answer) => stateOf(answer))).toEqual(Array(8).fill('TASK_STATE_COMPLETED'))
      expect(vendor.turns).toHaveLength(1)
      const later = await made.agent.sendMessage(request, callOf())
      expect(later).toEqual(answers[0])
      expect(vendor.turns).toHaveLength(1)
    })

    it('is refused with another body, and is another owner’s own', async () => {
      const request = say('mine', { messageId: 'same-id' })
      const mine = await made.agent.sendMessage(request, callOf())
      const changed = { message: { ...request.message, parts: [{ text: 'other' }] } }
      await expect(made.agent.sendMessage(changed, callOf())).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
      const theirs = await made.agent.sendMessage(request, callOf(bob))
      expect(theirs.task?.id).not.toBe(mine.task?.id)
      expect(vendor.turns).toHaveLength(2)
    })

    it('joins the run of an answer to a question', async () => {
      const asked = await made.agent.sendMessage(say('ask'), callOf())
      const answer = say('yes', { taskId: asked.task?.id ?? '' })
      const answers = await Promise.all([1, 2, 3].map(() => made.agent.sendMessage(answer, callOf())))
      expect(answers.map((one) => stateOf(one))).toEqual(Array(3).fill('TASK_STATE_COMPLETED'))
      expect(await made.agent.sendMessage(answer, callOf())).toEqual(answers[0])
      expect(vendor.turns).toHaveLength(2)
    })

    it('goes on with a stream where it broke', async () => {
      const request = say('count 50')
      const events = await collect(made.agent.streamMessage(request, callOf()))
      const again = callOf(alice, { headers: { 'last-event-id': '20' } })
      expect(await collect(made.agent.streamMessage(request, again))).toEqual(events.slice(20))
    })
  })

  it('refuses the second of two answers to one question', async () => {
    const taskId = (await made.agent.sendMessage(say('ask'), callOf())).task?.id ?? ''
    const answers = await Promise.allSettled(
      ['a', 'b'].map((text) => made.agent.sendMessage(say(text, { taskId }), callOf())),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'UNSUPPORTED_OPERATION' },
    })
  })

  describe('a stream that is joined again', () => {
    const since = (place: number) => callOf(alice, { headers: { 'last-event-id': String(place) } })

    it('gets what follows its last event, of a finished task too, and nothing more', async () => {
      const events = await collect(made.agent.streamMessage(say('count 300'), callOf()))
      const id = events[0]?.task?.id ?? ''
      for (const place of [1, 150, 302]) {
        const rest = await collect(made.agent.subscribeToTask({ id }, since(place)))
        expect(rest).toEqual(events.slice(place))
        expect(places(rest)).toEqual(places(events.slice(place)))
      }
      await expect(collect(made.agent.subscribeToTask({ id }, since(303)))).rejects.toMatchObject({
        code: 'UNSUPPORTED_OPERATION',
      })
      await expect(collect(made.agent.subscribeToTask({ id }, callOf()))).rejects.toMatchObject({
        code: 'UNSUPPORTED_OPERATION',
      })
    })

    it('gets the task as it is for a place that is not in the log', async () => {
      const events = await collect(made.agent.streamMessage(say('count 10'), callOf()))
      const id = events[0]?.task?.id ?? ''
      const rest = await collect(made.agent.subscribeToTask({ id }, since(5_000)))
      expect(rest).toEqual([{ task: await made.agent.getTask({ id }, callOf()) }])
    })

    it('has no gap while the task runs, however slow its reader', async () => {
      const stream = made.agent.streamMessage(say('count 3000'), callOf())[Symbol.asyncIterator]()
      const events: StreamResponse[] = []
      for (let step = await stream.next(); !step.done; step = await stream.next()) {
        events.push(step.value)
        if (events.length % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 30))
      }
      expect(places(events)).toEqual(events.map((_, index) => index + 1))
      expect(events).toHaveLength(3003)
    })
  })
})
