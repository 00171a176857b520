import { gatewayError, isGatewayError } from '@gateway/core'
import { z } from 'zod'
import type { LangGraphClient } from './langgraph-client.ts'
import type { ResumeRef } from './run-ref.ts'
import { pendingIn } from './run-state.ts'
import { type Interrupt, read, stateAnswer, type ThreadStatus, threadAnswer } from './wire.ts'

/** How a thread stands. It is searched for, because that answers without its state, which may be large. */
export async function threadStatus(
  client: LangGraphClient,
  threadId: string,
  signal: AbortSignal,
): Promise<ThreadStatus> {
  const found = await client.threads
    .search({ ids: [threadId], select: ['thread_id', 'status'], limit: 1, signal })
    .catch(nothingWhereRefused)
  // Older servers do not know `ids`, and others may not allow a search.
  const own = read(z.array(threadAnswer), found, 'threads').find(({ thread_id: id }) => id === threadId)
  return (own ?? read(threadAnswer, await client.threads.get(threadId, { signal }), 'a thread')).status
}

function nothingWhereRefused(error: unknown): readonly [] {
  if (isGatewayError(error) && error.code === 'AGENT_ERROR') return []
  throw error
}

/**
 * What the thread waits for. Throws when it no longer waits for what was asked: LangGraph takes an answer that comes too
 * late for the old state's and reports success. The state is asked, because the thread itself lists one question where
 * graphs within the graph ask several, and none when some of those are answered.
 */
export async function openQuestions(
  client: LangGraphClient,
  { threadId, interruptIds }: ResumeRef,
  signal: AbortSignal,
): Promise<readonly Interrupt[]> {
  const [status, told] = await Promise.all([
    threadStatus(client, threadId, signal),
    client.threads.getState(threadId, undefined, { signal }),
  ])
  const { waits, interrupts } = pendingIn(read(stateAnswer, told, 'a state'))
  const isOpen = (id: string) => interrupts.some((each) => each.id === id)
  // A run of another message is about to take the question's place.
  if (status === 'busy' || !waits || !interruptIds.every(isOpen)) throw noLongerAsked()
  return interruptIds.length === 0
    ? interrupts
    : interrupts.filter(({ id }) => id !== undefined && interruptIds.includes(id))
}

const noLongerAsked = () =>
  gatewayError(
    'UNSUPPORTED_OPERATION',
    'The agent no longer waits for this answer: a later message of the conversation took its place. Send a new message without a taskId.',
  )
