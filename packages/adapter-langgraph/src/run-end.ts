import {
  type GatewayError,
  gatewayError,
  type JsonObject,
  type RunEvent,
  type RunFailed,
  type TerminalRunEvent,
} from '@gateway/core'
import { partOfState } from './content-parts.ts'
import { inputRequired } from './interrupts.ts'
import { isGone, type LangGraphClient } from './langgraph-client.ts'
import { missedText } from './missed-text.ts'
import type { RunReading } from './run-reading.ts'
import { stateOfRun } from './run-state.ts'
import type { LangGraphSettings } from './settings.ts'
import { threadStatus } from './thread.ts'
import { type Interrupt, type RunStatus, read, runAnswer } from './wire.ts'

export interface FinishedStream {
  readonly client: LangGraphClient
  readonly settings: LangGraphSettings
  readonly runId: string
  readonly reading: RunReading
  /** What of the run's events was read: all, those behind a place, or none that the last connection could have brought. */
  readonly read: 'all' | 'rest' | 'none'
  readonly signal: AbortSignal
}

/**
 * How a run on a thread ended, whose stream has ended: a stream that merely ends says nothing, so the server is asked,
 * for the run and for the thread. `undefined`: it goes on.
 */
export async function endOnThread(threadId: string, stream: FinishedStream): Promise<readonly RunEvent[] | undefined> {
  const { client, settings, runId, reading, signal } = stream
  if (reading.error !== undefined) return [endOfError(reading.error)]
  const [status, thread] = await Promise.all([
    runStatus(client, { threadId, runId }, signal),
    threadStatus(client, threadId, signal),
  ])
  if (status === 'pending' || status === 'running') return undefined
  if (status === 'timeout') return [failed(ranTooLong())]
  if (status === 'error') return [failed(graphFailed(''))]
  if (status === 'gone') return [{ type: 'canceled' }]
  const asks = (questions: readonly Interrupt[]) =>
    inputRequired({ threadId, said: Object.fromEntries(reading.said) }, questions)
  if (status === 'success' && stream.read === 'all' && reading.interrupts.length > 0) return [asks(reading.interrupts)]
  const { stateKeys } = settings.output ?? {}
  // A state is all that a conversation has left, so it is asked only where it may say more than the run and the thread.
  const isComplete = status === 'success' && thread !== 'interrupted' && stream.read === 'all' && !reading.interrupted
  if (isComplete && stateKeys === undefined) return [{ type: 'done' }]
  const state = await stateOfRun(client, { threadId, runId }, signal)
  const missed =
    stream.read === 'none' && state.isOwn ? missedText(state.values(), reading.said, { runId, settings }) : []
  // A run that was canceled leaves steps behind that do not ask, or no state where it was still waiting for others.
  if (status === 'interrupted' && !(state.isOwn && state.waitsForAnswersOnly)) return [...missed, { type: 'canceled' }]
  if (state.waits) return [...missed, asks(state.interrupts)]
  return [...missed, ...stateParts(runId, stateKeys, state.values), { type: 'done' }]
}

async function runStatus(
  client: LangGraphClient,
  { threadId, runId }: { readonly threadId: string; readonly runId: string },
  signal: AbortSignal,
): Promise<RunStatus | 'gone'> {
  try {
    return read(runAnswer, await client.runs.get(threadId, runId, { signal }), 'a run').status
  } catch (error) {
    // A run that is rolled back is deleted.
    if (isGone(error)) return 'gone'
    throw error
  }
}

/** How a run without a thread ended: of such a run the server keeps nothing that could be asked. */
export function endAlone({ settings, runId, reading }: FinishedStream): readonly RunEvent[] {
  // `interrupt()` without a thread: the JavaScript server lets it fail with this class.
  if (reading.interrupted || reading.error?.name === 'GraphValueError') return [failed(cannotAsk())]
  if (reading.error !== undefined) return [endOfError(reading.error)]
  return [...stateParts(runId, settings.output?.stateKeys, () => reading.values ?? {}), { type: 'done' }]
}

function stateParts(runId: string, keys: readonly string[] = [], values: () => JsonObject): RunEvent[] {
  if (keys.length === 0) return []
  const state = values()
  return keys.flatMap((key): RunEvent[] => {
    const value = Object.hasOwn(state, key) ? state[key] : undefined
    if (value === undefined || value === null) return []
    return [{ type: 'part', artifactId: `${runId}-${key}`, name: key, part: partOfState(value), last: true }]
  })
}

function endOfError({ name, canceled }: NonNullable<RunReading['error']>): TerminalRunEvent {
  return canceled ? { type: 'canceled' } : failed(graphFailed(name))
}

const failed = (error: GatewayError): RunFailed => ({ type: 'failed', error })

/** The class of an exception, where it is one: its message is the graph's own and may hold anything. */
const CLASS_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/

function graphFailed(name: string): GatewayError {
  if (name === 'GraphRecursionError') {
    return gatewayError(
      'AGENT_ERROR',
      'The graph took more steps than its recursion limit allows. If that is expected of it, raise settings.recursionLimit.',
    )
  }
  const told = CLASS_NAME.test(name) ? ` (${name})` : ''
  return gatewayError('AGENT_ERROR', `The graph failed${told}. The LangGraph server's log has the exception.`)
}

const ranTooLong = () =>
  gatewayError('AGENT_TIMEOUT', 'The run took longer than the LangGraph server allows, which ended it.')

const cannotAsk = () =>
  gatewayError(
    'AGENT_ERROR',
    'The graph asks for an answer or needs a thread, which it does not get: the agent is stateless. Leave out settings.stateless.',
  )
