import { describe, expect, it } from 'vitest'
import { readEvent } from '../wire/read-event.ts'
import { afterEvent } from './after-event.ts'
import { afterRefusal, afterSending, nextMessage } from './after-sending.ts'
import { type Conversation, emptyConversation } from './conversation.ts'

/** The conversation after what came on the wire. */
const after = (results: readonly unknown[], from: Conversation = emptyConversation) =>
  results.reduce<Conversation>((conversation, result) => {
    const event = readEvent(result)
    if (event === undefined) throw new Error(`this is no event: ${JSON.stringify(result)}`)
    return afterEvent(conversation, event)
  }, from)

/** What is shown, in a line each. */
const shown = ({ entries }: Conversation) =>
  entries.map((entry) => {
    if (entry.kind === 'end') return `end: ${entry.state}`
    const { parts } = entry.kind === 'message' ? entry.message : entry.artifact
    const text = parts.map((part) => (part.kind === 'text' ? part.text : part.kind)).join('|')
    return entry.kind === 'message'
      ? `${entry.message.role}: ${text} (${entry.delivery})`
      : `${entry.artifact.id}: ${text}${entry.growing ? '…' : ''}`
  })

const sent = afterSending(emptyConversation, nextMessage(emptyConversation, [{ kind: 'text', text: 'hi' }], 'm1'))
const ids = { taskId: 't', contextId: 'c' }
const stream10 = [
  {
    task: {
      id: 't',
      contextId: 'c',
      status: { state: 'TASK_STATE_SUBMITTED' },
      history: [{ messageId: 'm1', role: 'ROLE_USER', parts: [{ text: 'hi' }] }],
    },
  },
  {
    statusUpdate: {
      ...ids,
      status: {
        state: 'TASK_STATE_WORKING',
        message: { messageId: 'm2', role: 'ROLE_AGENT', parts: [{ text: 'looking' }] },
      },
    },
  },
  { artifactUpdate: { ...ids, artifact: { artifactId: 'a', name: 'reply', parts: [{ text: 'one ' }] } } },
  {
    artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts: [{ text: 'two' }] }, append: true, lastChunk: true },
  },
  { statusUpdate: { ...ids, status: { state: 'TASK_STATE_COMPLETED' } } },
]
const stream03 = [
  {
    kind: 'task',
    id: 't',
    contextId: 'c',
    status: { state: 'submitted' },
    history: [{ kind: 'message', messageId: 'm1', role: 'user', parts: [{ kind: 'text', text: 'hi' }] }],
  },
  {
    kind: 'status-update',
    ...ids,
    final: false,
    status: {
      state: 'working',
      message: { kind: 'message', messageId: 'm2', role: 'agent', parts: [{ kind: 'text', text: 'looking' }] },
    },
  },
  {
    kind: 'artifact-update',
    ...ids,
    artifact: { artifactId: 'a', name: 'reply', parts: [{ kind: 'text', text: 'one ' }] },
  },
  {
    kind: 'artifact-update',
    ...ids,
    artifact: { artifactId: 'a', parts: [{ kind: 'text', text: 'two' }] },
    append: true,
    lastChunk: true,
  },
  { kind: 'status-update', ...ids, final: true, status: { state: 'completed' } },
]

describe.each([
  ['1.0', stream10],
  ['0.3', stream03],
])('a stream of %s', (_version, stream) => {
  it('is what was said, what the agent says and makes, and how it ended', () => {
    expect(shown(after(stream, sent))).toEqual([
      'user: hi (sent)',
      'agent: looking (sent)',
      'a: one two',
      'end: completed',
    ])
  })

  it('grows piece by piece', () => {
    expect(shown(after(stream.slice(0, 3), sent)).at(-1)).toBe('a: one …')
    expect(after(stream.slice(0, 3), sent)).toMatchObject({ contextId: 'c', task: { id: 't', state: 'working' } })
  })

  it('is joined again by the task as it is, with nothing twice', () => {
    const now = {
      id: 't',
      contextId: 'c',
      status: { state: 'TASK_STATE_WORKING' },
      history: [{ messageId: 'm1', role: 'ROLE_USER', parts: [{ text: 'hi' }] }],
      artifacts: [{ artifactId: 'a', name: 'reply', parts: [{ text: 'one ' }] }],
    }
    const joined = after([{ task: now }, ...stream.slice(3)], after(stream.slice(0, 3), sent))
    expect(shown(joined)).toEqual(['user: hi (sent)', 'agent: looking (sent)', 'a: one two', 'end: completed'])
  })
})

describe('what is said next', () => {
  const asked = after(
    [
      {
        statusUpdate: {
          ...ids,
          status: {
            state: 'TASK_STATE_INPUT_REQUIRED',
            message: { messageId: 'q', role: 'ROLE_AGENT', parts: [{ text: 'which?' }] },
          },
        },
      },
    ],
    sent,
  )

  it('answers a task that waits', () => {
    expect(asked.task?.question?.id).toBe('q')
    expect(nextMessage(asked, [], 'm3')).toMatchObject({ taskId: 't', contextId: 'c' })
  })

  it('is a new task in the same conversation once that has ended', () => {
    const over = after(stream10, sent)
    expect(over.task?.question).toBeUndefined()
    expect(nextMessage(over, [], 'm3')).toEqual({
      id: 'm3',
      role: 'user',
      parts: [],
      taskId: undefined,
      contextId: 'c',
    })
  })

  it('stays where it did not arrive, and is sent again in one place', () => {
    const refused = afterRefusal(sent)
    expect(shown(refused)).toEqual(['user: hi (failed)'])
    const message = nextMessage(emptyConversation, [{ kind: 'text', text: 'hi' }], 'm1')
    expect(shown(afterSending(refused, message))).toEqual(['user: hi (sending)'])
  })
})

describe('an agent without tasks', () => {
  it('answers with messages in one conversation', () => {
    const said = after(
      [{ message: { messageId: 'a1', role: 'ROLE_AGENT', contextId: 'c', parts: [{ text: 'yes' }] } }],
      sent,
    )
    expect(shown(said)).toEqual(['user: hi (sent)', 'agent: yes (sent)'])
    expect(nextMessage(said, [], 'm3')).toMatchObject({ contextId: 'c', taskId: undefined })
  })
})

describe('pieces', () => {
  it('that are files or data stand behind the text before them', () => {
    const artifact = (parts: readonly object[], append: boolean) => ({
      artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts }, append },
    })
    const pieces = after([
      artifact([{ text: 'x' }], false),
      artifact([{ data: 1 }], true),
      artifact([{ text: 'y' }], true),
    ])
    expect(shown(pieces)).toEqual(['a: x|data|y…'])
  })

  it('that do not append begin the artifact anew', () => {
    const artifact = (text: string) => ({
      artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts: [{ text }] } },
    })
    expect(shown(after([artifact('x'), artifact('y')]))).toEqual(['a: y…'])
  })
})
