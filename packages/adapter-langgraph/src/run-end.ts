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
import type { LangGraphClient } from './langgraph-client.ts'
import type { RunReading } from './run-reading.ts'
import type { LangGraphSettings } from './settings.ts'
import { type ThreadState, threadState } from './thread.ts'
import { read, runAnswer } from './wire.ts'

export interface FinishedStream {
  readonly client: LangGraphClient
  readonly settings: LangGraphSettings
  readonly runId: string
  readonly reading: RunReading
  /** Whether the server told the end of the run, so that what it did not tell did not happen; not where it has forgotten its events. */
  readonly isTold: boolean
  readonly signal: AbortSignal
}

/**
 * How a run on a thread ended, whose stream has ended: a stream that merely ends says nothing, so the server is asked.
 * `undefined`: it goes on.
 */
export async function endOnThread(
  threadId: string,
  { client, settings, runId, reading, isTold, signal }: FinishedStream,
): Promise<readonly RunEvent[] | undefined> {
  if (reading.error !== undefined) return [endOfError(reading.error)]
  const { status } = read(runAnswer, await client.runs.get(threadId, runId, { signal }), 'a run')
  if (status === 'pending' || status === 'running') return undefined
  if (status === 'timeout') return [failed(ranTooLong())]
  if (status === 'error') return [failed(graphFailed(''))]
  const { stateKeys } = settings.output ?? {}
  const mayWait = reading.interrupted || status === 'interrupted' || !isTold
  // A thread carries its whole state, so it is asked only where it may say more than the run.
  if (!mayWait && stateKeys === undefined) return [{ type: 'done' }]
  const thread = await threadState(client, threadId, signal)
  if (reading.interrupted || (mayWait && waits(thread, status))) {
    // Where another run of the thread has begun since, what this one asked is what its stream told.
    return [inputRequired(threadId, thread.isInterrupted ? thread.interrupts : reading.interrupts)]
  }
  if (status === 'interrupted') return [{ type: 'canceled' }]
  return [...stateParts(runId, stateKeys, thread.values), { type: 'done' }]
}

/** A canceled run leaves its thread interrupted on the Python server, and is told from one that asks by asking nothing. */
const waits = ({ isInterrupted, interrupts }: ThreadState, status: 'success' | 'interrupted') =>
  isInterrupted && (status === 'success' || interrupts.length > 0)

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
