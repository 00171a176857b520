import { startLangGraph } from '../../../packages/adapter-langgraph/src/langgraph-server.fixture.ts'
import { formCard, type RunningProvider } from './provider.ts'

const KEY = 'lsv2-canary'
const graph = (slow = false) => (slow ? 'slow' : 'echo')

/** LangGraph's own development server. */
export async function langGraphProvider(): Promise<RunningProvider> {
  const { url, stop } = await startLangGraph()
  const params = (slow?: boolean) => ({
    custom_llm_provider: 'langgraph',
    model: `langgraph/${graph(slow)}`,
    api_base: url,
    api_key: KEY,
  })
  return {
    adapter: 'langgraph',
    upstream: (slow) => ({ adapter: 'langgraph', settings: { url, assistant: graph(slow), apiKey: KEY } }),
    litellm: (slow) => ({ litellm_params: params(slow) }),
    litellmForm: (slow) => ({ agent_card_params: formCard('LangGraph', url), litellm_params: params(slow) }),
    turns: [
      { text: 'hi', answer: 'Echo: hi (1)' },
      { text: 'again', answer: 'Echo: again (3)' },
    ],
    slow: { text: 'go on' },
    secrets: { apiKey: KEY },
    [Symbol.asyncDispose]: stop,
  }
}
