/** Graphs for LangGraph's own server, with models that need no network. */
import type { BaseMessage } from '@langchain/core/messages'
import { AIMessage, ToolMessage } from '@langchain/core/messages'
import { FakeListChatModel } from '@langchain/core/utils/testing'
import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import { Annotation, END, interrupt, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph'

type Messages = typeof MessagesAnnotation.State
type Node = (state: Messages, config: LangGraphRunnableConfig) => Promise<{ messages: unknown[] }>

/** A model that says a text in pieces of one character, `sleep` milliseconds apart. */
const say = async (messages: BaseMessage[], text: string, sleep = 0) =>
  new FakeListChatModel({ responses: [text], ...(sleep === 0 ? {} : { sleep }) }).invoke(messages)

const contentOf = (state: Messages) => state.messages.at(-1)?.content ?? ''
const graphOf = (node: Node) =>
  new StateGraph(MessagesAnnotation)
    .addNode('agent', async (state, config) => ({ messages: (await node(state, config)).messages as BaseMessage[] }))
    .addEdge(START, 'agent')
    .compile()

/** Repeats what was said, and says how many messages it knows. */
export const echo = graphOf(async ({ messages }) => {
  const text = `Echo: ${String(messages.at(-1)?.content)} (${messages.length})`
  return { messages: [await say(messages, text)] }
})

/** Answers with a message that is a plain object, which is not streamed as a message. */
export const plain = graphOf(async (state) => ({
  messages: [{ role: 'assistant', content: `Plain: ${String(contentOf(state))}` }],
}))

export const ask = graphOf(async () => {
  const answer: unknown = interrupt({ question: 'Which city?' })
  return { messages: [new AIMessage(`You said: ${JSON.stringify(answer)}`)] }
})

/** Says a text of 200 characters in about ten seconds; a tick before each step tells that it lives. */
export const slow = graphOf(async ({ messages }, config) => {
  config.writer?.({ tick: 1 })
  return { messages: [await say(messages, 'slow '.repeat(40), 50)] }
})

/** The same in about a second. */
export const brisk = graphOf(async ({ messages }) => ({ messages: [await say(messages, 'brisk '.repeat(10), 20)] }))

export const boom = graphOf(async () => {
  throw new TypeError('kaboom with sk-secret-of-the-graph')
})

/** Asks two things at once. */
const Answers = Annotation.Root({
  ...MessagesAnnotation.spec,
  answers: Annotation<string[]>({ reducer: (before, more) => [...before, ...more], default: () => [] }),
})
const question = (what: string) => async () => ({
  answers: [`${what}: ${JSON.stringify(interrupt({ question: `Which ${what}?` }))}`],
})
export const two = new StateGraph(Answers)
  .addNode('city', question('city'))
  .addNode('day', question('day'))
  .addNode('tell', async ({ answers }) => ({ messages: [new AIMessage([...answers].sort().join(', '))] }))
  .addEdge(START, 'city')
  .addEdge(START, 'day')
  .addEdge(['city', 'day'], 'tell')
  .addEdge('tell', END)
  .compile()

/** A planner, a tool, a graph within the graph and an answer in blocks. */
const inner = new StateGraph(MessagesAnnotation)
  .addNode('writer', async ({ messages }) => ({ messages: [await say(messages, 'from within')] }))
  .addEdge(START, 'writer')
  .compile()
export const multi = new StateGraph(MessagesAnnotation)
  .addNode('planner', async () => ({
    messages: [
      new AIMessage({ content: 'a plan', tool_calls: [{ id: 'call-1', name: 'look', args: {}, type: 'tool_call' }] }),
    ],
  }))
  .addNode('tool', async () => ({ messages: [new ToolMessage({ content: 'of the tool', tool_call_id: 'call-1' })] }))
  .addNode('inner', inner)
  .addNode('last', async () => ({
    messages: [
      new AIMessage({
        content: [
          { type: 'reasoning', reasoning: 'not for the caller' },
          { type: 'text', text: 'in ' },
          { type: 'text', text: 'blocks' },
        ],
      }),
    ],
  }))
  .addEdge(START, 'planner')
  .addEdge('planner', 'tool')
  .addEdge('tool', 'inner')
  .addEdge('inner', 'last')
  .compile()

/** Tells in JSON what content it was given, and answers with files. */
export const files = graphOf(async (state) => ({
  messages: [
    new AIMessage({
      content: [
        { type: 'text', text: JSON.stringify(contentOf(state)) },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw==' } },
        {
          type: 'file',
          source_type: 'base64',
          mime_type: 'application/pdf',
          data: 'JVBERg==',
          metadata: { filename: 'a.pdf' },
        },
      ],
    }),
  ],
}))

/** Tells in JSON what `config.configurable` holds under the names that matter. */
export const configured = graphOf(async (_state, { configurable = {} }) => {
  const { tenant, level, secret } = configurable
  return { messages: [new AIMessage(JSON.stringify({ tenant, level, secret }))] }
})

/** No chat: a question in, an answer out. */
const Question = Annotation.Root({
  question: Annotation<string>,
  depth: Annotation<number>,
  answer: Annotation<{ said: string; depth: number }>,
  title: Annotation<string>,
})
export const state = new StateGraph(Question)
  .addNode('work', async ({ question: said, depth }) => ({ answer: { said, depth }, title: 'An answer' }))
  .addEdge(START, 'work')
  .compile()

/** Stops at a breakpoint of its own. */
export const breakpoint = new StateGraph(MessagesAnnotation)
  .addNode('agent', async () => ({ messages: [new AIMessage('went on')] }))
  .addEdge(START, 'agent')
  .compile({ interruptBefore: ['agent'] })
