/** Tasks of a LangGraph agent that outlive this service: kill it, start it again, and they go on. */
import { connectAgent } from '@gateway/adapters'
import { createCallContext, type Task, textMessage, textOf } from '@gateway/core'
import { openStore } from '@gateway/store'
import { complete, createTaskEngine, createTaskIndex } from '@gateway/tasks'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'

const { LANGGRAPH_URL = 'http://127.0.0.1:2024', DATABASE_URL = 'sqlite:./data/tasks.db', PORT = '3000' } = process.env

const langgraph = await connectAgent('langgraph', { url: LANGGRAPH_URL, assistant: 'counter' })

const resources = new AsyncDisposableStack()
const store = resources.use(await openStore(DATABASE_URL))
const index = resources.use(createTaskIndex({ store: store.tasks }))
// A process that has not been heard of for five seconds is taken for dead, and its tasks are taken over.
const engine = resources.use(createTaskEngine({ store, leaseMs: 5_000 }))
const agent = complete(langgraph, { index, engine, upstream: 'langgraph' })

// From here on, what an earlier process has left is joined at LangGraph, where the work went on all the while.
engine.start(() => langgraph.runner && { runner: langgraph.runner, name: 'langgraph' })

const summary = (task: Task) => ({ id: task.id, state: task.status.state, text: textOf({ task }) })

const app = new Hono()

app.post('/tasks', async (context) => {
  const { text } = z.object({ text: z.string() }).parse(await context.req.json())
  // Does not wait for the answer: the task goes on when the caller has gone.
  const request = { ...textMessage(text), configuration: { returnImmediately: true } }
  const { task } = await agent.sendMessage(request, createCallContext())
  return context.json(task && summary(task))
})

app.get('/tasks', async (context) => {
  const { tasks } = await agent.listTasks({ includeArtifacts: true }, createCallContext())
  return context.json(tasks.map(summary))
})

app.get('/tasks/:id', async (context) =>
  context.json(summary(await agent.getTask({ id: context.req.param('id') }, createCallContext()))),
)

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) }, ({ port }) =>
  console.log(`Listening on http://127.0.0.1:${port}`),
)

// A stop in order hands the tasks over at once. After a kill they are taken over when the five seconds are up.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    server.close()
    await engine.drain(0)
    await resources.disposeAsync()
  })
}
