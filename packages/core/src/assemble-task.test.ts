import { describe, expect, it } from 'vitest'
import { createAssembly } from './assemble-task.ts'
import type { Message, Part, StreamResponse, Task, TaskState } from './protocol.ts'

const ids = { taskId: 't', contextId: 'c' }
const start: Task = { id: 't', contextId: 'c', status: { state: 'TASK_STATE_SUBMITTED' }, metadata: { a: 1 } }
const said = (messageId: string): Message => ({ messageId, role: 'ROLE_AGENT', parts: [{ text: messageId }] })
const status = (state: TaskState, message?: Message): StreamResponse => ({
  statusUpdate: { ...ids, status: { state, ...(message === undefined ? {} : { message }) } },
})
const chunk = (parts: Part[], append?: boolean, artifactId = 'a'): StreamResponse => ({
  artifactUpdate: { ...ids, artifact: { artifactId, parts }, ...(append === undefined ? {} : { append }) },
})

/** Deeply frozen, so that a change to an event throws. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen)
  return Object.freeze(value)
}

function assembled(events: StreamResponse[], task?: Task): Task {
  const assembly = createAssembly(task && frozen(task))
  for (const event of events) assembly.add(frozen(event))
  const result = assembly.result()
  if (result?.task === undefined) throw new Error('There is no task.')
  return result.task
}

describe('createAssembly', () => {
  it('has nothing before the first event, and the message of a stream that is one', () => {
    const assembly = createAssembly()
    expect(assembly.result()).toBeUndefined()
    assembly.add({ message: said('m') })
    expect(assembly.result()).toEqual({ message: said('m') })
  })

  it('follows a task to its end', () => {
    const events = [
      { task: start },
      status('TASK_STATE_WORKING'),
      chunk([{ text: 'Hel' }]),
      chunk([{ text: 'lo' }], true),
      status('TASK_STATE_COMPLETED'),
    ]
    expect(assembled(events)).toEqual({
      ...start,
      status: { state: 'TASK_STATE_COMPLETED' },
      artifacts: [{ artifactId: 'a', parts: [{ text: 'Hello' }] }],
    })
  })

  it('goes on from a task', () => {
    const task: Task = {
      ...start,
      artifacts: [{ artifactId: 'a', name: 'n', parts: [{ text: 'x' }] }],
      history: [said('h')],
    }
    expect(createAssembly(task).result()).toEqual({ task })
    expect(assembled([chunk([{ text: 'y' }], true)], task)).toEqual({
      ...task,
      artifacts: [{ artifactId: 'a', name: 'n', parts: [{ text: 'xy' }] }],
    })
  })

  it('begins without a task when the stream was joined late', () => {
    expect(assembled([chunk([{ text: 'x' }], true)])).toEqual({
      id: 't',
      contextId: 'c',
      status: { state: 'TASK_STATE_WORKING' },
      artifacts: [{ artifactId: 'a', parts: [{ text: 'x' }] }],
    })
    expect(assembled([status('TASK_STATE_FAILED')]).status.state).toBe('TASK_STATE_FAILED')
  })

  it('lets a later task replace what was there', () => {
    const done: Task = { id: 't', status: { state: 'TASK_STATE_COMPLETED' } }
    expect(assembled([{ task: start }, chunk([{ text: 'x' }]), { task: done }])).toEqual(done)
  })

  it('moves the message of the last status into the history, once', () => {
    const events = [
      status('TASK_STATE_WORKING', said('1')),
      status('TASK_STATE_WORKING', said('1')),
      status('TASK_STATE_WORKING', said('2')),
      status('TASK_STATE_COMPLETED', said('3')),
    ]
    const task = assembled(events, { ...start, history: [said('0'), said('2')] })
    expect(task.history?.map(({ messageId }) => messageId)).toEqual(['0', '2', '1'])
    expect(task.status.message).toEqual(said('3'))
  })

  it('replaces an artifact in its place, and tells artifacts apart', () => {
    const events = [
      chunk([{ text: 'a' }]),
      chunk([{ text: 'b' }], false, 'b'),
      chunk([{ text: 'A' }]),
      chunk([{ text: 'B' }], true, 'b'),
    ]
    expect(assembled(events).artifacts).toEqual([
      { artifactId: 'a', parts: [{ text: 'A' }] },
      { artifactId: 'b', parts: [{ text: 'bB' }] },
    ])
  })

  it('joins text only where chunks meet and nothing else differs', () => {
    const events = [
      chunk([{ text: 'a' }, { text: 'b' }]),
      chunk([{ text: 'c' }, { text: 'd' }], true),
      chunk([{ text: 'e', mediaType: 'text/markdown' }], true),
      chunk([{ text: 'f', mediaType: 'text/markdown' }], true),
      chunk([], true),
      chunk([{ data: 1 }], true),
      chunk([{ text: 'g', metadata: { n: 1 } }], true),
      chunk([{ text: 'h', metadata: { n: 2 } }], true),
    ]
    expect(assembled(events).artifacts?.[0]?.parts).toEqual([
      { text: 'a' },
      { text: 'bc' },
      { text: 'd' },
      { text: 'ef', mediaType: 'text/markdown' },
      { data: 1 },
      { text: 'g', metadata: { n: 1 } },
      { text: 'h', metadata: { n: 2 } },
    ])
  })

  it('merges what later events say about the task and its artifact', () => {
    const events: StreamResponse[] = [
      { statusUpdate: { ...ids, status: { state: 'TASK_STATE_WORKING' }, metadata: { b: 2 } } },
      chunk([]),
      {
        artifactUpdate: {
          ...ids,
          artifact: { artifactId: 'a', parts: [], name: 'n', metadata: { x: 1 } },
          append: true,
        },
      },
      { artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts: [], metadata: { y: 2 } }, append: true } },
    ]
    expect(assembled(events, start)).toMatchObject({
      metadata: { a: 1, b: 2 },
      artifacts: [{ artifactId: 'a', name: 'n', metadata: { x: 1, y: 2 }, parts: [] }],
    })
  })

  it('gives results that later events do not change', () => {
    const assembly = createAssembly(start)
    assembly.add(chunk([{ text: 'a' }]))
    assembly.add(status('TASK_STATE_WORKING', said('1')))
    const before = assembly.result()
    const copy = structuredClone(before)
    assembly.add(chunk([{ text: 'b' }], true))
    assembly.add(status('TASK_STATE_COMPLETED', said('2')))
    expect(before).toEqual(copy)
    expect(assembly.result()).not.toEqual(copy)
  })

  it('holds very many chunks', () => {
    const assembly = createAssembly()
    for (let index = 0; index < 200_000; index++) assembly.add(chunk([{ text: 'word ' }], index > 0))
    const text = JSON.stringify(assembly.result())
    expect(text).toContain('word word')
    expect(text.length).toBeGreaterThan(1_000_000)
  })
})

it('holds no more content than its limit, and still follows the state', () => {
  const assembly = createAssembly(undefined, 100)
  const ids = { taskId: 't', contextId: 'c' }
  assembly.add({ task: { id: 't', contextId: 'c', status: { state: 'TASK_STATE_WORKING' } } })
  for (let index = 0; index < 1_000; index += 1) {
    assembly.add({
      artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts: [{ text: 'x'.repeat(60) }] }, append: true },
    })
    const message = { messageId: `m${index}`, role: 'ROLE_AGENT', parts: [{ text: 'y'.repeat(60) }] } as const
    assembly.add({ statusUpdate: { ...ids, status: { state: 'TASK_STATE_WORKING', message } } })
  }
  assembly.add({ statusUpdate: { ...ids, status: { state: 'TASK_STATE_COMPLETED' } } })
  const text = JSON.stringify(assembly.result())
  expect(text.length).toBeLessThan(400)
  expect(text).toContain('TASK_STATE_COMPLETED')
})
