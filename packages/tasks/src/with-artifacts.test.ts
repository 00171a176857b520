import type { Artifact, Task, TaskState } from '@gateway/core'
import { defineAgent } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { expect, it } from 'vitest'
import { complete } from './complete.ts'
import { alice, callOf, send } from './native-agent.fixture.ts'
import { createTaskIndex } from './task-index.ts'

const artifacts: readonly Artifact[] = [{ artifactId: 'a', parts: [{ text: 'result' }] }]
const task = (state: TaskState, more: Partial<Task> = {}): Task => ({
  id: 't',
  contextId: 'c',
  status: { state },
  ...more,
})

/** A task as it is asked for after it was answered with its artifacts. */
async function askedAfterwards(later: Task, traits = {}) {
  const forgetful = defineAgent({
    traits: { tasks: true, ...traits },
    sendMessage: async () => ({ task: task('TASK_STATE_COMPLETED', { artifacts }) }),
    getTask: async () => later,
  })
  const whole = complete(forgetful, { index: createTaskIndex({ store: memoryStore().tasks }), upstream: 'u' })
  await whole.sendMessage(send(), callOf(alice))
  const call = callOf(alice)
  const found = await whole.getTask({ id: 't' }, call)
  return { found, repairs: call.facts.filter(({ type }) => type === 'repair') }
}

it('are those that were seen, where the agent shows none', async () => {
  const { found, repairs } = await askedAfterwards(task('TASK_STATE_COMPLETED', { artifacts: [] }))
  expect(found).toEqual(task('TASK_STATE_COMPLETED', { artifacts }))
  expect(repairs).toEqual([{ type: 'repair', repair: 'forgotten-artifacts' }])
})

it("are the agent's own, where it shows any", async () => {
  const own = [{ artifactId: 'b', parts: [{ text: 'edited' }] }]
  const { found, repairs } = await askedAfterwards(task('TASK_STATE_COMPLETED', { artifacts: own }))
  expect(found.artifacts).toEqual(own)
  expect(repairs).toEqual([])
})

it('have the ids under which they were seen, of an agent whose streams name them otherwise', async () => {
  const own = [
    { artifactId: 'b', name: 'Answer', parts: [{ text: 'res' }, { text: 'ult' }] },
    { artifactId: 'c', parts: [{ text: 'another' }] },
    { artifactId: 'd', parts: [{ data: 1 }] },
  ]
  const { found, repairs } = await askedAfterwards(task('TASK_STATE_COMPLETED', { artifacts: own }), {
    renamesArtifacts: true,
  })
  expect(found.artifacts).toEqual([{ ...own[0], artifactId: 'a' }, ...own.slice(1)])
  expect(repairs).toEqual([])
  const same = task('TASK_STATE_COMPLETED', { artifacts })
  expect((await askedAfterwards(same, { renamesArtifacts: true })).found).toBe(same)
})

it('are none of a task that goes on, or that is another', async () => {
  expect((await askedAfterwards(task('TASK_STATE_WORKING'))).found).not.toHaveProperty('artifacts')
  const other = { ...task('TASK_STATE_COMPLETED'), id: 'other' }
  expect((await askedAfterwards(other)).found).not.toHaveProperty('artifacts')
})
