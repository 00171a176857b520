import type { JsonObject, StreamResponse, Task, TaskState } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { ReportedUsage } from './reported-usage.ts'

const IDS = { taskId: 't', contextId: 'c' }
const COUNTS = { inputTokens: 20, outputTokens: 5, totalTokens: 25 }

const status = (metadata?: JsonObject, message?: JsonObject, state: TaskState = 'TASK_STATE_WORKING') => ({
  statusUpdate: {
    ...IDS,
    status: {
      state,
      ...(message && {
        message: { messageId: 'm', role: 'ROLE_AGENT' as const, parts: [{ text: 'x' }], metadata: message },
      }),
    },
    ...(metadata && { metadata }),
  },
})
const artifact = (artifactId: string, metadata: JsonObject) => ({
  artifactUpdate: { ...IDS, artifact: { artifactId, parts: [{ text: 'x' }], metadata } },
})
const task = (more: Partial<Task>): StreamResponse => ({
  task: { id: 't', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' }, ...more },
})

function usageOf(events: readonly StreamResponse[], continued = false) {
  const reported = new ReportedUsage(continued)
  for (const event of events) reported.take(event)
  return reported.usage
}

describe('where agents report what they used', () => {
  it.each<[string, JsonObject, object]>([
    [
      'Google ADK',
      {
        adk_usage_metadata: {
          promptTokenCount: 20,
          candidatesTokenCount: 3,
          thoughtsTokenCount: 2,
          totalTokenCount: 25,
        },
      },
      COUNTS,
    ],
    [
      'kagent',
      { kagent_usage_metadata: { promptTokenCount: 20, candidatesTokenCount: 5, totalTokenCount: 25 } },
      COUNTS,
    ],
    [
      'kagent, of the whole task',
      { kagent_usage_total: { promptTokenCount: 20, candidatesTokenCount: 5, totalTokenCount: 25, modelVersion: 'g' } },
      { ...COUNTS, model: 'g' },
    ],
    [
      'inference-gateway, in the words of OpenAI',
      { usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 }, execution_stats: { iterations: 2 } },
      COUNTS,
    ],
    [
      'Redpanda',
      { usage: { input_tokens: 20, output_tokens: 5, total_tokens: 25, max_input_tokens: 200_000 } },
      COUNTS,
    ],
    [
      'Anthropic, with what its cache held',
      { usage: { input_tokens: 5, cache_read_input_tokens: 10, cache_creation_input_tokens: 5, output_tokens: 5 } },
      { inputTokens: 20, outputTokens: 5 },
    ],
    [
      'LangChain',
      {
        usage_metadata: {
          input_tokens: 20,
          output_tokens: 5,
          total_tokens: 25,
          input_token_details: { cache_read: 3 },
        },
      },
      COUNTS,
    ],
    [
      'LangChain, with its response',
      {
        response_metadata: {
          token_usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 },
          model_name: 'x',
        },
      },
      COUNTS,
    ],
    [
      'CrewAI',
      { token_usage: { total_tokens: 25, prompt_tokens: 20, completion_tokens: 5, successful_requests: 1 } },
      COUNTS,
    ],
    [
      'Solace Agent Mesh',
      { token_usage: { total_tokens: 25, total_input_tokens: 20, total_output_tokens: 5 } },
      COUNTS,
    ],
    [
      'Mastra',
      { execution: { usage: { inputTokens: 20, outputTokens: 5, totalTokens: 25 }, finishReason: 'stop' } },
      COUNTS,
    ],
    [
      'the AI SDK, version 6',
      { usage: { inputTokens: { total: 20, cacheRead: 3 }, outputTokens: { total: 5 } } },
      { inputTokens: 20, outputTokens: 5 },
    ],
    [
      'opencode-a2a, with a price',
      { shared: { usage: { input_tokens: 20, output_tokens: 5, total_tokens: 25, cost: 0.5 } } },
      { ...COUNTS, cost: 0.5 },
    ],
    [
      'counts in the metadata itself',
      { input_tokens: 20, output_tokens: 5, model: 'm' },
      { inputTokens: 20, outputTokens: 5, model: 'm' },
    ],
  ])('%s', (_name, metadata, expected) => {
    expect(usageOf([task({ metadata })])).toEqual(expected)
    expect(usageOf([status(metadata, undefined, 'TASK_STATE_COMPLETED')])).toEqual(expected)
    expect(usageOf([status(undefined, metadata)])).toEqual(expected)
    expect(usageOf([{ message: { messageId: 'm', role: 'ROLE_AGENT', parts: [], metadata } }])).toEqual(expected)
    expect(usageOf([artifact('a', metadata)])).toEqual(expected)
    expect(usageOf([task({ artifacts: [{ artifactId: 'a', parts: [{ text: 'x', metadata }] }] })])).toEqual(expected)
  })

  it.each<[string, JsonObject]>([
    ['words', { usage: 'a lot' }],
    ['less than nothing', { usage: { input_tokens: -5 } }],
    ['no counts', { usage: {}, model: 'm', cost: 3 }],
    ['text', { usage: { input_tokens: '20' } }],
  ])('does not take %s for a count', (_name, metadata) => {
    expect(usageOf([task({ metadata })])).toBeUndefined()
  })

  it('does not take a cost of nothing for a price, which frameworks fill in where they know none', () => {
    expect(usageOf([task({ metadata: { usage: { input_tokens: 1, cost: 0 } } })])).toEqual({ inputTokens: 1 })
  })
})

