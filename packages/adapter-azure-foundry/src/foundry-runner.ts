import { type ConnectionPool, createSessionQueue, limitsFrom, readKept, underLimits } from '@gateway/adapter-kit'
import { gatewayError, type JsonValue, type RunContext, type RunEvent, type Runner, type Turn } from '@gateway/core'
import { z } from 'zod'
import { agentCard } from './agent-card.ts'
import { answersTo, isFile } from './answers.ts'
import { entraTokens } from './entra-token.ts'
import { followResponse } from './follow-response.ts'
import { type ClientCall, createClients, type FoundryClients } from './foundry-client.ts'
import { explained, slowAnswer } from './foundry-errors.ts'
import { type Input, messageInput } from './message-input.ts'
import { askedAgain, resumeRef } from './questions.ts'
import { runRef, type SessionState, sessionState } from './run-ref.ts'
import type { AzureFoundrySettings } from './settings.ts'
import { targetOf } from './target.ts'
import { conversation, read } from './wire.ts'

/** How long one plain answer of the service may take: it is asked for a conversation, or to cancel. */
const ANSWER_SECONDS = 30

const cursorNumber = z.coerce.number().int().nonnegative()

/**
 * Carries out turns as responses of an agent: a prompt agent's in a conversation that the service keeps, a hosted
 * agent's each going on from the one before it. Turns of one conversation wait for each other: the service refuses a
 * second one.
 */
export function foundryRunner(settings: AzureFoundrySettings, pool: ConnectionPool): Runner {
  const limits = limitsFrom(settings.limits)
  const target = targetOf(settings)
  const { isHosted, agent } = target
  const connect = createClients(target, limits, pool, entraTokens(settings.auth))
  const conversations = createSessionQueue()
  const background = settings.background === true
  const files = settings.files !== false

  /** A stream of the service under its limits. What the SDK throws leaves it as a `GatewayError`. */
  function call(
    { trace, signal }: RunContext,
    events: (clients: FoundryClients, signal: AbortSignal) => AsyncIterable<RunEvent>,
  ): AsyncIterable<RunEvent> {
    const open = async (inner: AbortSignal, alive: () => void) =>
      withExplainedErrors(events(await connect({ trace, alive }), inner))
    return underLimits(open, { limits, signal })
  }

  async function asked<Answer>(
    { signal, ...call }: ClientCall & { readonly signal?: AbortSignal },
    ask: (clients: FoundryClients, signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    const timeout = AbortSignal.timeout(ANSWER_SECONDS * 1000)
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
    try {
      return await ask(await connect(call), both)
    } catch (error) {
      throw timeout.aborted && signal?.aborted !== true ? slowAnswer(ANSWER_SECONDS, error) : explained(error)
    }
  }

  async function* run(turn: Turn, context: RunContext): AsyncGenerator<RunEvent, void> {
    const resumed = turn.resume === undefined ? undefined : readKept(resumeRef, turn.resume)
    const state = turn.session === undefined ? {} : read(sessionState, turn.session, 'a conversation')
    const input = resumed?.questions.length
      ? answersTo(resumed.questions, turn.message.parts)
      : [messageInput(turn.message.parts)]
    if (input === undefined) {
      if (resumed !== undefined) yield askedAgain(resumed, turn.message.parts.some(isFile))
      return
    }
    const leave = await conversations.enter(turn.sessionId, context.signal)
    try {
      let place: SessionState = resumed === undefined ? state : { ...resumed, previousResponseId: resumed.responseId }
      if (!isHosted) {
        const conversationId = place.conversationId ?? (await newConversation(turn, context))
        place = { conversationId }
        if (state.conversationId !== conversationId) yield { type: 'session', session: { conversationId } }
      }
      yield* call(context, (clients, signal) => begin(turn, { input, place, clients, signal }))
    } finally {
      leave()
    }
  }

  async function newConversation(turn: Turn, context: RunContext): Promise<string> {
    const made = await asked(context, ({ project }, signal) =>
      project.conversations.create({ metadata: { a2a_session: turn.sessionId } }, { signal }),
    )
    return read(conversation, made, 'a conversation').id
  }

  async function* begin(turn: Turn, { input, place, clients, signal }: Beginning): AsyncGenerator<RunEvent> {
    const { conversationId, previousResponseId, agentSessionId } = place
    const body = {
      input: [...input],
      stream: true as const,
      metadata: { a2a_task_id: turn.taskId },
      ...(background ? { background, store: true } : {}),
      ...(isHosted
        ? {
            ...(previousResponseId === undefined ? {} : { previous_response_id: previousResponseId }),
            ...(agentSessionId === undefined ? {} : { agent_session_id: agentSessionId }),
          }
        : { conversation: conversationId ?? null, agent_reference: { type: 'agent_reference', ...agent } }),
    }
    const stream = await clients.agent.responses.create(body, { signal })
    yield* followResponse({ clients, conversationId, background, files, stream, signal })
  }

  return {
    run,

    async cancel(ref: JsonValue, context: RunContext) {
      const { responseId, background } = readKept(runRef, ref)
      // One that is not in the background ends with its connection.
      if (background) await asked(context, ({ agent }, signal) => agent.responses.cancel(responseId, { signal }))
    },

    resume: (ref, cursor, context) =>
      call(context, (clients, signal) => {
        const { responseId, conversationId, background } = readKept(runRef, ref)
        if (!background) throw endsWithItsConnection()
        const after = cursor === undefined ? {} : { after: read(cursorNumber, cursor, 'a place in an answer') }
        return followResponse({ clients, responseId, conversationId, background, files, ...after, signal })
      }),

    ...(agent === undefined
      ? {}
      : {
          getAgentCard: (context) =>
            asked(context ?? {}, ({ project }, signal) => agentCard(project, target.base, agent, signal)),
        }),
  }
}

interface Beginning {
  readonly input: readonly Input[]
  readonly place: SessionState
  readonly clients: FoundryClients
  readonly signal: AbortSignal
}

async function* withExplainedErrors(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  try {
    yield* events
  } catch (error) {
    throw explained(error)
  }
}

const endsWithItsConnection = () =>
  gatewayError(
    'UNSUPPORTED_OPERATION',
    'This run cannot be joined again: it is not in the background (settings.background), so it ended with its connection.',
  )
