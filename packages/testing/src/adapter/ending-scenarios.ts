import { createCallContext, isTerminalRunEvent, type RunEvent, sessionIdOf } from '@gateway/core'
import { expect } from 'vitest'
import { needed, type RunScenario, type Scenarios } from './scenario.ts'
import { makeLeak, Stage } from './stage.ts'
import type { VendorExchange } from './vendor-exchange.ts'

type Ending =
  | 'answer'
  | 'early-close'
  | 'cut-socket'
  | 'html-page'
  | 'json-for-stream'
  | 'unparseable'
  | 'vendor-failure'

const TEXTS = ['Hello', ', wörld! ', '日本語 😀', '\n\ndata: not an event\n', ' "end" \\']

/** Rule 1: exactly one terminal event, and what is not a whole answer is a failure. */
export const endingScenarios: Scenarios<Ending> = {
  async answer(adapter) {
    await using stage = await Stage.open(adapter, {
      behavior: async (exchange) => {
        exchange.head()
        await exchange.send(exchange.answer.begin)
        for (const text of TEXTS) await exchange.send(exchange.answer.text(text))
        await exchange.finish()
      },
    })
    await stage.completing(TEXTS.join(''))
    await stage.completing(TEXTS.join(''), { messageId: 'message-2' })
    await endsOnce(stage)
    await stage.closed()
  },

  'early-close': failing(async (exchange) => {
    await exchange.open()
    exchange.end()
  }),

  'cut-socket': failing(async (exchange) => {
    await exchange.open()
    exchange.reset()
  }),

  'html-page': failing((exchange, leak) =>
    exchange.reply({
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: `<!doctype html><title>Sign in</title><p>${leak}</p>\n\ndata: {}\n\n`,
    }),
  ),

  'json-for-stream': failing((exchange, leak) =>
    exchange.reply({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: leak, detail: leak }),
    }),
  ),

  unparseable: (adapter) =>
    failing(async (exchange, leak) => {
      await exchange.open()
      await exchange.send(adapter.vendor.unparseable?.(leak, exchange.request) ?? `data: {"${leak}\n\n`)
      await exchange.finish()
    })(adapter),

  async 'vendor-failure'(adapter) {
    const failure = needed(adapter.vendor.failure?.bind(adapter.vendor), 'failure', 'vendor-failure')
    await failing(async (exchange, leak) => {
      await exchange.open()
      await exchange.send(failure(leak, exchange.request))
      await exchange.finish()
    })(adapter)
  },
}

/** The turn fails, and nothing of the vendor's words is told. */
function failing(behavior: (exchange: VendorExchange, leak: string) => Promise<void> | void): RunScenario {
  return async (adapter) => {
    const { leak, canary } = makeLeak(adapter.vendor)
    await using stage = await Stage.open(adapter, { behavior: (exchange) => behavior(exchange, leak) })
    const turn = await stage.failing()
    stage.tellsNothing(turn.told, [canary])
    await stage.closed()
  }
}

/** Seen from closer than an agent shows it: the runner itself says once, and last, that the turn has ended. */
async function endsOnce({ agent: { runner } }: Stage): Promise<void> {
  if (runner === undefined) return
  const ids = { runId: 'run-1', taskId: 'task-1', contextId: 'context-1' }
  const context = createCallContext()
  const sessionId = sessionIdOf(context.owner, context.agent.id, ids.contextId)
  const message = { messageId: 'message-3', role: 'ROLE_USER' as const, parts: [{ text: 'Hi!' }], ...ids }
  const events: RunEvent[] = []
  for await (const event of runner.run({ message, ...ids, sessionId }, context)) events.push(event)
  expect(events.filter(isTerminalRunEvent)).toEqual([{ ...events.at(-1) }])
}