describe('tokens that are told more than once', () => {
  const total = (tokens: number) => ({ usage: { total_tokens: tokens } })

  it('count once where a stream tells what was used so far again and again', () => {
    expect(usageOf([status(total(5)), status(total(9)), status(total(12))])).toEqual({ totalTokens: 12 })
    expect(usageOf([artifact('a', total(5)), artifact('a', total(9)), artifact('b', total(1))])).toEqual({
      totalTokens: 10,
    })
  })

  it('count once where each message tells its own and the end tells the sum', () => {
    const said = (messageId: string, tokens: number): StreamResponse => ({
      statusUpdate: {
        ...IDS,
        status: {
          state: 'TASK_STATE_WORKING',
          message: { messageId, role: 'ROLE_AGENT', parts: [], metadata: total(tokens) },
        },
      },
    })
    expect(usageOf([said('1', 5), said('2', 7)])).toEqual({ totalTokens: 12 })
    expect(usageOf([said('1', 5), said('2', 7), status(total(12), undefined, 'TASK_STATE_COMPLETED')])).toEqual({
      totalTokens: 12,
    })
  })

  const call = (tokens: number, more: JsonObject = {}) => ({ adk_usage_metadata: { totalTokenCount: tokens }, ...more })

  it('add up over calls of the model, without pieces of their answers and what the task repeats', () => {
    const events = [
      status(call(5), call(5)),
      status(call(3, { adk_partial: true })),
      status(call(7)),
      task({ metadata: call(7) }),
    ]
    expect(usageOf(events)).toEqual({ totalTokens: 12 })
  })

  it('are of this turn alone where a message goes on with a task', () => {
    const lifetime = { kagent_usage_total: { totalTokenCount: 50 } }
    expect(usageOf([status(call(5)), status(lifetime)], true)).toEqual({ totalTokens: 5 })
    expect(usageOf([status(call(5)), status(lifetime)])).toEqual({ totalTokens: 50 })
    const before = task({ metadata: total(9), status: { state: 'TASK_STATE_WORKING' } })
    expect(usageOf([before], true)).toBeUndefined()
    const messages = [
      { messageId: '1', role: 'ROLE_AGENT' as const, parts: [], metadata: total(9) },
      { messageId: '2', role: 'ROLE_USER' as const, parts: [], metadata: total(99) },
      { messageId: '3', role: 'ROLE_AGENT' as const, parts: [], metadata: total(4) },
    ]
    expect(usageOf([task({ history: messages })], true)).toEqual({ totalTokens: 4 })
  })
})
