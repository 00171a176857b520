import { expect, it } from 'vitest'
import { collect, onEachEngine } from './engine-tests.fixture.ts'
import { callOf, say, stateOf } from './test-runner.fixture.ts'

onEachEngine((on) => {
  it('cancels: at the vendor, here, and a task that only waits', async () => {
    const id = await on.working()
    const watching = collect(on.agent.subscribeToTask({ id }, callOf()))
    expect(stateOf({ task: await on.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
    expect(on.vendor.canceled).toMatchObject([{ said: 'hold' }])
    expect((await watching).at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_CANCELED')
    await expect(on.agent.cancelTask({ id }, callOf())).rejects.toMatchObject({ code: 'TASK_NOT_CANCELABLE' })
    const asked = await on.agent.sendMessage(say('ask'), callOf())
    const canceled = await on.agent.cancelTask({ id: asked.task?.id ?? '' }, callOf())
    expect(stateOf({ task: canceled })).toBe('TASK_STATE_CANCELED')
    expect(await on.agent.getTask({ id: canceled.id }, callOf())).toEqual(canceled)
    const stubborn = await on.working('stubborn')
    await expect(on.agent.cancelTask({ id: stubborn }, callOf())).rejects.toMatchObject({
      code: 'TASK_NOT_CANCELABLE',
    })
    on.vendor.release()
  })

  it('ends a task whose runner does not heed its cancel', async () => {
    const id = await on.working('deaf')
    expect(stateOf({ task: await on.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
    on.vendor.release()
  }, 20_000)
})
