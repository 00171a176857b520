import { randomUUID } from 'node:crypto'
import type { JsonObject, Part, RunContext, RunEvent, Runner, Turn } from '@gateway/core'
import { createCallContext, settledRun } from '@gateway/core'
import { langGraphAdapter } from './langgraph-adapter.ts'

/** The runner that an agent with these settings is made of. */
export function runnerOf(settings: JsonObject): Runner {
  const { runner } = langGraphAdapter.connect(langGraphAdapter.settings.parse(settings))
  if (runner === undefined) throw new Error('The agent is not made of a runner.')
  return runner
}

export type TurnOptions = Partial<Omit<Turn, 'message'>> & { readonly messageMetadata?: JsonObject }

/** A turn with ids as the gateway makes them; a conversation of its own unless `sessionId` says which. */
export function turnOf(parts: string | readonly Part[], { messageMetadata, ...options }: TurnOptions = {}): Turn {
  const ids = { taskId: randomUUID(), contextId: 'context-1' }
  return {
    message: {
      messageId: randomUUID(),
      role: 'ROLE_USER',
      parts: typeof parts === 'string' ? [{ text: parts }] : parts,
      ...ids,
      ...(messageMetadata === undefined ? {} : { metadata: messageMetadata }),
    },
    runId: randomUUID(),
    sessionId: randomUUID(),
    ...ids,
    ...options,
  }
}

export const runContext = (signal?: AbortSignal): RunContext =>
  createCallContext(signal === undefined ? {} : { signal })

/** Every event of a run, as a host sees it. */
export async function eventsOf(run: AsyncIterable<RunEvent>, context: RunContext = runContext()): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of settledRun(run, context)) events.push(event)
  return events
}

/** One turn from its message to its end. */
export async function runTurn(
  runner: Runner,
  parts: string | readonly Part[],
  options: TurnOptions = {},
): Promise<RunEvent[]> {
  const context = runContext()
  return eventsOf(runner.run(turnOf(parts, options), context), context)
}

/** What was said, artifact by artifact. */
export function textsOf(events: readonly RunEvent[]): string[] {
  const texts = new Map<string, string>()
  for (const event of events) {
    if (event.type === 'text') texts.set(event.artifactId, (texts.get(event.artifactId) ?? '') + event.text)
  }
  return [...texts.values()]
}

export const typesOf = (events: readonly RunEvent[]) => events.map(({ type }) => type)

export const waitFor = async (condition: () => boolean | Promise<boolean>, milliseconds = 15_000) => {
  const until = Date.now() + milliseconds
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('waited in vain')
    await new Promise((done) => setTimeout(done, 20))
  }
}
