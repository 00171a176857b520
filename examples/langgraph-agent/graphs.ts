/** Two agents as one makes them with LangGraph. The model is LangChain's own stand-in: it needs no key and no network. */
import { FakeListChatModel } from '@langchain/core/utils/testing'
import { MessagesAnnotation, START, StateGraph } from '@langchain/langgraph'

type Conversation = typeof MessagesAnnotation.State

/** Repeats what was said, and says which message of the conversation it was. */
export const agent = new StateGraph(MessagesAnnotation)
  .addNode('answer', async ({ messages }: Conversation) => {
    const text = `You said "${messages.at(-1)?.text}" (message ${messages.length}).`
    return { messages: [await new FakeListChatModel({ responses: [text] }).invoke(messages)] }
  })
  .addEdge(START, 'answer')
  .compile()

/** Counts to thirty, which takes about twelve seconds: time enough to end a service that waits for it. */
export const counter = new StateGraph(MessagesAnnotation)
  .addNode('count', async ({ messages }: Conversation) => {
    const text = Array.from({ length: 30 }, (_, index) => index + 1).join(' ')
    return { messages: [await new FakeListChatModel({ responses: [text], sleep: 150 }).invoke(messages)] }
  })
  .addEdge(START, 'count')
  .compile()
