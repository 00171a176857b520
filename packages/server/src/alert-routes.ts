import type { AlertAdministration } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { time } from './view-members.ts'

const LIMIT = 'must be a whole number from 1 to 200'
const money = z.number().nullable().describe('US dollars.')
const name = z.string().nullable()

const alertsQuery = z.strictObject({
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50),
  cursor: z
    .string()
    .regex(/^alert_[0-9a-f]{32}$/, 'take it from next_cursor of the page before')
    .optional(),
})

const data = z
  .object({
    event: z.enum(['soft_budget_crossed', 'budget_crossed']).describe("LiteLLM's name of its type."),
    event_group: z.enum(['key', 'team', 'user', 'agent']).describe('Whose budget it is.'),
    event_message: z.string(),
    spend: z.number().describe('US dollars that were spent then.'),
    soft_budget: money,
    max_budget: money,
    budget_duration: name,
    budget_reset_at: time.nullable(),
    token: name.describe('The id of the key.'),
    key_alias: name,
    team_id: name,
    team_alias: name,
    user_id: name,
    user_alias: name,
    agent_id: name,
    agent_name: name,
  })
  .describe('What webhooks get as `data`.')

const alertsAnswer = z.object({
  webhooks: z.array(z.string()).describe('The names of those who are told.'),
  alerts: z.array(
    z.object({
      id: z.string().describe('What webhooks get as `webhook-id`, each time that it is sent.'),
      type: z.enum(['budget.soft_exceeded', 'budget.exceeded']),
      time,
      data,
      over: z.boolean().describe('Whether nothing more is sent of it.'),
      deliveries: z.array(
        z.object({
          webhook: z.string(),
          outcome: z.enum(['delivered', 'failed', 'given up']).describe('What has failed is tried again.'),
          attempts: z.number(),
          time: time.describe('Of the last attempt.'),
          status: z.number().optional().describe('The HTTP status that came back last.'),
          reason: z.string().optional().describe('Why the last attempt failed.'),
        }),
      ),
    }),
  ),
  next_cursor: z.string().nullable(),
})

const testAnswer = z.object({
  ok: z.boolean(),
  reason: z.string().optional().describe('Why it failed.'),
  results: z.array(
    z.object({
      webhook: z.string(),
      ok: z.boolean(),
      ms: z.number().describe('How long it took, in milliseconds.'),
      status: z.number().optional(),
      reason: z.string().optional(),
    }),
  ),
})

const NOBODY = 'There is no webhook. List some in gateway.yaml, under alerts.webhooks.'
const tags = ['Alerts']

/** What somebody was told of, and whether it has reached them. */
export function alertRoutes(alerts: AlertAdministration): readonly Route[] {
  return [
    adminRoute({
      method: 'GET',
      path: '/v1/alerts',
      operationId: 'listAlerts',
      summary: 'List what webhooks were told of, newest first',
      description: 'With how far each alert has come. Alerts are kept for 30 days.',
      tags,
      may: 'see alerts',
      query: alertsQuery,
      answer: alertsAnswer,
      async serve({ query: { limit, cursor } }) {
        const found = await alerts.list({ before: cursor, limit: limit + 1 })
        const page = found.slice(0, limit)
        return {
          webhooks: alerts.webhooks,
          alerts: page.map((alert) => ({
            id: alert.id,
            type: alert.type,
            time: alert.time,
            data: alert.data,
            over: alert.over,
            deliveries: alert.deliveries,
          })),
          next_cursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
        }
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/v1/alerts/test',
      operationId: 'testAlerts',
      summary: 'Send a test alert to each webhook',
      description: 'A webhook that cannot be reached is an answer, not an error: `ok: false` has the reason.',
      tags,
      may: 'manage alerts',
      answer: testAnswer,
      async serve({ exchange }) {
        const results = await alerts.test(exchange.signal)
        const failed = results.find(({ ok }) => !ok)
        const reason = results.length === 0 ? NOBODY : failed && `${failed.webhook}: ${failed.reason ?? 'It failed.'}`
        return { ok: reason === undefined, ...(reason === undefined ? {} : { reason }), results }
      },
    }),
  ]
}
