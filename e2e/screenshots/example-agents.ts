import { setTimeout as pause } from 'node:timers/promises'
import { Task, TaskArtifactUpdateEvent, TaskStatusUpdateEvent } from '@a2a-js/sdk'
import { AgentEvent, type AgentExecutor } from '@a2a-js/sdk/server'
import type { TestServer } from '../support/agent-script.ts'
import { receivedHeaders, sdkAgent } from '../support/sdk-agent.ts'

/** What an agent answers: pieces of its answer as they come. Throws where its task fails. */
type Answer = (text: string) => AsyncIterable<string>

/** Tokens as agents report them. */
const usageOf = (text: string, said: string) => ({
  usage: { input_tokens: 40 + text.length * 3, output_tokens: 20 + said.length * 2 },
})

/** An agent of the official SDK that says what it is told to say. */
function saying(answer: Answer): AgentExecutor {
  return {
    async execute({ taskId, contextId, userMessage, task }, bus) {
      const ids = { taskId, contextId }
      const content = userMessage.parts[0]?.content
      const text = content?.$case === 'text' ? content.value : ''
      const status = (state: string, metadata = {}, said?: string) =>
        AgentEvent.statusUpdate(
          TaskStatusUpdateEvent.fromJSON({
            ...ids,
            metadata,
            status: {
              state,
              ...(said === undefined
                ? {}
                : { message: { messageId: crypto.randomUUID(), role: 'ROLE_AGENT', parts: [{ text: said }] } }),
            },
          }),
        )
      const begun = { id: taskId, contextId, status: { state: 'TASK_STATE_SUBMITTED' } }
      bus.publish(AgentEvent.task(task ?? Task.fromJSON(begun)))
      bus.publish(status('TASK_STATE_WORKING'))
      let whole = ''
      try {
        for await (const piece of answer(text)) {
          const artifact = { artifactId: 'answer', name: 'Answer', parts: [{ text: piece }] }
          const update = { ...ids, artifact, append: whole !== '', lastChunk: false }
          bus.publish(AgentEvent.artifactUpdate(TaskArtifactUpdateEvent.fromJSON(update)))
          whole += piece
        }
        bus.publish(status('TASK_STATE_COMPLETED', usageOf(text, whole)))
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        bus.publish(status('TASK_STATE_FAILED', usageOf(text, whole), why))
      }
      bus.finished()
    },
    cancelTask: async () => {},
  }
}

/** A text word by word, as models give it. */
async function* words(text: string, milliseconds: number): AsyncGenerator<string> {
  for (const word of text.split(/(?<= )/)) {
    await pause(milliseconds)
    yield word
  }
}

const INVOICES: Readonly<Record<string, string>> = {
  'Which invoices are due this week?':
    'Two are due this week: 2041 of Brandt & Sons over €1,280.00 on Monday, and 2044 of Nordlicht over €312.50 on Friday.',
}

export interface ExampleAgents extends AsyncDisposable {
  readonly invoices: string
  readonly invoicesBeside: string
  readonly translator: string
  readonly research: string
}

/** Agents as an organisation has them. `ask` calls another through the gateway, with the trace that came along. */
export async function exampleAgents(
  ask: (agent: string, text: string, headers: Record<string, string>) => Promise<string>,
): Promise<ExampleAgents> {
  const stack = new AsyncDisposableStack()
  const start = async (answer: Answer): Promise<string> => {
    const server: TestServer = stack.use(await sdkAgent({ executor: saying(answer) }))
    return `${server.url}/`
  }
  const invoices: Answer = (text) => words(INVOICES[text] ?? 'Invoice 2041 comes to €1,280.00 and is due on Monday.', 4)
  const translator: Answer = (text) => {
    if (text.includes('Klingon')) throw new Error('There is no model for Klingon. Languages: de, en, fr, pl.')
    return words('Die Rechnung ist am Montag fällig.', 6)
  }
  async function* research(text: string): AsyncGenerator<string> {
    const { traceparent, tracestate } = receivedHeaders.getStore() ?? {}
    const headers = Object.fromEntries(
      Object.entries({ traceparent, tracestate }).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
    )
    yield* words('I looked at what is due, and had it translated. ', 10)
    await ask('invoices', text, headers)
    await ask('translator', 'Translate: The invoice is due on Monday.', headers)
    yield* words('In short: pay Brandt & Sons by Monday.', 10)
  }
  return {
    invoices: await start(invoices),
    invoicesBeside: await start(invoices),
    translator: await start(translator),
    research: await start(research),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
