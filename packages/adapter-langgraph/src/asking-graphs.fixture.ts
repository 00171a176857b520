/** Graphs that stop in every way in which a graph can. */
import { AIMessage } from '@langchain/core/messages'
import { FakeListChatModel } from '@langchain/core/utils/testing'
import { Annotation, END, interrupt, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph'

type Messages = typeof MessagesAnnotation.State

const say = (text: string) => ({ messages: [new AIMessage(text)] })
const toAsk = (what: string) => async () => say(`${what}: ${String(interrupt({ question: `Which ${what}?` }))}`)
const asking = (what: string) =>
  new StateGraph(MessagesAnnotation).addNode('ask', toAsk(what)).addEdge(START, 'ask').compile()

/** Two graphs within the graph ask at once; a graph that is called by a node asks as they do. */
export const nested = new StateGraph(MessagesAnnotation)
  .addNode('city', asking('city'))
  .addNode('day', asking('day'))
  .addEdge(START, 'city')
  .addEdge(START, 'day')
  .compile()
const called = asking('city')
export const calling = new StateGraph(MessagesAnnotation)
  .addNode('call', async (state: Messages, config) => called.invoke(state, config))
  .addEdge(START, 'call')
  .compile()

/** One step asks while another works on for long. */
export const half = new StateGraph(MessagesAnnotation)
  .addNode('ask', toAsk('city'))
  .addNode('work', async ({ messages }) => ({
    messages: [await new FakeListChatModel({ responses: ['slow '.repeat(40)], sleep: 50 }).invoke(messages)],
  }))
  .addEdge(START, 'ask')
  .addEdge(START, 'work')
  .compile()

/** One step asks, and another fails. */
export const failing = new StateGraph(MessagesAnnotation)
  .addNode('ask', toAsk('city'))
  .addNode('fail', async () => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    throw new TypeError('kaboom')
  })
  .addEdge(START, 'ask')
  .addEdge(START, 'fail')
  .compile()

/** Fails behind its last message. */
export const late = new StateGraph(MessagesAnnotation)
  .addNode('tell', async () => say('told'))
  .addNode('fail', async () => {
    throw new TypeError('kaboom')
  })
  .addEdge(START, 'tell')
  .addEdge('tell', 'fail')
  .compile()

/** A breakpoint behind its last step, where nothing is left to do. */
export const over = new StateGraph(MessagesAnnotation)
  .addNode('tell', async () => say('told'))
  .addEdge(START, 'tell')
  .compile({ interruptAfter: ['tell'] })

/** A breakpoint within a graph within the graph. */
const inner = new StateGraph(MessagesAnnotation)
  .addNode('tell', async () => say('told'))
  .addEdge(START, 'tell')
  .compile({ interruptBefore: ['tell'] })
export const within = new StateGraph(MessagesAnnotation).addNode('inner', inner).addEdge(START, 'inner').compile()

/** A graph within the graph asks, and its node goes on without an answer. */
export const caught = new StateGraph(MessagesAnnotation)
  .addNode('call', async (state: Messages, config) => {
    await called.invoke(state, config).catch(() => undefined)
    return say('went on')
  })
  .addEdge(START, 'call')
  .compile()

/** Asks one thing behind the other; a step before writes a message that is a plain object, which is told again with each answer. */
const Twice = Annotation.Root({ ...MessagesAnnotation.spec })
export const twice = new StateGraph(Twice)
  .addNode('plain', async () => ({ messages: [{ role: 'assistant', content: 'plain' }] as unknown as AIMessage[] }))
  .addNode('ask', async () => say(`${String(interrupt('First?'))} ${String(interrupt('Second?'))}`))
  .addNode('tell', async () => say('end'))
  .addEdge(START, 'plain')
  .addEdge(START, 'ask')
  .addEdge(['plain', 'ask'], 'tell')
  .addEdge('tell', END)
  .compile()
