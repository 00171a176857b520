import type { CallRecord } from '@gateway/core'
import { z } from 'zod'
import { time } from './view-members.ts'

const text = z.string().optional()
const milliseconds = z.number().optional()

/** What `logView` makes: `CallRecord` of `@gateway/core`, where each member is explained. */
export const logAnswer = z
  .object({
    id: z.string(),
    requestId: z.string(),
    kind: z.enum(['run', 'mirror', 'replay']).optional(),
    replayOf: text,
    time,
    keyId: text,
    keyAlias: text,
    userId: text,
    teamId: text,
    callerAgentId: text,
    tags: z.array(z.string()).optional(),
    ip: text,
    agentId: text,
    agentName: text,
    upstream: text,
    attempts: z.array(z.object({ upstream: z.string(), ms: z.number(), error: text })).optional(),
    operation: text,
    binding: text,
    version: text,
    upstreamVersion: text,
    upstreamBinding: text,
    streaming: z.boolean(),
    taskId: text,
    contextId: text,
    sessionId: text,
    traceId: text,
    spanId: text,
    parentSpanId: text,
    causeSpanId: text,
    traceSampled: z.boolean().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    status: z.enum(['ok', 'error', 'refused', 'canceled']),
    taskState: text,
    httpStatus: z.int(),
    errorCode: text,
    jsonRpcCode: z.int().optional(),
    errorMessage: text,
    firstEventMs: milliseconds,
    totalMs: z.number(),
    queueMs: milliseconds,
    upstreamMs: milliseconds,
    overheadMs: milliseconds,
    usage: z
      .object({
        inputTokens: z.number().optional(),
        outputTokens: z.number().optional(),
        totalTokens: z.number().optional(),
        model: text,
        estimated: z.boolean().optional().describe('The tokens were guessed from the text.'),
        cost: z.number().optional(),
      })
      .optional(),
    cost: z.number().optional().describe('US dollars.'),
    requestBytes: z.int(),
    responseBytes: z.int(),
    events: z.int(),
    request: z.unknown().optional().describe('The params of the call: JSON, or text where it was cut.'),
    response: z.unknown().optional().describe('Its answer: JSON, or text where it was cut.'),
    contentTruncated: z.boolean().optional(),
  })
  .meta({ id: 'CallRecord' })

/** A record as answers show it, without the events of its stream, which have an answer of their own. Content that was kept whole is JSON; what was cut stays text. */
export function logView({ request, response, eventLog: _events, ...record }: CallRecord) {
  return {
    ...record,
    ...(request === undefined ? {} : { request: contentView(request) }),
    ...(response === undefined ? {} : { response: contentView(response) }),
  }
}

/** JSON where it is whole, else text. */
export function contentView(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
