import type { CallContext, Fact, Owner, RunEvent, Runner, StreamResponse, Turn } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { agentFromRunner } from './agent-from-runner.ts'

function callOf(owner: Owner = { keyId: 'k' }, signal = new AbortController().signal) {
  const facts: Fact[] = []
  const context: CallContext = {
    requestId: 'request-1',
    caller: { ...owner, role: 'member', agents: { access: 'all' } },
    owner,
    signal,
    headers: {},
    agent: { id: 'agent-1', name: 'agent' },
    observe: (fact) => void facts.push(fact),
  }
  return { context, facts }
}

const request = (more = {}) => ({
  message: { messageId: 'm', role: 'ROLE_USER' as const, parts: [{ text: 'hi' }], ...more },
})

function runnerOf(events: readonly RunEvent[]): Runner & { readonly turns: Turn[] } {
  const turns: Turn[] = []
  return {
    turns,
    async *run(turn) {
      turns.push(turn)
      yield* events
    },
  }
}

async function statesOf(stream: AsyncIterable<StreamResponse>) {
  const states: unknown[] = []
  for await (const { task, statusUpdate, artifactUpdate } of stream)
    states.push(task?.status.state ?? statusUpdate?.status.state ?? artifactUpdate?.artifact.parts)
  return states
}

describe('agentFromRunner', () => {
  it('streams: the task first, then what the run tells', async () => {
    const runner = runnerOf([
      { type: 'started', ref: 1 },
      { type: 'text', artifactId: 'a', text: 'ok' },
      { type: 'usage', usage: { inputTokens: 2 } },
      { type: 'done' },
    ])
    const agent = agentFromRunner(runner)
    const { context, facts } = callOf()
    expect(await statesOf(agent.streamMessage(request(), context))).toEqual([
      'TASK_STATE_SUBMITTED',
      'TASK_STATE_WORKING',
      [{ text: 'ok' }],
      'TASK_STATE_COMPLETED',
    ])
    expect(facts).toContainEqual({ type: 'usage', usage: { inputTokens: 2 } })
    expect(agent.runner).toBe(runner)
    expect(agent.traits).toMatchObject({ streaming: true, tasks: false })
  })

  it('answers a send with the whole task', async () => {
    const agent = agentFromRunner(
      runnerOf([
        { type: 'text', artifactId: 'a', text: 'Hel' },
        { type: 'text', artifactId: 'a', text: 'lo' },
        { type: 'done' },
      ]),
    )
    const { task } = await agent.sendMessage(request({ contextId: 'talk' }), callOf().context)
    expect(task).toMatchObject({
      contextId: 'talk',
      status: { state: 'TASK_STATE_COMPLETED' },
      artifacts: [{ artifactId: 'a', parts: [{ text: 'Hello' }] }],
      history: [{ messageId: 'm', contextId: 'talk' }],
    })
  })

  it('keeps what a conversation is to remember, for its owner alone', async () => {
    const runner = runnerOf([{ type: 'session', session: { id: 'conv_1' } }, { type: 'done' }])
    const agent = agentFromRunner(runner)
    await agent.sendMessage(request({ contextId: 'talk' }), callOf({ keyId: 'a' }).context)
    await agent.sendMessage(request({ contextId: 'talk' }), callOf({ keyId: 'a' }).context)
    await agent.sendMessage(request({ contextId: 'talk' }), callOf({ keyId: 'b' }).context)
    const [first, second, other] = runner.turns
    expect(first?.session).toBeUndefined()
    expect(second).toMatchObject({ session: { id: 'conv_1' }, sessionId: first?.sessionId })
    expect(other?.session).toBeUndefined()
    expect(other?.sessionId).not.toBe(first?.sessionId)
    expect(second?.runId).not.toBe(first?.runId)
  })

  it('ends a task in a clear state when its run fails', async () => {
    const failing: Runner = {
      // biome-ignore lint/correctness/useYield: it fails at once
      async *run() {
        throw gatewayError('AGENT_UNREACHABLE', 'Nothing listens there.')
      },
    }
    const { task } = await agentFromRunner(failing).sendMessage(request(), callOf().context)
    expect(task?.status).toMatchObject({
      state: 'TASK_STATE_FAILED',
      message: { parts: [{ text: 'Nothing listens there.' }] },
    })
  })

  it('rejects the call of a caller that has left with the reason', async () => {
    const stop = new AbortController()
    const left = gatewayError('CANCELED', 'The caller left.')
    const waiting: Runner = {
      async *run(_turn, { signal }) {
        yield { type: 'started', ref: 1 }
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
      },
    }
    const answer = agentFromRunner(waiting).sendMessage(request(), callOf({ keyId: 'k' }, stop.signal).context)
    setImmediate(() => stop.abort(left))
    await expect(answer).rejects.toBe(left)
  })

  it('says what it needs to keep tasks', async () => {
    const agent = agentFromRunner(runnerOf([{ type: 'done' }]))
    const { context } = callOf()
    await expect(agent.sendMessage(request({ taskId: 't' }), context)).rejects.toMatchObject({
      code: 'UNSUPPORTED_OPERATION',
      field: 'message.taskId',
    })
    await expect(agent.getTask({ id: 't' }, context)).rejects.toMatchObject({ code: 'UNSUPPORTED_OPERATION' })
    await expect(agent.getAgentCard()).rejects.toMatchObject({ code: 'AGENT_CARD_NOT_FOUND' })
  })
})
