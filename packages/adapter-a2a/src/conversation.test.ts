import { sessionIdOf } from '@gateway/core'
import { expect, test } from 'vitest'
import { connect, hello, json, serveRpc, testContext } from './upstream.fixture.ts'

/** An agent that keeps the contextId of a message, and tells which session each call came in. */
async function serveSessions() {
  const seen: { readonly session: unknown; readonly method: string; readonly contextId: unknown }[] = []
  const upstream = await serveRpc(({ id, method, params, headers }, response) => {
    const { message } = params as { message?: { contextId?: string } }
    seen.push({ session: headers['x-session'], method, contextId: message?.contextId })
    const task = { id: 't1', contextId: message?.contextId ?? 'c', status: { state: 'TASK_STATE_COMPLETED' } }
    json(response, { jsonrpc: '2.0', id, result: message ? { task } : task })
  })
  return { seen, upstream }
}

const owner = { keyId: 'key-1', teamId: 'team-1' }

test('every turn of a conversation, and what is asked of its tasks, is in one session', async () => {
  const { seen, upstream } = await serveSessions()
  await using _ = upstream
  const agent = connect(upstream.url, { sessionHeader: 'X-Session' })
  const context = testContext({ version: '1.0', owner })
  const { task } = await agent.sendMessage(hello, context)
  const contextId = task?.contextId ?? ''
  expect(contextId).toMatch(/^[0-9a-f-]{36}$/)
  await agent.sendMessage({ message: { ...hello.message, contextId } }, context)
  await agent.getTask({ id: 't1' }, { ...context, contextId })
  await agent.cancelTask({ id: 't1' }, { ...context, contextId })
  const session = sessionIdOf(owner, 'agent-1', contextId)
  expect(seen.map((call) => call.session)).toEqual(Array(4).fill(session))
  expect(seen.map((call) => call.contextId)).toEqual([contextId, contextId, undefined, undefined])
})

test('a message that names its task alone stays in the conversation of the task', async () => {
  const { seen, upstream } = await serveSessions()
  await using _ = upstream
  const agent = connect(upstream.url, { sessionHeader: 'X-Session' })
  const message = { ...hello.message, taskId: 't1' }
  await agent.sendMessage({ message }, testContext({ version: '1.0', owner, contextId: 'c1' }))
  await agent.sendMessage({ message }, testContext({ version: '1.0', owner }))
  expect(seen.map(({ session, contextId }) => [session, contextId])).toEqual([
    [sessionIdOf(owner, 'agent-1', 'c1'), 'c1'],
    [undefined, undefined],
  ])
})

test('two owners, two agents and two contexts never share a session', async () => {
  const { seen, upstream } = await serveSessions()
  await using _ = upstream
  const agent = connect(upstream.url, { sessionHeader: 'X-Session' })
  const say = (contextId: string, more: object = {}) =>
    agent.sendMessage({ message: { ...hello.message, contextId } }, testContext({ version: '1.0', owner, ...more }))
  await say('c1')
  await say('c2')
  await say('c1', { owner: { keyId: 'key-2' } })
  await say('c1', { agent: { id: 'agent-2', name: 'other' } })
  expect(new Set(seen.map((call) => call.session)).size).toBe(4)
})

test('without a session header nothing is made up', async () => {
  const { seen, upstream } = await serveSessions()
  await using _ = upstream
  await connect(upstream.url).sendMessage(hello, testContext({ version: '1.0', owner }))
  expect(seen).toEqual([{ session: undefined, method: 'SendMessage', contextId: undefined }])
})
