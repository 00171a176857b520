/** A service of its own, with no gateway: it answers questions by a LangGraph agent, whole or as a stream of text. */
import { connectAgent } from '@gateway/adapters'
import { createCallContext, textMessage, textOf } from '@gateway/core'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { z } from 'zod'

const { LANGGRAPH_URL = 'http://127.0.0.1:2024', LANGGRAPH_API_KEY, PORT = '3000' } = process.env

const agent = await connectAgent('langgraph', { url: LANGGRAPH_URL, assistant: 'agent', apiKey: LANGGRAPH_API_KEY })

/** What is asked under one contextId is one conversation, which the agent remembers. */
const question = z.object({ text: z.string(), contextId: z.string().optional() })

const app = new Hono()

app.post('/ask', async (context) => {
  const { text, contextId } = question.parse(await context.req.json())
  // When the caller leaves, so does the call.
  const call = createCallContext({ signal: context.req.raw.signal })
  const answer = await agent.sendMessage(textMessage(text, { contextId }), call)
  return context.json({ contextId: answer.task?.contextId, state: answer.task?.status.state, text: textOf(answer) })
})

app.post('/ask/stream', async (context) => {
  const { text, contextId } = question.parse(await context.req.json())
  const call = createCallContext({ signal: context.req.raw.signal })
  return stream(context, async (output) => {
    for await (const event of agent.streamMessage(textMessage(text, { contextId }), call)) {
      await output.write(textOf(event))
    }
  })
})

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) }, ({ port }) =>
  console.log(`Listening on http://127.0.0.1:${port}`),
)
