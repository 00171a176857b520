import { randomUUID } from 'node:crypto'
import type { CallRecord, JsonValue, RecordStore, TeamAdministration } from '@gateway/core'
import { gatewayError, isJsonObject, parseJson } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { requireAllowed } from './allowed-actions.ts'
import { answerDiff } from './answer-diff.ts'
import type { RequestAudit } from './audited-request.ts'
import { jsonRpcBinding } from './json-rpc-binding.ts'
import { contentView } from './log-view.ts'
import { replayedBody, replayedExchange } from './replayed-request.ts'
import { type CallOptions, serveCall } from './serve-call.ts'

export interface ReplayOptions extends CallOptions {
  readonly records: RecordStore
  readonly flush: () => Promise<void>
  readonly teams?: Pick<TeamAdministration, 'find'>
  readonly audit?: RequestAudit | undefined
}

const name = z.string().min(1, 'must not be empty').max(512)

const body = z.strictObject({
  agent: name.optional().describe('Name or id of the agent that is asked. Default: the one that was.'),
  upstream: name.optional().describe('The one upstream of the agent that is asked. Default: whichever is chosen.'),
  contextId: name.optional().describe('The conversation that the message goes on with. Default: a new one.'),
})

const answered = z.object({
  answer: z.unknown().optional().describe('The `result`; JSON, or text where it was cut.'),
  error: z.unknown().optional().describe('The error; of the replay as JSON-RPC has it.'),
})

const answer = z.object({
  replayOf: z.string(),
  requestId: z.string().describe('Of the new call: its record has it, with `kind: replay`.'),
  original: answered,
  replay: answered,
  same: z.boolean().nullable().describe('Whether they say the same, but for ids and times; `null`: see `notCompared`.'),
  diff: z
    .array(
      z.object({
        op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
        path: z.string(),
        from: z.string().optional(),
        value: z.unknown().optional(),
      }),
    )
    .nullable()
    .describe('JSON Patch (RFC 6902) that makes the first answer the second, without ids and times.'),
  notCompared: z.string().optional().describe('Why there is no `diff`.'),
})

/** `POST /v1/logs/{id}/replay`: sends the message of a record once more, as a call of who asks, and compares the answers. */
export const replayRoute = (options: ReplayOptions): Route =>
  adminRoute({
    method: 'POST',
    path: '/v1/logs/{id}/replay',
    operationId: 'replayLog',
    summary: 'Send the message of a call once more, and compare the answers',
    description:
      'Real work for the agent, once for each request, and a call of the key that asks: its grants, limits and budgets hold. Administrators replay all records, admins of a team those of the team.',
    tags: ['Records'],
    may: { inTeam: 'replay calls' },
    params: z.object({ id: z.string() }),
    body,
    answer,
    async serve({ exchange, caller, params: { id }, body: { agent, upstream, contextId } }) {
      await options.flush().catch(() => {})
      const record = await options.records.get(id)
      const team = record?.teamId === undefined ? undefined : await options.teams?.find(record.teamId)
      // Who may not replay it is not told whether it is there.
      requireAllowed(caller, 'replay calls', team)
      if (record === undefined) throw gatewayError('NOT_FOUND', `There is no record '${id}'. GET /v1/logs lists them.`)
      const addressedAs = agent ?? record.agentId ?? ''
      requireUpstream(options, addressedAs, upstream)
      const text = replayedBody(record, contextId)
      await options.audit?.done?.([
        {
          action: 'call.replay',
          target: { kind: 'record', id },
          after: { agent: addressedAs, ...(upstream === undefined ? {} : { upstream }) },
        },
      ])
      const requestId = randomUUID()
      const sent = replayedExchange(exchange, record, text, requestId)
      const reply = await serveCall(sent.exchange, addressedAs, jsonRpcBinding, options, { replayOf: id, upstream })
      sent.close()
      const said = typeof reply.body === 'string' ? parseJson(reply.body) : {}
      const { result, error } = isJsonObject(said) ? said : {}
      return { replayOf: id, requestId, ...compared(record, result, error) }
    },
  })

function requireUpstream({ agents }: ReplayOptions, addressedAs: string, upstream: string | undefined): void {
  const served = agents.find(addressedAs)
  if (upstream === undefined || served === undefined) return
  const names = agents.upstreams(served).upstreams.map((each) => each.name)
  if (names.includes(upstream)) return
  throw gatewayError(
    'INVALID_PARAMS',
    `upstream: the agent '${served.name}' has none of this name. It has: ${names.join(', ')}.`,
    { field: 'upstream' },
  )
}

function compared(record: CallRecord, result: JsonValue | undefined, error: JsonValue | undefined) {
  const before = record.response === undefined ? undefined : contentView(record.response)
  const failed =
    record.errorCode === undefined ? undefined : { code: record.errorCode, message: record.errorMessage ?? '' }
  const original = {
    ...(before === undefined ? {} : { answer: before }),
    ...(failed === undefined ? {} : { error: failed }),
  }
  const replay = { ...(result === undefined ? {} : { answer: result }), ...(error === undefined ? {} : { error }) }
  const no = (notCompared: string) => ({ original, replay, same: null, diff: null, notCompared })
  if (result === undefined) return no('The replay was answered with an error.')
  if (failed !== undefined) return no('The call was answered with an error.')
  if (record.response === undefined) return no('The answer of the call is not kept.')
  if (typeof before !== 'object') return no('The answer of the call is kept in part.')
  const kept: JsonValue = JSON.parse(record.response)
  const diff = answerDiff(kept, result)
  if (diff === undefined) return no('The answers are too large to be compared.')
  return { original, replay, same: diff.length === 0, diff }
}
