import { describe, expect, it } from 'vitest'
import { createAssembly } from './assemble-task.ts'
import { gatewayError } from './gateway-error.ts'
import type { StreamResponse } from './protocol.ts'
import type { RunEvent } from './run-event.ts'
import { createRunTranslation } from './run-translation.ts'

const ids = { taskId: 'task-1', contextId: 'context-1' }

function translated(events: readonly RunEvent[], artifactIds: readonly string[] = []): StreamResponse[] {
  let messages = 0
  const translation = createRunTranslation({
    ...ids,
    artifactIds,
    messageId: () => `message-${++messages}`,
    now: () => Date.parse('2026-01-02T03:04:05.678Z'),
  })
  return events.flatMap((event) => translation.translate(event) ?? [])
}

const timestamp = '2026-01-02T03:04:05.678Z'
const status = (state: string, more = {}) => ({ statusUpdate: { ...ids, status: { state, timestamp, ...more } } })

describe('createRunTranslation', () => {
  it('streams an artifact piece by piece', () => {
    expect(
      translated([
        { type: 'started', ref: 'r' },
        { type: 'text', artifactId: 'a', text: 'Hel', name: 'answer' },
        { type: 'text', artifactId: 'a', text: 'lo' },
        { type: 'artifact-end', artifactId: 'a', metadata: { cited: true } },
        { type: 'done' },
      ]),
    ).toEqual([
      status('TASK_STATE_WORKING'),
      {
        artifactUpdate: {
          ...ids,
          artifact: { artifactId: 'a', name: 'answer', parts: [{ text: 'Hel' }] },
          append: false,
          lastChunk: false,
        },
      },
      {
        artifactUpdate: {
          ...ids,
          artifact: { artifactId: 'a', parts: [{ text: 'lo' }] },
          append: true,
          lastChunk: false,
        },
      },
      {
        artifactUpdate: {
          ...ids,
          artifact: { artifactId: 'a', parts: [{ text: '' }], metadata: { cited: true } },
          append: true,
          lastChunk: true,
        },
      },
      status('TASK_STATE_COMPLETED'),
    ])
  })

  it('gives what an assembly makes one text of', () => {
    const assembly = createAssembly({
      id: ids.taskId,
      contextId: ids.contextId,
      status: { state: 'TASK_STATE_SUBMITTED' },
    })
    for (const event of translated([
      { type: 'text', artifactId: 'a', text: 'Hel' },
      { type: 'text', artifactId: 'a', text: 'lo' },
      { type: 'part', artifactId: 'b', part: { raw: 'AA==', mediaType: 'image/png' }, last: true },
      { type: 'artifact-end', artifactId: 'b' },
      { type: 'artifact-end', artifactId: 'a' },
    ]))
      assembly.add(event)
    expect(assembly.result()?.task?.artifacts).toEqual([
      { artifactId: 'a', parts: [{ text: 'Hello' }] },
      { artifactId: 'b', parts: [{ raw: 'AA==', mediaType: 'image/png' }] },
    ])
  })

  it('goes on with the artifacts of a run that is joined again', () => {
    const [event] = translated([{ type: 'text', artifactId: 'a', text: 'lo' }], ['a'])
    expect(event?.artifactUpdate?.append).toBe(true)
  })

  it.each<[RunEvent, string]>([
    [{ type: 'input-required', parts: [{ text: 'name?' }], resume: 1 }, 'TASK_STATE_INPUT_REQUIRED'],
    [{ type: 'auth-required', parts: [{ text: 'name?' }], resume: 1 }, 'TASK_STATE_AUTH_REQUIRED'],
    [{ type: 'rejected', parts: [{ text: 'name?' }] }, 'TASK_STATE_REJECTED'],
    [{ type: 'progress', parts: [{ text: 'name?' }] }, 'TASK_STATE_WORKING'],
  ])('tells %o with a message of the agent', (event, state) => {
    const message = { messageId: 'message-1', role: 'ROLE_AGENT', parts: [{ text: 'name?' }], ...ids }
    expect(translated([event])).toEqual([status(state, { message })])
  })

  it('says why a run failed and whether it is worth another try', () => {
    const error = gatewayError('AGENT_UNREACHABLE', 'Nothing listens.', { retryable: true, retryAfter: 3 })
    const [event] = translated([{ type: 'failed', error }])
    expect(event?.statusUpdate?.status.message?.parts).toEqual([{ text: 'Nothing listens.' }])
    expect(event?.statusUpdate?.metadata).toEqual({
      error: { code: 'AGENT_UNREACHABLE', retryable: true, retryAfter: 3 },
    })
  })

  it('keeps what is for the host from the caller', () => {
    expect(
      translated([
        { type: 'session', session: { id: 'conv_1' } },
        { type: 'usage', usage: { inputTokens: 1 } },
      ]),
    ).toEqual([])
  })

  it('ends no text that has not begun', () => {
    expect(translated([{ type: 'artifact-end', artifactId: 'never' }])).toEqual([])
  })
})
