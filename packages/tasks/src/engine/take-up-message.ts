import { randomUUID } from 'node:crypto'
import type { CallContext, MessageClaim, SendMessageRequest, StoredRun, Task, TaskEntry } from '@gateway/core'
import { gatewayError, sessionIdOf } from '@gateway/core'
import { isTerminal } from '../task-states.ts'
import { type EngineParts, priceOfRuns, type RunnerAgent, type TaskPlace } from './engine-parts.ts'
import { lineOf, type Received, withReceived } from './log-entry.ts'
import { bodyOf } from './message-body.ts'
import { placeOfTask, readTask } from './read-task.ts'
import { type OpenQuestion, openQuestion, stillAsked } from './still-asked.ts'
import type { TaskRun } from './task-run.ts'

/** How many other tasks one message may refer to: each costs a look-up. */
const MOST_REFERENCES = 100

/** A message that began a run, or one sent again that stands for a run that began before. */
export type TakenUp =
  | {
      readonly type: 'begun'
      readonly place: TaskPlace
      readonly run: TaskRun
      readonly task: Task
      readonly sequence: number
    }
  | { readonly type: 'again'; readonly place: TaskPlace; readonly turn: number }

/** Takes up messages: each once, also when it is sent several times at once. */
export type TakeUpMessage = (request: SendMessageRequest, context: CallContext) => Promise<TakenUp>

export function createTakeUpMessage(parts: EngineParts, agent: RunnerAgent, upstream: string): TakeUpMessage {
  /** Messages that are being taken up, by owner, agent and id. */
  const pending = new Map<string, Promise<unknown>>()

  const again = (request: SendMessageRequest, context: CallContext, body: string, claim: MessageClaim): TakenUp => {
    if (claim.body !== body) throw otherBody(request.message.messageId)
    return { type: 'again', place: placeOfTask(claim.taskId, context), turn: claim.turn }
  }
  const findAgain = async (request: SendMessageRequest, context: CallContext, body: string) => {
    const { messageId } = request.message
    const claim = await parts.runs.findClaim(context.agent.id, context.owner, messageId, parts.claimMs)
    return claim && again(request, context, body, claim)
  }

  /** The task and turn that the message begins, or the run it has begun before. */
  const turnOf = async (request: SendMessageRequest, context: CallContext, body: string): Promise<Start | TakenUp> => {
    const { message } = request
    if (!message.taskId) return newTask(request, context, upstream)
    const view = await readTask(parts, placeOfTask(message.taskId, context), context.owner, agent)
    const { entry, task } = view
    if (message.contextId && message.contextId !== entry.contextId) throw otherContext(message.taskId)
    const { state } = task.status
    if (state !== 'TASK_STATE_INPUT_REQUIRED' && state !== 'TASK_STATE_AUTH_REQUIRED') {
      const before = await findAgain(request, context, body)
      if (before !== undefined) return before
      throw isTerminal(state) ? hasEnded(message.taskId, state) : isWorking(message.taskId)
    }
    const ids = { taskId: entry.taskId, contextId: entry.contextId }
    const received = { received: { ...message, ...ids }, timestamp: new Date().toISOString() }
    return {
      entry: entryAt(entry, withReceived(task, received)),
      sequence: view.sequence + 1,
      turn: (view.run?.turn ?? 0) + 1,
      line: received,
      ...(view.run?.resume === undefined ? {} : { question: openQuestion(task, view.run.resume) }),
    }
  }

  const takeUp = async (request: SendMessageRequest, context: CallContext, body: string): Promise<TakenUp> => {
    const { message, configuration, metadata } = request
    await checkReferences(parts, agent, message.referenceTaskIds ?? [], context)
    const start = await turnOf(request, context, body)
    if ('type' in start) return start
    const { entry, sequence, turn, question } = start
    const ids = { taskId: entry.taskId, contextId: entry.contextId }
    const sessionId = sessionIdOf(context.owner, context.agent.id, entry.contextId)
    // A context that was just made has no session yet.
    const session = message.contextId || message.taskId ? await parts.runs.getSession(sessionId) : undefined
    const run: StoredRun = {
      agentId: context.agent.id,
      ...ids,
      turn,
      runId: randomUUID(),
      owner: context.owner,
      requestId: context.requestId,
      ...(context.trace === undefined ? {} : { traceparent: context.trace.traceparent }),
      attempts: 1,
      startedAt: new Date().toISOString(),
    }
    const line = 'received' in start.line ? JSON.stringify(start.line) : lineOf(start.line, sequence)
    const outcome = await parts.writer.begin({
      run,
      snapshot: { entry, sequence },
      events: { first: sequence, last: sequence, lines: line },
      claim: { messageId: message.messageId, body },
    })
    if (outcome.type === 'claimed') return again(request, context, body, outcome.claim)
    if (outcome.type === 'taken') throw isWorking(entry.taskId)
    const whole = {
      message: { ...message, ...ids },
      runId: run.runId,
      ...ids,
      sessionId,
      ...(session === undefined ? {} : { session }),
      ...(question === undefined ? {} : { resume: question.resume }),
      ...(configuration === undefined ? {} : { configuration }),
      ...(metadata === undefined ? {} : { metadata }),
    }
    const taskRun = parts.launch(
      {
        run,
        entry,
        sequence,
        joined: false,
        sessionId,
        priceOf: priceOfRuns(agent),
        context,
        events: (runContext) => {
          const events = agent.runner.run(whole, runContext)
          return question === undefined ? events : stillAsked(events, question)
        },
      },
      agent,
    )
    const taken = taskRun.over.then(() => (taskRun.ended ? taskRun.run : undefined))
    context.goesOn?.(taken, run.runId)
    return { type: 'begun', place: run, run: taskRun, task: entry.task, sequence }
  }

  return async (request, context) => {
    if (parts.stopping()) throw isStopping()
    const body = bodyOf(request)
    // Any text that is one for the same owner, agent and message.
    const name = sessionIdOf(context.owner, context.agent.id, request.message.messageId)
    for (let before = pending.get(name); before !== undefined; before = pending.get(name)) {
      await before.catch(() => undefined)
      const found = await findAgain(request, context, body)
      if (found !== undefined) return found
    }
    const attempt = takeUp(request, context, body)
    pending.set(name, attempt)
    try {
      return await attempt
    } finally {
      if (pending.get(name) === attempt) pending.delete(name)
    }
  }
}

