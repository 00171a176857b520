import type { ConnectionPool } from '@gateway/adapter-kit'
import {
  A_FILE_IS_NO_ANSWER,
  limitsFrom,
  readKept,
  SEVERAL_QUESTIONS_ARE_OPEN,
  underLimits,
  withExplainedErrors,
} from '@gateway/adapter-kit'
import type { JsonObject, JsonValue, RunContext, RunEvent, Runner, Turn } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { assistantCard } from './assistant-card.ts'
import { followRun } from './follow-run.ts'
import { answerOf, inputRequired, isFile } from './interrupts.ts'
import { createClients, explained, type LangGraphClient } from './langgraph-client.ts'
import { readPlace } from './place.ts'
import { configOf, inputOf } from './run-input.ts'
import { resumeRef, runRef } from './run-ref.ts'
import type { LangGraphSettings } from './settings.ts'
import { openQuestions } from './thread.ts'

/** Carries out turns as runs of an assistant: on the thread of the conversation, or each on its own where `stateless` is set. */
export function langGraphRunner(settings: LangGraphSettings, pool: ConnectionPool): Runner {
  const limits = limitsFrom(settings.limits)
  const connect = createClients(settings, pool)
  const { assistant, stateless = false } = settings

  /** One call under its limits. What the SDK throws leaves it as a `GatewayError`. */
  function call(
    context: RunContext,
    events: (client: LangGraphClient, signal: AbortSignal) => AsyncIterable<RunEvent>,
  ): AsyncIterable<RunEvent> {
    const open = async (signal: AbortSignal, alive: () => void) =>
      withExplainedErrors(events(await connect({ trace: context.trace, alive }), signal), explained)
    return underLimits(open, { limits, signal: context.signal })
  }

  async function* runOnThread(turn: Turn, client: LangGraphClient, signal: AbortSignal): AsyncGenerator<RunEvent> {
    const asked = turn.resume === undefined ? undefined : readKept(resumeRef, turn.resume)
    const threadId = asked?.threadId ?? turn.sessionId
    let work: Work
    if (asked === undefined) {
      work = { input: inputOf(turn.message.parts, settings) }
    } else {
      const questions = await openQuestions(client, asked, signal)
      const answer = answerOf(turn.message.parts, asked.interruptIds)
      if (answer === undefined) {
        const why = turn.message.parts.some(isFile) ? A_FILE_IS_NO_ANSWER : SEVERAL_QUESTIONS_ARE_OPEN
        yield inputRequired(asked, questions, why)
        return
      }
      work = { command: { resume: answer } }
    }
    let runId: string | undefined
    const { promise: named, resolve: isNamed } = Promise.withResolvers<void>()
    const parts = client.runs.stream(threadId, assistant, {
      ...payloadOf(turn, work, settings),
      streamResumable: true,
      onDisconnect: 'continue',
      multitaskStrategy: 'enqueue',
      ifNotExists: 'create',
      onRunCreated: ({ run_id }) => {
        runId = run_id
        isNamed()
      },
      signal,
    })
    const said = asked && (asked.said ?? {})
    yield* followRun({ client, settings, threadId, runId: () => runId, stream: { parts, named }, said, signal })
  }

  function runAlone(turn: Turn, client: LangGraphClient, signal: AbortSignal): AsyncIterable<RunEvent> {
    let runId: string | undefined
    const { promise: named, resolve: isNamed } = Promise.withResolvers<void>()
    const parts = client.runs.stream(null, assistant, {
      ...payloadOf(turn, { input: inputOf(turn.message.parts, settings) }, settings),
      onDisconnect: 'cancel',
      onRunCreated: ({ run_id }) => {
        runId = run_id
        isNamed()
      },
      signal,
    })
    return followRun({ client, settings, runId: () => runId, stream: { parts, named }, signal })
  }

  return {
    run: (turn, context) =>
      call(context, (client, signal) => (stateless ? runAlone : runOnThread)(turn, client, signal)),

    async cancel(ref: JsonValue, context: RunContext) {
      const { threadId, runId } = readKept(runRef, ref)
      // A run without a thread ends with its connection.
      if (threadId === undefined) return
      const client = await connect({ trace: context.trace })
      await client.runs.cancel(threadId, runId, false, 'interrupt', { signal: context.signal }).catch(rethrow)
    },

    resume: (ref, cursor, context) =>
      call(context, (client, signal) => {
        const { threadId, runId, said } = readKept(runRef, ref)
        if (threadId === undefined) throw isAlone()
        const from = cursor === undefined ? undefined : readPlace(cursor)
        return followRun({ client, settings, threadId, runId: () => runId, from, said, signal })
      }),

    getAgentCard: async (context) => assistantCard(await connect({}), settings, context?.signal).catch(rethrow),
  }
}

type Work = { readonly input: JsonObject } | { readonly command: { readonly resume: JsonValue } }

/** What begins a run, on a thread or without one. */
function payloadOf(turn: Turn, work: Work, settings: LangGraphSettings) {
  const streamMode: ('messages-tuple' | 'updates' | 'custom' | 'values')[] = ['messages-tuple', 'updates', 'custom']
  // Without a thread there is no other place to read the final state from.
  if (settings.stateless && settings.output?.stateKeys !== undefined) streamMode.push('values')
  const config = configOf(turn, settings)
  return {
    ...work,
    streamMode,
    // Tokens and questions of graphs within the graph.
    streamSubgraphs: true,
    metadata: { a2a_task_id: turn.taskId },
    ...(Object.keys(config).length === 0 ? {} : { config }),
  }
}

function rethrow(error: unknown): never {
  throw explained(error)
}

const isAlone = () =>
  gatewayError(
    'UNSUPPORTED_OPERATION',
    'This run cannot be joined again: the agent is stateless (settings.stateless), so its runs end with their connection.',
  )
