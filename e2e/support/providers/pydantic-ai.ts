import { fasta2aAgent } from '../fasta2a-agent.ts'
import { formCard, type RunningProvider } from './provider.ts'

const TOKEN = 'pydantic-canary'
const headers = { Authorization: `Bearer ${TOKEN}` }

/** A Pydantic AI agent: a native A2A agent, of which LiteLLM makes a provider of its own. */
export async function pydanticAiProvider(): Promise<RunningProvider> {
  const agent = await fasta2aAgent(TOKEN)
  const { url } = agent
  return {
    adapter: 'a2a',
    upstream: () => ({ url, settings: { headers } }),
    litellm: () => ({
      agent_card_params: { name: 'Pydantic', url },
      litellm_params: { custom_llm_provider: 'pydantic_ai_agents' },
      static_headers: headers,
    }),
    litellmForm: () => ({
      agent_card_params: formCard('Pydantic AI', url),
      litellm_params: { custom_llm_provider: 'pydantic_ai_agents', api_base: url },
      static_headers: headers,
    }),
    turns: [
      { text: 'hi', answer: 'hi: turn 1' },
      { text: 'again', answer: 'again: turn 2' },
    ],
    slow: { cannot: 'fasta2a 0.6 answers a cancel with the task as it stands, and a send through it is no stream' },
    secrets: { 'headers.Authorization': headers.Authorization },
    [Symbol.asyncDispose]: () => agent[Symbol.asyncDispose](),
  }
}
