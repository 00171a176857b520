import { createSessionQueue, limitsFrom } from '@gateway/adapter-kit'
import type { JsonValue, MayReach, RunContext, RunEvent, Runner, Turn } from '@gateway/core'
import { gatewayError, isJsonObject } from '@gateway/core'
import { answerEvents } from './answer-events.ts'
import { createAnswerReader } from './answer-reader.ts'
import { payloadWriter } from './payload.ts'
import { openCall } from './runtime-call.ts'
import { createRuntimeClient, type Invocation } from './runtime-client.ts'
import { runtimeRefusal } from './runtime-refusal.ts'
import { runtimeSessionId, runtimeUserId } from './runtime-session.ts'
import type { BedrockAgentCoreSettings } from './settings.ts'

/**
 * Runs turns on a runtime of Amazon Bedrock AgentCore, one at a time in each session: two at once would collide there. The
 * service marks the end of an answer by nothing but the end of its body, so a body that ends well is a completed turn,
 * unless a message in it was left open.
 */
export function agentCoreRunner(settings: BedrockAgentCoreSettings, mayReach?: MayReach): Runner {
  const limits = limitsFrom(settings.limits)
  const client = createRuntimeClient(settings, limits, mayReach)
  const write = payloadWriter(settings.payload)
  const sessions = createSessionQueue()

  async function* run(turn: Turn, context: RunContext): AsyncGenerator<RunEvent, void> {
    const sessionId = runtimeSessionId(turn.sessionId)
    const invocation: Invocation = {
      sessionId,
      payload: write(turn, sessionId),
      ...(settings.sendUser === true ? { userId: runtimeUserId(context.owner) } : {}),
      ...(context.trace === undefined ? {} : { trace: context.trace }),
    }
    const leave = await sessions.enter(sessionId, context.signal)
    const call = openCall((signal) => client.invoke(invocation, signal), { limits, signal: context.signal })
    try {
      await call.accepted
      yield { type: 'started', ref: { sessionId } }
      const contentType = await call.contentType
      yield* answerEvents(call.body, contentType, createAnswerReader(turn.runId, settings.answer), limits)
    } finally {
      call.close()
      leave()
    }
  }

  async function stopSession(ref: JsonValue, { signal }: RunContext): Promise<void> {
    const sessionId = isJsonObject(ref) ? ref.sessionId : undefined
    if (typeof sessionId !== 'string') throw notStoppable()
    try {
      await client.stopSession(sessionId, signal)
    } catch (error) {
      throw runtimeRefusal(error, limits)
    }
  }

  return settings.cancel === 'stop-session' ? { run, cancel: stopSession } : { run }
}

const notStoppable = () =>
  gatewayError('TASK_NOT_CANCELABLE', 'This task names no session of the runtime that could be stopped.')
