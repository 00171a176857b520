import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCallContext } from '@gateway/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentAt, ask, complaintOf, follow, until } from './turns.fixture.ts'

let server: Server
let url: string
let calls: number
let answer: (response: ServerResponse) => void

beforeAll(async () => {
  server = createServer((incoming, response) => {
    calls++
    incoming.resume()
    incoming.on('end', () => answer(response))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  calls = 0
})

const refusal = (status: number, type: string, headers: Record<string, string> = {}) => {
  answer = (response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type, ...headers })
    response.end('{"message":"canary"}')
  }
}

describe('a service that refuses', () => {
  it.each([
    [400, 'ValidationException', 'AGENT_ERROR', false, /refused the message \(HTTP 400, ValidationException\)/],
    [402, 'ServiceQuotaExceededException', 'AGENT_UNREACHABLE', true, /a quota of the AWS account is used up/],
    [403, 'AccessDeniedException', 'AGENT_ERROR', false, /bedrock-agentcore:InvokeAgentRuntime/],
    [404, 'ResourceNotFoundException', 'AGENT_ERROR', false, /settings\.runtime and settings\.qualifier/],
    [409, 'RetryableConflictException', 'AGENT_ERROR', true, /busy with this conversation/],
    [424, 'RuntimeClientError', 'AGENT_ERROR', false, /CloudWatch/],
    [429, 'ThrottlingException', 'AGENT_UNREACHABLE', true, /takes no calls now/],
    [500, 'InternalServerException', 'AGENT_ERROR', false, /HTTP 500, InternalServerException/],
    [500, 'CanaryException', 'AGENT_ERROR', false, /\(HTTP 500\)/],
    [503, 'ServiceUnavailable', 'AGENT_UNREACHABLE', true, /takes no calls now \(HTTP 503\)/],
  ])('with %i %s is called once', async (status, type, code, retryable, complaint) => {
    refusal(status, type)
    const events = await follow(agentAt(url), 'hi')
    const end = events.at(-1)?.statusUpdate
    expect(end).toMatchObject({ status: { state: 'TASK_STATE_FAILED' }, metadata: { error: { code, retryable } } })
    expect(end?.status.message?.parts[0]?.text).toMatch(complaint)
    expect(JSON.stringify(events)).not.toMatch(/canary/i)
    expect(events.some(({ statusUpdate }) => statusUpdate?.status.state === 'TASK_STATE_WORKING')).toBe(false)
    expect(calls).toBe(1)
  })

  it('is asked again when it has said', async () => {
    refusal(429, 'ThrottlingException', { 'retry-after': '7' })
    const events = await follow(agentAt(url), 'hi')
    expect(events.at(-1)?.statusUpdate?.metadata).toEqual({
      error: { code: 'AGENT_UNREACHABLE', retryable: true, retryAfter: 7 },
    })
  })

  it.each([
    ['an HTML page with 502', 502, 'text/html', '<html>canary</html>', /HTTP 502/],
    ['a redirect', 302, 'text/html', '', /redirect \(HTTP 302\).*settings\.endpoint/],
    ['an HTML page with 200', 200, 'text/html', '<html>canary</html>', /answered with text\/html/],
    ['a file', 200, 'application/pdf', '%PDF canary', /answered with application\/pdf/],
    ['no content type', 200, '', 'canary', /no known content type/],
  ])('with %s fails the call', async (_, status, type, body, complaint) => {
    answer = (response) => {
      response.writeHead(status, { ...(type === '' ? {} : { 'content-type': type }), location: 'http://127.0.0.1:1/' })
      response.end(body)
    }
    const task = await ask(agentAt(url), 'hi')
    expect(task.status.state).toBe('TASK_STATE_FAILED')
    expect(complaintOf(task)).toMatch(complaint)
    expect(JSON.stringify(task)).not.toContain('canary')
    expect(calls).toBe(1)
  })

  it('or is away fails the call, which may be made again: nothing was sent', async () => {
    const events = await follow(agentAt('http://127.0.0.1:1'), 'hi')
    expect(events.at(-1)?.statusUpdate?.metadata).toEqual({ error: { code: 'AGENT_UNREACHABLE', retryable: true } })
    expect(JSON.stringify(events)).not.toContain('127.0.0.1')
  })
})

describe('an answer that takes its time', () => {
  it('is told as work that goes on', async () => {
    let waiting: ServerResponse | undefined
    answer = (response) => {
      waiting = response
    }
    const agent = agentAt(url)
    const message = { messageId: 'm1', role: 'ROLE_USER' as const, parts: [{ text: 'hi' }] }
    const events = agent.streamMessage({ message }, createCallContext())[Symbol.asyncIterator]()
    await events.next()
    const { value: working } = await events.next()
    expect(working?.statusUpdate?.status.state).toBe('TASK_STATE_WORKING')
    await until(() => waiting !== undefined)
    waiting?.writeHead(200, { 'content-type': 'application/json' }).end('"done"')
    const rest = await Array.fromAsync({ [Symbol.asyncIterator]: () => events })
    expect(rest.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
  })

  it('is given up when the answer is larger than the limit', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify('x'.repeat(5_000)))
    }
    const task = await ask(agentAt(url, { limits: { eventBytes: 4_000 } }), 'hi')
    expect(complaintOf(task)).toMatch(/larger than limits\.eventBytes/)
  })

  it.each([
    ['cut', (response: ServerResponse) => setTimeout(() => response.destroy(), 20), /was cut before its end/],
    ['ended early', (response: ServerResponse) => response.end(), /begins as JSON and is none/],
  ])('fails when its JSON is %s', async (_, end, complaint) => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"result":"canary')
      end(response)
    }
    const task = await ask(agentAt(url), 'hi')
    expect(task.status.state).toBe('TASK_STATE_FAILED')
    expect(complaintOf(task)).toMatch(complaint)
    expect(JSON.stringify(task)).not.toContain('canary')
    expect(calls).toBe(1)
  })

  it('is given up after silence, and after the time that the whole may take', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"result":"')
    }
    for (const limit of ['idleSeconds', 'totalSeconds']) {
      const task = await ask(agentAt(url, { limits: { [limit]: 0.3 } }), 'hi')
      expect(complaintOf(task)).toContain(`raise limits.${limit}`)
    }
    answer = () => {}
    const task = await ask(agentAt(url, { limits: { firstEventSeconds: 0.3 } }), 'hi')
    expect(complaintOf(task)).toMatch(/raise limits\.firstEventSeconds/)
  })

  it('keeps the next call of its session waiting, which can be given up', async () => {
    answer = () => {}
    const agent = agentAt(url)
    const first = new AbortController()
    const second = new AbortController()
    const context = (controller: AbortController) => ({
      contextId: 'c',
      context: createCallContext({ signal: controller.signal }),
    })
    const calling = ask(agent, 'one', context(first))
    await until(() => calls === 1)
    const waiting = ask(agent, 'two', context(second))
    second.abort()
    await expect(waiting).rejects.toThrow()
    expect(calls).toBe(1)
    first.abort()
    await expect(calling).rejects.toThrow()
  })
})
