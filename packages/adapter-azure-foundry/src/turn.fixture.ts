/** For the tests of this package: turns as a host gives them to a runner, and what came of them. */
import { randomUUID } from 'node:crypto'
import type { Agent, JsonObject, JsonValue, Part, RunContext, RunEvent, Runner, Turn } from '@gateway/core'
import { createCallContext, settledRun } from '@gateway/core'
import { azureFoundryAdapter } from './azure-foundry-adapter.ts'
import { type FoundryService, TOKEN } from './foundry-service.fixture.ts'

/** An agent as a host makes it, with these settings. */
export function agentAt(service: FoundryService, settings: JsonObject = {}): Agent {
  const all = { url: service.url, agent: 'planner', auth: { type: 'token', token: TOKEN }, ...settings }
  return azureFoundryAdapter.connect(azureFoundryAdapter.settings.parse(all))
}

/** The runner that an agent with these settings is made of. */
export function runnerAt(service: FoundryService, settings: JsonObject = {}): Runner {
  const { runner } = agentAt(service, settings)
  if (runner === undefined) throw new Error('The agent is not made of a runner.')
  return runner
}

export type TurnOptions = Partial<Omit<Turn, 'message'>>

/** A turn with ids as the gateway makes them; a conversation of its own unless `sessionId` says which. */
export function turnOf(parts: string | readonly Part[], options: TurnOptions = {}): Turn {
  const ids = { taskId: randomUUID(), contextId: 'context-1' }
  return {
    message: {
      messageId: randomUUID(),
      role: 'ROLE_USER',
      parts: typeof parts === 'string' ? [{ text: parts }] : parts,
      ...ids,
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

/** Texts by artifact, in their order. */
export function textsOf(events: readonly RunEvent[]): string[] {
  const texts = new Map<string, string>()
  for (const event of events) {
    if (event.type === 'text') texts.set(event.artifactId, (texts.get(event.artifactId) ?? '') + event.text)
  }
  return [...texts.values()]
}

export const typesOf = (events: readonly RunEvent[]) => events.map(({ type }) => type)

/** What the turn asked to be remembered. */
export function sessionOf(events: readonly RunEvent[]): JsonObject {
  return events.findLast((event) => event.type === 'session')?.session ?? {}
}

export function resumeOf(events: readonly RunEvent[]): JsonValue {
  const last = events.at(-1)
  if (last?.type === 'input-required' || last?.type === 'auth-required') return last.resume
  throw new Error(`Nothing is asked: ${JSON.stringify(last)}`)
}

export const waitFor = async (condition: () => boolean, milliseconds = 20_000) => {
  const until = Date.now() + milliseconds
  while (!condition()) {
    if (Date.now() > until) throw new Error('waited in vain')
    await new Promise((done) => setTimeout(done, 20))
  }
}
