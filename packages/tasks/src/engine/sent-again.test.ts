import type { StreamResponse } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { assembled, collect, onEachEngine, places } from './engine-tests.fixture.ts'
import { alice, bob, callOf, say, stateOf } from './test-runner.fixture.ts'

onEachEngine((on) => {
  describe('a message that is sent again', () => {
    it('is one run, also eight at once', async () => {
      const request = say('once')
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          index % 2 === 0
            ? on.agent.sendMessage(request, callOf())
            : collect(on.agent.streamMessage(request, callOf())).then((events) => ({ task: assembled(events) })),
        ),
      )
      expect(new Set(answers.map(({ task }) => task?.id)).size).toBe(1)
      expect(answers.map((answer) => stateOf(answer))).toEqual(Array(8).fill('TASK_STATE_COMPLETED'))
      expect(on.vendor.turns).toHaveLength(1)
      const later = await on.agent.sendMessage(request, callOf())
      expect(later).toEqual(answers[0])
      expect(on.vendor.turns).toHaveLength(1)
    })

    it('is refused with another body, and is another owner’s own', async () => {
      const request = say('mine', { messageId: 'same-id' })
      const mine = await on.agent.sendMessage(request, callOf())
      const changed = { message: { ...request.message, parts: [{ text: 'other' }] } }
      await expect(on.agent.sendMessage(changed, callOf())).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
      const theirs = await on.agent.sendMessage(request, callOf(bob))
      expect(theirs.task?.id).not.toBe(mine.task?.id)
      expect(on.vendor.turns).toHaveLength(2)
    })

    it('joins the run of an answer to a question', async () => {
      const asked = await on.agent.sendMessage(say('ask'), callOf())
      const answer = say('yes', { taskId: asked.task?.id ?? '' })
      const answers = await Promise.all([1, 2, 3].map(() => on.agent.sendMessage(answer, callOf())))
      expect(answers.map((one) => stateOf(one))).toEqual(Array(3).fill('TASK_STATE_COMPLETED'))
      expect(await on.agent.sendMessage(answer, callOf())).toEqual(answers[0])
      expect(on.vendor.turns).toHaveLength(2)
    })

    it('goes on with a stream where it broke', async () => {
      const request = say('count 50')
      const events = await collect(on.agent.streamMessage(request, callOf()))
      const again = callOf(alice, { headers: { 'last-event-id': '20' } })
      expect(await collect(on.agent.streamMessage(request, again))).toEqual(events.slice(20))
    })
  })

  describe('a stream that is joined again', () => {
    const since = (place: number) => callOf(alice, { headers: { 'last-event-id': String(place) } })

    it('gets what follows its last event, of a finished task too, and nothing more', async () => {
      const events = await collect(on.agent.streamMessage(say('count 300'), callOf()))
      const id = events[0]?.task?.id ?? ''
      for (const place of [1, 150, 302]) {
        const rest = await collect(on.agent.subscribeToTask({ id }, since(place)))
        expect(rest).toEqual(events.slice(place))
        expect(places(rest)).toEqual(places(events.slice(place)))
      }
      await expect(collect(on.agent.subscribeToTask({ id }, since(303)))).rejects.toMatchObject({
        code: 'UNSUPPORTED_OPERATION',
      })
      await expect(collect(on.agent.subscribeToTask({ id }, callOf()))).rejects.toMatchObject({
        code: 'UNSUPPORTED_OPERATION',
      })
    })

    it('gets the task as it is for a place that is not in the log', async () => {
      const events = await collect(on.agent.streamMessage(say('count 10'), callOf()))
      const id = events[0]?.task?.id ?? ''
      const rest = await collect(on.agent.subscribeToTask({ id }, since(5_000)))
      expect(rest).toEqual([{ task: await on.agent.getTask({ id }, callOf()) }])
    })

    it('has no gap while the task runs, however slow its reader', async () => {
      const stream = on.agent.streamMessage(say('count 3000'), callOf())[Symbol.asyncIterator]()
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
