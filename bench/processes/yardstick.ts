/**
 * The yardstick: what any HTTP gateway on this runtime has to pay. Hono and an undici Pool, the body forwarded as
 * bytes, server-sent events piped, no key, no check, no record.
 */
import { pipeline } from 'node:stream/promises'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { Pool } from 'undici'
import { z } from 'zod'
import { announce } from '../suite/announce.ts'

const { origin, paths } = z
  .object({ origin: z.string(), paths: z.record(z.string(), z.string()) })
  .parse(JSON.parse(process.argv[2] ?? '{}'))

const pool = new Pool(origin, { headersTimeout: 0, bodyTimeout: 0 })
const app = new Hono<{ Bindings: HttpBindings }>()

app.post('/a2a/:agent', async (context) => {
  const path = paths[context.req.param('agent')]
  if (path === undefined) return context.notFound()
  const { incoming, outgoing } = context.env
  const { 'content-type': type, accept, 'a2a-version': version } = incoming.headers
  const answer = await pool.request({
    method: 'POST',
    path,
    headers: { 'content-type': type, accept, ...(version === undefined ? {} : { 'a2a-version': version }) },
    body: new Uint8Array(await context.req.arrayBuffer()),
  })
  const answered = String(answer.headers['content-type'])
  if (!answered.startsWith('text/event-stream')) {
    return context.body(await answer.body.arrayBuffer(), 200, { 'content-type': answered })
  }
  outgoing.writeHead(answer.statusCode, { 'content-type': answered, 'cache-control': 'no-cache' })
  // A reader that leaves ends the pipe, and with it the stream behind.
  await pipeline(answer.body, outgoing).catch(() => {})
  return RESPONSE_ALREADY_SENT
})

announce(createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }))
