import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCallContext } from '@gateway/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type AuthorizationServer,
  CLIENT,
  serveTokens,
} from '../../adapter-kit/src/auth/authorization-server.fixture.ts'
import { type DataPlane, startDataPlane } from './data-plane.fixture.ts'
import { agentAt, ask, complaintOf, follow, textOf } from './turns.fixture.ts'

let runtime: Server
let plane: DataPlane
let tokens: AuthorizationServer
/** Invocations that reached the agent. */
let begun: number
/** How many of the next requests are refused, whatever token they bring. */
let refusals: number

beforeAll(async () => {
  // The authorization server warns that it is not set up for production.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'info').mockImplementation(() => {})
  runtime = createServer((incoming, response) => {
    begun++
    incoming.resume()
    incoming.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('"hello"'))
  })
  await new Promise<void>((listening) => runtime.listen(0, '127.0.0.1', listening))
  plane = await startDataPlane({
    url: `http://127.0.0.1:${(runtime.address() as AddressInfo).port}`,
    path: '/invocations',
  })
  tokens = await serveTokens()
  plane.accepts = async (token) => refusals-- <= 0 && tokens.accepts(token)
})
afterAll(async () => {
  await plane?.close()
  await tokens?.[Symbol.asyncDispose]()
  runtime.closeAllConnections()
  runtime.close()
})
beforeEach(() => {
  begun = 0
  refusals = 0
  plane.invocations.length = 0
})

const agent = (auth: object = {}, more: object = {}) =>
  agentAt(plane.url, {
    auth: { type: 'oauth2-client-credentials', tokenUrl: tokens.tokenUrl, ...CLIENT, ...auth },
    ...more,
  })

describe('a runtime with OAuth inbound authorization', () => {
  it('is called by a token that is fetched once for all calls, unsigned', async () => {
    const asked = tokens.asked()
    const mine = agent({ scope: 'agents' })
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, place) => ask(mine, 'hi', { contextId: `${place}` })),
    )
    expect(answers.map(textOf)).toEqual(Array(6).fill('hello'))
    expect(textOf(await ask(mine, 'again'))).toBe('hello')
    expect(tokens.asked() - asked).toBe(1)
    expect(plane.invocations).toHaveLength(7)
    for (const { headers } of plane.invocations) {
      expect(headers.authorization).toMatch(/^Bearer \S+$/)
      expect(headers).not.toHaveProperty('x-amz-date')
    }
  })

  it('that answers 401 began nothing: it is called once more with a new token', async () => {
    const asked = tokens.asked()
    const mine = agent()
    await ask(mine, 'hi')
    refusals = 1
    expect(textOf(await ask(mine, 'hi'))).toBe('hello')
    expect(tokens.asked() - asked).toBe(2)
    expect(plane.invocations).toHaveLength(3)
    expect(new Set(plane.invocations.map(({ headers }) => headers.authorization)).size).toBe(2)
    expect(begun).toBe(2)
  })

  it('that answers 401 again fails the task; nothing of its answer or of a token is told', async () => {
    const mine = agent()
    refusals = 9
    const events = await follow(mine, 'hi')
    const end = events.at(-1)?.statusUpdate
    expect(end).toMatchObject({ status: { state: 'TASK_STATE_FAILED' }, metadata: { error: { code: 'AGENT_ERROR' } } })
    expect(end?.status.message?.parts[0]?.text).toMatch(/HTTP 401, UnauthorizedException\).*settings\.auth/)
    const told = JSON.stringify(events)
    for (const { headers } of plane.invocations) expect(told).not.toContain(headers.authorization?.slice(7))
    expect(told).not.toContain('canary')
    expect(plane.invocations).toHaveLength(2)
    expect(begun).toBe(0)
  })

  it('that refuses in another way, or fails, is never called again', async () => {
    const mine = agent()
    for (const [status, type] of [
      [403, 'AccessDeniedException'],
      [424, 'RuntimeClientError'],
      [500, 'InternalServerException'],
    ] as const) {
      plane.invocations.length = 0
      plane.answer = (_, response) =>
        response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type }).end('{}')
      const task = await ask(mine, 'hi')
      plane.answer = undefined
      expect(task.status.state).toBe('TASK_STATE_FAILED')
      expect(plane.invocations).toHaveLength(1)
    }
  })

  it('has its session stopped by a token, too', async () => {
    plane.stopped.length = 0
    const { runner } = agent({}, { cancel: 'stop-session' })
    refusals = 1
    await runner?.cancel?.({ sessionId: 'a'.repeat(40) }, createCallContext())
    expect(plane.stopped).toEqual(['a'.repeat(40)])
  })

  it('is not called when the token endpoint refuses, and the error says where to look', async () => {
    for (const [wrong, complaint] of [
      [{ clientSecret: 'canary-wrong' }, /HTTP 401, invalid_client.*auth\.clientId and auth\.clientSecret/],
      [{ scope: 'everything' }, /invalid_scope.*auth\.scope/],
      [{ tokenUrl: 'http://127.0.0.1:1/token' }, /token endpoint of this agent cannot be reached/],
    ] as const) {
      const task = await ask(agent(wrong), 'hi')
      expect(task.status.state).toBe('TASK_STATE_FAILED')
      expect(complaintOf(task)).toMatch(complaint)
      expect(JSON.stringify(task)).not.toContain('canary')
    }
    expect(plane.invocations).toHaveLength(0)
  })
})
