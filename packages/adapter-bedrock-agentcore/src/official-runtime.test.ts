/** The real SDK, through a data plane that checks what AWS checks, to AWS's own runtime server. */
import { createCallContext, type Fact } from '@gateway/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CREDENTIALS, type DataPlane, startDataPlane, TOKEN } from './data-plane.fixture.ts'
import { agentAt, ask, complaintOf, follow, startRuntime, textOf, until } from './turns.fixture.ts'

let runtime: Awaited<ReturnType<typeof startRuntime>>
let plane: DataPlane

beforeAll(async () => {
  runtime = await startRuntime()
  plane = await startDataPlane({ url: runtime.url, path: '/invocations' })
})
afterAll(async () => {
  await plane?.close()
  await runtime?.stop()
})
beforeEach(() => {
  plane.answer = undefined
  for (const list of [plane.invocations, plane.stopped, plane.collisions]) list.length = 0
})

describe('answers', () => {
  it('gives the text of a message, and what it took', async () => {
    const facts: Fact[] = []
    const task = await ask(agentAt(plane.url), 'hi', {
      context: createCallContext({ observe: (fact) => facts.push(fact) }),
    })
    expect(task.status.state).toBe('TASK_STATE_COMPLETED')
    expect(textOf(task)).toBe('You said: hi')
    expect(facts).toContainEqual({ type: 'usage', usage: { inputTokens: 1, outputTokens: 2 } })
    expect(plane.invocations).toHaveLength(1)
    expect(plane.invocations[0]).toMatchObject({
      target: expect.stringMatching(/^\/runtimes\/arn%3Aaws%3A[^/]+\/invocations\?qualifier=DEFAULT$/),
      body: '{"prompt":"hi"}',
      headers: { accept: 'application/json, text/event-stream', 'content-type': 'application/json' },
    })
  })

  it.each([
    ['string', 'plain string'],
    ['strings', 'Hello, "wör42ld"\nand more'],
    ['named events', 'Hello'],
    ['strands', 'Hello'],
  ])('reads what a handler gives as %s', async (prompt, expected) => {
    const task = await ask(agentAt(plane.url), prompt)
    expect(task.status.state).toBe('TASK_STATE_COMPLETED')
    expect(textOf(task)).toBe(expected)
  })

  it('gives out a stream as it comes, and ends the artifact', async () => {
    const events = await follow(agentAt(plane.url), 'named events')
    const updates = events.flatMap(({ artifactUpdate }) => artifactUpdate ?? [])
    expect(updates.map(({ artifact }) => artifact.parts[0]?.text)).toEqual(['Hel', 'lo', ''])
    expect(updates.map(({ append, lastChunk }) => [append, lastChunk])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ])
    expect(new Set(updates.map(({ artifact }) => artifact.artifactId)).size).toBe(1)
  })

  it('waits for its user where the operator has said how the agent asks', async () => {
    const answer = { inputRequired: { path: 'status', equals: 'input_required' } }
    const task = await ask(agentAt(plane.url, { answer }), 'ask')
    expect(task.status.state).toBe('TASK_STATE_INPUT_REQUIRED')
    expect(task.status.message?.parts).toEqual([
      { text: 'Which city?' },
      { data: { status: 'input_required', message: 'Which city?' } },
    ])
  })

  it('sends the payload that the operator wrote, and headers that the runtime passes on', async () => {
    const name = 'X-Amzn-Bedrock-AgentCore-Runtime-Custom-Tenant'
    const agent = agentAt(plane.url, {
      payload: { prompt: '{{text}}', session: '{{sessionId}}', files: '{{files}}', tier: 'gold' },
      headers: { [name]: 'blue' },
    })
    const parts = [{ text: 'payload' }, { raw: 'aGk=', filename: 'a.txt', mediaType: 'text/plain' }]
    expect(JSON.parse(textOf(await ask(agent, '', { parts })))).toEqual({
      prompt: 'payload',
      session: expect.stringMatching(/^a2a-[0-9a-f]{64}$/),
      files: [{ name: 'a.txt', mimeType: 'text/plain', bytes: 'aGk=' }],
      tier: 'gold',
    })
    expect(JSON.parse(textOf(await ask(agent, 'headers')))).toEqual({ [name.toLowerCase()]: 'blue' })
  })
})

describe('sessions', () => {
  it('keeps a conversation in one session, and those of other owners and contexts apart', async () => {
    const agent = agentAt(plane.url)
    const as = (keyId: string, contextId: string) =>
      ask(agent, 'turns', { contextId, context: createCallContext({ owner: { keyId } }) }).then(textOf)
    expect(await as('one', 'c')).toBe('turn 1')
    expect(await as('one', 'c')).toBe('turn 2')
    expect(await as('two', 'c')).toBe('turn 1')
    expect(await as('one', 'd')).toBe('turn 1')
  })

  it('lets one call of a session run at a time', async () => {
    const agent = agentAt(plane.url)
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(agent, 'turns', { contextId: 'busy' })))
    expect(answers.map(textOf)).toEqual(['turn 1', 'turn 2', 'turn 3', 'turn 4'])
    expect(plane.collisions).toEqual([])
  })

  it('tells the runtime on whose behalf it is called, where the operator wants it', async () => {
    await ask(agentAt(plane.url, { sendUser: true }), 'hi', {
      context: createCallContext({ owner: { keyId: 'k', userId: 'ünique' } }),
    })
    expect(plane.invocations[0]?.headers['x-amzn-bedrock-agentcore-runtime-user-id']).toMatch(/^[0-9a-f]{64}$/)
    await ask(agentAt(plane.url), 'hi')
    expect(plane.invocations[1]?.headers).not.toHaveProperty('x-amzn-bedrock-agentcore-runtime-user-id')
  })
})

