import { gatewayError, type JsonObject } from '@gateway/core'
import type { LangGraphClient } from './langgraph-client.ts'
import type { ResumeRef } from './run-ref.ts'
import { type Interrupt, read, stateValues, threadAnswer } from './wire.ts'

/** How a thread stands. */
export interface ThreadState {
  readonly isInterrupted: boolean
  /** What it waits for; none at a breakpoint of the graph's own. */
  readonly interrupts: readonly Interrupt[]
  values(): JsonObject
}

export async function threadState(
  client: LangGraphClient,
  threadId: string,
  signal: AbortSignal,
): Promise<ThreadState> {
  const { status, interrupts, values } = read(threadAnswer, await client.threads.get(threadId, { signal }), 'a thread')
  return {
    isInterrupted: status === 'interrupted',
    interrupts: Object.values(interrupts ?? {}).flat(),
    values: () => read(stateValues, values ?? {}, 'a state'),
  }
}

/**
 * What the thread waits for. Throws when it no longer waits for what was asked: LangGraph takes an answer that comes too
 * late for the old state's and reports success.
 */
export async function openQuestions(
  client: LangGraphClient,
  { threadId, interruptIds }: ResumeRef,
  signal: AbortSignal,
): Promise<readonly Interrupt[]> {
  const { isInterrupted, interrupts } = await threadState(client, threadId, signal)
  const isOpen = (id: string) => interrupts.some((each) => each.id === id)
  if (!isInterrupted || !interruptIds.every(isOpen)) throw noLongerAsked()
  return interruptIds.length === 0
    ? interrupts
    : interrupts.filter(({ id }) => id !== undefined && interruptIds.includes(id))
}

const noLongerAsked = () =>
  gatewayError(
    'UNSUPPORTED_OPERATION',
    'The agent no longer waits for this answer: a later message of the conversation took its place. Send a new message without a taskId.',
  )
