import type { IncomingMessage, RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { createConnectionPool } from '../connection-pool.ts'
import { reachList } from '../reach-list.ts'
import { closeAll, serve } from '../server.fixture.ts'
import { WEBHOOK_ATTEMPTS, webhookDelay } from './webhook-backoff.ts'
import { isWebhookSecret } from './webhook-secret.ts'
import { createWebhookSender } from './webhook-sender.ts'

afterEach(closeAll)

const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`
const secret = secretOf(32)
const message = { id: 'alert_1', body: JSON.stringify({ type: 'test', text: 'Größe 10 €' }) }

/** The headers as the receiver's library takes them. */
const headersOf = ({ headers }: IncomingMessage) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

async function sendTo(listener: RequestListener, timeoutMs = 10_000) {
  const { url } = await serve(listener)
  await using sender = createWebhookSender({ timeoutMs })
  return await sender.send({ url, secret }, message)
}

describe('a webhook sender', () => {
  it('signs so that a library of Standard Webhooks takes it, and refuses what was changed', async () => {
    const got: { request: IncomingMessage; body: string }[] = []
    const outcome = await sendTo(async (request, response) => {
      got.push({ request, body: await text(request) })
      response.writeHead(204).end()
    })
    expect(outcome).toEqual({ ok: true, status: 204 })
    const [{ request, body } = { request: undefined, body: '' }] = got
    if (request === undefined) throw new Error('nothing arrived')
    const webhook = new Webhook(secret)
    expect(webhook.verify(body, headersOf(request))).toEqual(JSON.parse(message.body))
    expect(request.headers['webhook-id']).toBe('alert_1')
    expect(() => webhook.verify(`${body} `, headersOf(request))).toThrow('No matching signature')
    expect(() => new Webhook(secretOf(31)).verify(body, headersOf(request))).toThrow('No matching signature')
  })

  it.each([
    [
      503,
      { 'retry-after': '7' },
      { status: 503, reason: 'It answers with HTTP 503.', retryAfterSeconds: 7, gone: false },
    ],
    [302, { location: '/elsewhere' }, { status: 302, reason: expect.stringContaining('redirect'), gone: false }],
    [410, {}, { status: 410, reason: expect.stringContaining('410'), gone: true }],
    [400, {}, { status: 400, reason: 'It answers with HTTP 400.', gone: false }],
  ])('has failed with HTTP %s, and follows nothing', async (status, headers, outcome) => {
    const asked: string[] = []
    const found = await sendTo((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(status, headers).end('a body with secrets')
    })
    expect(found).toEqual({ ok: false, ...outcome })
    expect(asked).toEqual(['/'])
  })

  it('says why nothing came back', async () => {
    expect(await sendTo(() => {}, 50)).toMatchObject({ ok: false, reason: 'It did not answer within 0.05 seconds.' })
    expect(await sendTo((request) => request.socket.destroy())).toMatchObject({
      reason: 'It closed the connection without an answer.',
    })
    await using sender = createWebhookSender()
    expect(await sender.send({ url: 'http://127.0.0.1:9/', secret }, message)).toMatchObject({
      reason: expect.stringContaining('It refused the connection'),
    })
    expect(await sender.send({ url: 'http://169.254.169.254/', secret }, message)).toMatchObject({
      reason: expect.stringContaining('metadata'),
    })
  })

  it('goes only where its connections may go', async () => {
    const { url } = await serve((_request, response) => response.end())
    const pool = createConnectionPool({ mayReach: reachList(['10.0.0.0/8']) })
    await using sender = createWebhookSender({ pool })
    expect(await sender.send({ url, secret }, message)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('UPSTREAM_ALLOW'),
    })
    await pool.close()
  })
})

describe('isWebhookSecret', () => {
  it.each([
    [secretOf(24), true],
    [secretOf(64), true],
    [secretOf(23), false],
    [secretOf(65), false],
    ['whsec_', false],
    ['whsec_not base64', false],
    [secretOf(32).slice(6), false],
  ])('%s: %s', (text, expected) => {
    expect(isWebhookSecret(text)).toBe(expected)
  })
})

describe('webhookDelay', () => {
  it('doubles from 2 seconds to 6 hours, and gives up', () => {
    const delays = Array.from({ length: WEBHOOK_ATTEMPTS }, (_, index) => webhookDelay(index + 1))
    expect(delays[0]).toBeGreaterThanOrEqual(2_000)
    expect(delays[0]).toBeLessThanOrEqual(2_200)
    expect(delays[4]).toBeGreaterThanOrEqual(32_000)
    expect(delays.at(-2)).toBeGreaterThanOrEqual(21_600_000)
    expect(delays.at(-1)).toBeUndefined()
  })

  it('waits as long as the webhook asks for, within bounds', () => {
    expect(webhookDelay(1, 60)).toBe(60_000)
    expect(webhookDelay(1, 1_000_000)).toBe(23_760_000)
  })
})