describe('credentials', () => {
  it('calls a runtime with OAuth inbound authorization by a bearer token, unsigned', async () => {
    const task = await ask(agentAt(plane.url, { auth: { type: 'bearer', token: TOKEN } }), 'hi')
    expect(textOf(task)).toBe('You said: hi')
    expect(plane.invocations[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`)
    expect(plane.invocations[0]?.headers).not.toHaveProperty('x-amz-date')
  })

  it.each([
    ['a wrong secret', { type: 'sigv4', credentials: { ...CREDENTIALS, secretAccessKey: 'canary-wrong' } }],
    ['an unknown key', { type: 'sigv4', credentials: { accessKeyId: 'AKIDOTHER', secretAccessKey: 'canary-wrong' } }],
    ['a wrong token', { type: 'bearer', token: 'canary-wrong' }],
  ])('says where to look after %s', async (_, auth) => {
    const task = await ask(agentAt(plane.url, { auth }), 'hi')
    expect(task.status.state).toBe('TASK_STATE_FAILED')
    expect(complaintOf(task)).toMatch(
      /refused the gateway's credentials \(HTTP 403, \w+Exception\)\. Check settings\.auth/,
    )
    expect(JSON.stringify(task)).not.toContain('canary')
    expect(plane.invocations).toHaveLength(1)
  })
})

describe('failures', () => {
  it.each([
    ['an agent that throws', 'fail', {}, /failed on its runtime.*HTTP 424, RuntimeClientError.*CloudWatch/],
    ['an agent that throws in mid-stream', 'fail in stream', {}, /reported an error while it worked/],
    ['an unknown endpoint', 'hi', { qualifier: 'unknown' }, /does not know this agent \(HTTP 404, ResourceNotFound/],
    [
      'an unknown runtime',
      'hi',
      { runtime: 'arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/other-AbC1234567' },
      /Check settings\.runtime and settings\.qualifier/,
    ],
    ['an answer of nothing', 'nothing', {}, /answered with nothing/],
  ])('tells of %s', async (_, prompt, settings, complaint) => {
    const task = await ask(agentAt(plane.url, settings), prompt)
    expect(task.status.state).toBe('TASK_STATE_FAILED')
    expect(complaintOf(task)).toMatch(complaint)
    expect(JSON.stringify(task)).not.toContain('canary')
    expect(plane.invocations).toHaveLength(1)
  })

  it('refuses files that the payload has no place for, before anything is sent', async () => {
    const task = await ask(agentAt(plane.url), '', { parts: [{ text: 'see' }, { raw: 'aGk=' }] })
    expect(task.status.state).toBe('TASK_STATE_FAILED')
    expect(complaintOf(task)).toMatch(/takes text, not files.*\{\{files\}\}/)
    expect(plane.invocations).toHaveLength(0)
  })
})

describe('cancel', () => {
  it('closes the connection when the call is aborted in mid-stream', async () => {
    const caller = new AbortController()
    const agent = agentAt(plane.url)
    const message = { messageId: 'm1', role: 'ROLE_USER' as const, parts: [{ text: 'count' }] }
    const seen: string[] = []
    const reading = (async () => {
      for await (const { artifactUpdate } of agent.streamMessage(
        { message },
        createCallContext({ signal: caller.signal }),
      )) {
        seen.push(artifactUpdate?.artifact.parts[0]?.text ?? '')
        if (seen.includes('3 ')) caller.abort()
      }
    })()
    await expect(reading).rejects.toThrow()
    await until(() => plane.running.size === 0)
    expect(seen.length).toBeLessThan(100)
  })

  it('stops the session of a call that hangs, where the operator wants it', async () => {
    const { runner } = agentAt(plane.url, { cancel: 'stop-session' })
    if (runner?.cancel === undefined) throw new Error('This runner cannot cancel.')
    const call = new AbortController()
    const context = createCallContext({ signal: call.signal })
    const turn = {
      message: { messageId: 'm', role: 'ROLE_USER' as const, parts: [{ text: 'hang' }] },
      runId: 'r',
      taskId: 't',
    }
    const run = runner.run({ ...turn, contextId: 'c', sessionId: 'session-to-stop' }, context)[Symbol.asyncIterator]()
    const { value: started } = await run.next()
    if (started?.type !== 'started') throw new Error('The run has not started.')
    await runner.cancel(started.ref, createCallContext())
    expect(plane.stopped).toEqual([plane.invocations[0]?.headers['x-amzn-bedrock-agentcore-runtime-session-id']])
    call.abort()
    await expect(run.next()).rejects.toMatchObject({ code: 'CANCELED' })
    await until(() => plane.running.size === 0)
    expect(agentAt(plane.url).runner?.cancel).toBeUndefined()
  })
})
