import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { type RunningExample, startExample } from '../run-example.fixture.ts'

const task = z.object({ id: z.string(), state: z.string(), text: z.string() })
type Task = z.infer<typeof task>

const counted = Array.from({ length: 30 }, (_, index) => index + 1).join(' ')

async function begin({ url }: RunningExample): Promise<Task> {
  const answer = await fetch(`${url}/tasks`, { method: 'POST', body: '{"text":"Count!"}' })
  return task.parse(await answer.json())
}

async function reading({ url }: RunningExample, id: string, until: (task: Task) => boolean): Promise<Task> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const read = task.parse(await (await fetch(`${url}/tasks/${id}`)).json())
    if (until(read)) return read
    if (Date.now() > deadline) throw new Error(`waited in vain: ${JSON.stringify(read)}`)
    await wait(100)
  }
}

const ended = ({ state }: Task) => !['TASK_STATE_SUBMITTED', 'TASK_STATE_WORKING'].includes(state)

async function withDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'durable-tasks-'))
  try {
    await work(`sqlite:${join(folder, 'tasks.db')}`)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const serviceOf = (LANGGRAPH_URL: string, DATABASE_URL: string) =>
  startExample('durable-tasks/service.ts', { environment: { LANGGRAPH_URL, DATABASE_URL } })

it.concurrent.each(['SIGKILL', 'SIGTERM'] as const)(
  'a task goes on in the next process after %s, and loses and repeats nothing',
  { timeout: 120_000 },
  (signal) =>
    withDatabase(async (database) => {
      await using langgraph = await startExample('langgraph-agent/server.ts')
      await using first = await serviceOf(langgraph.url, database)
      const { id } = await begin(first)
      const before = await reading(first, id, ({ text }) => text.length > 5)
      expect(before.state).toBe('TASK_STATE_WORKING')
      expect(await first.stop(signal)).toBe(signal === 'SIGTERM' ? 0 : null)

      await using second = await serviceOf(langgraph.url, database)
      expect(await reading(second, id, ended)).toEqual({ id, state: 'TASK_STATE_COMPLETED', text: counted })
      const listed = await (await fetch(`${second.url}/tasks`)).json()
      expect(listed).toEqual([{ id, state: 'TASK_STATE_COMPLETED', text: counted }])
    }),
)

it.concurrent('a task whose agent is gone as well has a clear end', { timeout: 120_000 }, () =>
  withDatabase(async (database) => {
    await using langgraph = await startExample('langgraph-agent/server.ts')
    await using first = await serviceOf(langgraph.url, database)
    const { id } = await begin(first)
    await reading(first, id, ({ text }) => text.length > 5)
    await first.stop('SIGKILL')
    await langgraph.stop('SIGKILL')

    await using second = await serviceOf(langgraph.url, database)
    const { state, text } = await reading(second, id, ended)
    expect(state).toBe('TASK_STATE_FAILED')
    expect(text).toMatch(/^1 2 3.*\nThe LangGraph server can no longer be reached\./)
  }),
)
