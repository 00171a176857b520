/** Run by itself: AWS's own runtime server on a free port, with an agent that does what its prompt says. */
import { setTimeout as sleep } from 'node:timers/promises'
import { BedrockAgentCoreApp } from 'bedrock-agentcore/runtime'
import { z } from 'zod'

/** How many turns each session has had: what a microVM would remember. */
const turns = new Map<string, number>()

async function* stream(prompt: string) {
  switch (prompt) {
    case 'strings':
      yield 'Hel'
      yield 'lo, "wör'
      yield '42'
      yield 'ld"\nand more'
      return
    case 'named events':
      yield { event: 'message', data: { text: 'Hel' } }
      yield { event: 'message', data: { text: 'lo' } }
      return
    case 'strands':
      yield { type: 'modelStreamUpdateEvent', event: { type: 'modelMessageStartEvent', role: 'assistant' } }
      for (const text of ['Hel', 'lo']) {
        const delta = { type: 'textDelta', text }
        yield { type: 'modelStreamUpdateEvent', event: { type: 'modelContentBlockDeltaEvent', delta } }
      }
      yield { type: 'modelStreamUpdateEvent', event: { type: 'modelMessageStopEvent', stopReason: 'endTurn' } }
      yield {
        type: 'modelStreamUpdateEvent',
        event: { type: 'modelMetadataEvent', usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 } },
      }
      yield { type: 'modelMessageEvent', message: { role: 'assistant', content: [{ text: 'Hello' }] } }
      return
    case 'fail in stream':
      yield 'Hel'
      throw new Error('canary-secret')
    case 'count':
      for (let number = 1; number <= 1_000; number++) {
        yield `${number} `
        await sleep(20)
      }
  }
}

const app = new BedrockAgentCoreApp({
  config: { logging: { enabled: true, options: { level: 'info' } } },
  invocationHandler: {
    requestSchema: z.looseObject({ prompt: z.string().default('') }),
    async process(asked, { sessionId, headers }) {
      const { prompt } = asked
      if (/^(strings|named events|strands|fail in stream|count)$/.test(prompt)) return stream(prompt)
      switch (prompt) {
        case 'fail':
          throw new Error('canary-secret')
        case 'turns': {
          const count = (turns.get(sessionId) ?? 0) + 1
          turns.set(sessionId, count)
          await sleep(50)
          return { result: `turn ${count}`, sessionId }
        }
        case 'hang':
          await sleep(60_000)
          return 'late'
        case 'payload':
          return { response: JSON.stringify(asked), status: 'success' }
        case 'headers':
          return { response: JSON.stringify(headers) }
        case 'string':
          return 'plain string'
        case 'ask':
          return { status: 'input_required', message: 'Which city?' }
        case 'nothing':
          return undefined
        default:
          return {
            result: { role: 'assistant', content: [{ text: `You said: ${prompt}` }] },
            usage: { inputTokens: 1, outputTokens: 2 },
          }
      }
    },
  },
})
app.run({ port: 0, host: '127.0.0.1' })
