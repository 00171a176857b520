import type {
  Agent,
  CallContext,
  JsonValue,
  RunContext,
  RunEvent,
  Runner,
  StreamResponse,
  Task,
  Turn,
} from '@gateway/core'
import { isTerminalRunEvent } from '@gateway/core'
import { z } from 'zod'
import { runEventsOf } from './native-run-events.ts'
import { openMessageStream, streamOr } from './open-stream.ts'
import { pollTask, untilSettled } from './poll-task.ts'
import { ToldAnswer } from './told-answer.ts'
import { ReportedUsage } from './usage/reported-usage.ts'

export interface AttachedRunnerOptions {
  /** As `CompleteOptions.contexts`. */
  readonly contexts: 'isolate' | 'pass'
}

/** The agent's own task and conversation, and what has been given out of it: what another turn or process goes on with. */
const place = z.object({
  taskId: z.string(),
  contextId: z.string().exactOptional(),
  told: z.string().exactOptional(),
})
type Place = z.output<typeof place>

const conversation = z.object({ contextId: z.string() })

/**
 * Carries out turns on an agent that keeps tasks of its own, and stays with them: what it tells becomes the event log of
 * a task of the gateway's, which goes on without its caller and is joined without a gap, also by another process.
 */
export function attachedRunner(agent: Agent, { contexts }: AttachedRunnerOptions): Runner {
  return {
    async *run(turn, context) {
      const before = place.safeParse(turn.resume).data
      const contextId = before?.contextId ?? contextOf(turn, contexts)
      const call = callOf(context, contextId)
      const request = requestOf(turn, contextId, before?.taskId)
      const answer = new ToldAnswer(before?.told)
      const events = await openMessageStream(agent, request, call)
      yield* followed(agent, events, call, { answer, artifactId: turn.runId, answers: before !== undefined })
    },

    async *resume(ref, cursor, context) {
      const { taskId: id, contextId } = place.parse(ref)
      const call = callOf(context, contextId)
      const answer = new ToldAnswer(cursor)
      const poll = async () => pollTask(agent, { id }, await agent.getTask({ id }, call), call)
      const events = agent.traits.streaming ? await streamOr(agent.subscribeToTask({ id }, call), poll) : await poll()
      yield* followed(agent, events, call, { answer, artifactId: id, begun: true })
    },

    async cancel(ref: JsonValue, context) {
      const { taskId: id, contextId } = place.parse(ref)
      await agent.cancelTask({ id }, callOf(context, contextId))
    },

    getAgentCard: (context) => agent.getAgentCard(context),
  }
}

interface Following {
  readonly answer: ToldAnswer
  /** Of an answer that is a message. */
  readonly artifactId: string
  /** It is known that the run has begun. */
  readonly begun?: boolean
  /** The message answers a question, which a stream that begins with its task may show once more. */
  readonly answers?: boolean
}

/** What a stream tells, and where it ends before its task has, what becomes of that. */
async function* followed(
  agent: Agent,
  events: AsyncIterable<StreamResponse>,
  call: CallContext,
  { answer, artifactId, begun = false, answers = false }: Following,
): AsyncGenerator<RunEvent> {
  let at: Place | undefined
  let mayBeOld = answers
  let ended = false
  const reported = new ReportedUsage(answers)
  const told = async function* (stream: AsyncIterable<StreamResponse>): AsyncGenerator<RunEvent> {
    let question: RunEvent | undefined
    for await (const event of stream) {
      question = undefined
      reported.take(event)
      const ids = idsOf(event)
      if (at === undefined && ids !== undefined) {
        at = ids
        if (!begun) {
          if (ids.contextId) yield { type: 'session', session: { contextId: ids.contextId } }
          yield { type: 'started', ref: { ...ids } }
        }
      }
      for (const runEvent of runEventsOf(event, { answer, artifactId, resume: () => resumeOf(at, answer) })) {
        if (mayBeOld && 'resume' in runEvent) question = runEvent
        else {
          ended ||= isTerminalRunEvent(runEvent)
          if (ended) yield* usageOf(reported)
          yield runEvent
        }
        if (ended) return
      }
      mayBeOld = false
    }
    if (question === undefined) return
    yield* usageOf(reported)
    yield question
    ended = true
  }
  yield* told(events)
  if (ended || at === undefined) return
  const { taskId: id, contextId } = at
  const working: Task = { id, ...(contextId ? { contextId } : {}), status: { state: 'TASK_STATE_WORKING' } }
  yield* told(untilSettled(agent, { id }, working, call))
}

/** Once, at the end: what was told before may be told again. */
function* usageOf({ usage }: ReportedUsage): Generator<RunEvent> {
  if (usage !== undefined) yield { type: 'usage', usage }
}

/** What the answer to a question is to go on with. */
const resumeOf = (at: Place | undefined, { cursor }: ToldAnswer): JsonValue =>
  at === undefined ? null : { ...at, told: cursor }

function idsOf({ task, statusUpdate, artifactUpdate }: StreamResponse): Place | undefined {
  if (task !== undefined) return { taskId: task.id, ...(task.contextId ? { contextId: task.contextId } : {}) }
  const update = statusUpdate ?? artifactUpdate
  return update && { taskId: update.taskId, ...(update.contextId ? { contextId: update.contextId } : {}) }
}

/** What the agent calls the conversation. */
function contextOf({ session, contextId, sessionId }: Turn, contexts: 'isolate' | 'pass'): string {
  return conversation.safeParse(session).data?.contextId ?? (contexts === 'pass' ? contextId : sessionId)
}

/** The message in the agent's own words for its task and conversation; other tasks are the gateway's, and unknown to it. */
function requestOf({ message, configuration, metadata }: Turn, contextId: string, taskId: string | undefined) {
  const { taskId: _task, contextId: _context, referenceTaskIds: _others, ...said } = message
  const acceptedOutputModes = configuration?.acceptedOutputModes
  return {
    message: { ...said, contextId, ...(taskId === undefined ? {} : { taskId }) },
    ...(acceptedOutputModes === undefined ? {} : { configuration: { acceptedOutputModes } }),
    ...(metadata === undefined ? {} : { metadata }),
  }
}

function callOf(context: RunContext, contextId: string | undefined): CallContext {
  const caller = context.caller ?? {
    ...context.owner,
    role: 'member' as const,
    agents: { access: 'none' as const },
  }
  return { ...context, caller, ...(contextId === undefined ? {} : { contextId }) }
}