/** How a turn begins. */
interface Start {
  readonly entry: TaskEntry
  readonly sequence: number
  readonly turn: number
  readonly line: { readonly task: Task } | Received
  /** What it answers. */
  readonly question?: OpenQuestion
}

function newTask({ message }: SendMessageRequest, context: CallContext, upstream: string): Start {
  const ids = { taskId: randomUUID(), contextId: message.contextId || randomUUID() }
  const timestamp = new Date().toISOString()
  const task: Task = {
    id: ids.taskId,
    contextId: ids.contextId,
    status: { state: 'TASK_STATE_SUBMITTED', timestamp },
    history: [{ ...message, ...ids }],
  }
  const entry: TaskEntry = {
    agentId: context.agent.id,
    ...ids,
    upstreamContextId: ids.contextId,
    owner: context.owner,
    upstream,
    state: task.status.state,
    statusTimestamp: timestamp,
    createdAt: timestamp,
    task,
  }
  return { entry, sequence: 1, turn: 1, line: { task } }
}

/** An entry with the task as it stands now. */
export function entryAt(entry: TaskEntry, task: Task): TaskEntry {
  const { state, timestamp } = task.status
  return { ...entry, state, statusTimestamp: timestamp ?? entry.statusTimestamp, task }
}

async function checkReferences(
  parts: EngineParts,
  agent: RunnerAgent,
  taskIds: readonly string[],
  context: CallContext,
): Promise<void> {
  if (taskIds.length > MOST_REFERENCES) {
    throw gatewayError(
      'INVALID_PARAMS',
      `message.referenceTaskIds: at most ${MOST_REFERENCES} tasks can be referred to; found ${taskIds.length}.`,
      { field: 'message.referenceTaskIds' },
    )
  }
  await Promise.all(taskIds.map((taskId) => readTask(parts, placeOfTask(taskId, context), context.owner, agent)))
}

const otherBody = (messageId: string) =>
  gatewayError(
    'INVALID_PARAMS',
    `message.messageId: ${messageId} was sent with other content before. Give each message an id of its own; only the same message may be sent again.`,
    { field: 'message.messageId' },
  )
const otherContext = (taskId: string) =>
  gatewayError(
    'INVALID_PARAMS',
    `message.contextId: task ${taskId} belongs to another context. Leave contextId out, or send the task's own.`,
    { field: 'message.contextId' },
  )
const hasEnded = (taskId: string, state: string) =>
  gatewayError(
    'UNSUPPORTED_OPERATION',
    `Task ${taskId} has ended (${state}) and takes no more messages. Send the message without taskId to start a new task.`,
  )
const isWorking = (taskId: string) =>
  gatewayError(
    'UNSUPPORTED_OPERATION',
    `Task ${taskId} is being worked on and takes no message now. Wait until it asks for input (SubscribeToTask tells), or cancel it.`,
  )
const isStopping = () =>
  gatewayError('UNAVAILABLE', 'The gateway is shutting down. Send the message again.', {
    retryable: true,
    retryAfter: 5,
  })
