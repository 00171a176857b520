import {
  FoundryService,
  type Script,
  TOKEN,
} from '../../../packages/adapter-azure-foundry/src/foundry-service.fixture.ts'
import { says } from '../../../packages/adapter-azure-foundry/src/scripted-answer.fixture.ts'
import { formCard, type RunningProvider } from './provider.ts'

/** The stand-in for Foundry's Agent Service: none of it runs outside of Azure. */
export async function azureFoundryProvider(): Promise<RunningProvider> {
  const turns = new Map<unknown, number>()
  const script: Script = ({ conversation, input }) => {
    if (JSON.stringify(input).includes('go on')) {
      return { output: [{ text: ['begun'] }, { text: ['never'], after: new Promise(() => {}) }] }
    }
    const turn = (turns.get(conversation) ?? 0) + 1
    turns.set(conversation, turn)
    return says('turn ', String(turn))
  }
  const service = await FoundryService.start(script)
  const { url } = service
  const params = { custom_llm_provider: 'azure_ai', model: 'azure_ai/agents/planner', api_base: url, api_key: TOKEN }
  return {
    adapter: 'azure-foundry',
    upstream: () => ({
      adapter: 'azure-foundry',
      settings: { url, agent: 'planner', auth: { type: 'token', token: TOKEN } },
    }),
    litellm: () => ({ litellm_params: params }),
    litellmForm: () => ({ agent_card_params: formCard('Azure AI Foundry', url), litellm_params: params }),
    turns: [
      { text: 'hi', answer: 'turn 1' },
      { text: 'again', answer: 'turn 2' },
    ],
    slow: { text: 'go on' },
    secrets: { 'auth.token': TOKEN },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  }
}
