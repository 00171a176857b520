import { type ConnectionPool, createSessionQueue, limitsFrom, underLimits } from '@gateway/adapter-kit'
import type { JsonObject, JsonValue, RunContext, RunEvent, Runner, Turn } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { agentCard } from './agent-card.ts'
import { explained } from './explained.ts'
import { fetchFiles } from './fetch-files.ts'
import { type FollowOptions, followResponse } from './follow-response.ts'
import { createClients, type FoundryClient } from './foundry-client.ts'
import { messageInput } from './message-input.ts'
import { answersOf, inputRequired } from './questions.ts'
import type { AzureFoundrySettings } from './settings.ts'
import { type FoundryResponse, responseRef, type SessionState, sessionState, stored } from './wire.ts'

/** Carries out turns as responses of a Foundry agent: a prompt agent's in a conversation, a hosted agent's in its session. */
export function foundryRunner(settings: AzureFoundrySettings, pool: ConnectionPool): Runner {
  const limits = limitsFrom(settings.limits)
  const connect = createClients(settings, pool, limits)
  const queue = createSessionQueue()
  const { hosted = false, background = false } = settings

  function call(
    context: RunContext,
    events: (client: FoundryClient, signal: AbortSignal) => AsyncIterable<RunEvent>,
  ): AsyncIterable<RunEvent> {
    const open = async (signal: AbortSignal, alive: () => void) =>
      withExplainedErrors(events(await connect({ trace: context.trace, alive }), signal))
    return underLimits(open, { limits, signal: context.signal })
  }
  const following = (client: FoundryClient, signal: AbortSignal): FollowOptions => ({
    background,
    ...(settings.files === false ? {} : { files: fetchFiles(client, signal) }),
  })

  async function* respond(turn: Turn, client: FoundryClient, signal: AbortSignal): AsyncGenerator<RunEvent> {
    let input: readonly JsonObject[] = [messageInput(turn.message.parts)]
    if (isQuestion(turn.resume)) {
      const { response, questions, answers } = answersOf(turn.resume, turn.message.parts)
      if (answers === undefined) {
        yield inputRequired(response, questions, SEVERAL_ARE_OPEN)
        return
      }
      input = answers
    }
    let state: SessionState = stored(sessionState, turn.session) ?? {}
    if (!hosted && state.conversation === undefined) {
      const { id } = await client.conversations.create({ metadata: { a2a_context: turn.sessionId } }, { signal })
      state = { conversation: id }
      yield { type: 'session', session: { conversation: id } }
    }
    const body = {
      ...requestOf(state, settings),
      input: [...input],
      stream: true as const,
      ...(background ? { background: true, store: true } : {}),
    }
    // `input` has Azure's own kinds of items in it, which the types of OpenAI do not know.
    const events = await client.post<AsyncIterable<unknown>>('/responses', { body, stream: true, signal })
    yield* followResponse(events, {
      ...following(client, signal),
      ...(hosted ? { session: (response: FoundryResponse) => hostedSession(state, response) } : {}),
    })
  }

  return {
    async *run(turn, context) {
      // One response of a conversation at a time: Foundry refuses a second with 409.
      const leave = await queue.enter(turn.sessionId, context.signal)
      try {
        yield* call(context, (client, signal) => respond(turn, client, signal))
      } finally {
        leave()
      }
    },

    async cancel(ref: JsonValue, context: RunContext) {
      const known = stored(responseRef, ref)
      // A response in the foreground ends with its connection.
      if (known === undefined || !known.background) return
      const client = await connect({ trace: context.trace })
      await client.responses.cancel(known.response, { signal: context.signal }).catch((error: unknown) => {
        throw explained(error)
      })
    },

    resume: (ref, cursor, context) =>
      call(context, async function* (client, signal) {
        const known = stored(responseRef, ref)
        if (known === undefined || !known.background) throw inForeground()
        const after = cursor === undefined ? {} : { starting_after: Number(cursor) }
        const events = await client.responses.retrieve(known.response, { stream: true, ...after }, { signal })
        yield* followResponse(events, { ...following(client, signal), joined: cursor !== undefined })
      }),

    getAgentCard: (context) => agentCard(settings, pool, context?.signal),
  }
}

/** Which agent answers, and in which conversation: the one or the other, never both. */
function requestOf({ conversation, previousResponse, agentSession }: SessionState, settings: AzureFoundrySettings) {
  if (settings.hosted) {
    return {
      ...(previousResponse === undefined ? {} : { previous_response_id: previousResponse }),
      ...(agentSession === undefined ? {} : { agent_session_id: agentSession }),
    }
  }
  const { agent, version } = settings
  return {
    ...(conversation === undefined ? {} : { conversation }),
    agent_reference: { type: 'agent_reference', name: agent, ...(version === undefined ? {} : { version }) },
  }
}

const hostedSession = (before: SessionState, { id, agent_session_id }: FoundryResponse): JsonObject => {
  const agentSession = agent_session_id ?? before.agentSession
  return { previousResponse: id, ...(agentSession === undefined ? {} : { agentSession }) }
}

/** A consent is given in a browser: the message that follows it is an ordinary one. */
const isQuestion = (resume: JsonValue | undefined): resume is JsonObject =>
  typeof resume === 'object' && resume !== null && 'questions' in resume

async function* withExplainedErrors(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  try {
    yield* events
  } catch (error) {
    throw explained(error)
  }
}

const SEVERAL_ARE_OPEN =
  'Several questions are open. Answer with a data part: an object with an answer for each id; or with one part for each question, in their order.'

const inForeground = () =>
  gatewayError(
    'UNSUPPORTED_OPERATION',
    'This response cannot be joined again: it did not run in the background. Set settings.background to have that.',
  )
