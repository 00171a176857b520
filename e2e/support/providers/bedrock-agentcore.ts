import { ARN, CREDENTIALS, startDataPlane } from '../../../packages/adapter-bedrock-agentcore/src/data-plane.fixture.ts'
import { startRuntime } from '../../../packages/adapter-bedrock-agentcore/src/turns.fixture.ts'
import { formCard, type RunningProvider } from './provider.ts'

/** AWS's own runtime server behind a data plane that computes every signature anew. */
export async function bedrockAgentCoreProvider(): Promise<RunningProvider> {
  const runtime = await startRuntime()
  const plane = await startDataPlane({ url: runtime.url, path: '/invocations' })
  const model = `bedrock/agentcore/${ARN}`
  const params = {
    custom_llm_provider: 'bedrock',
    aws_region_name: 'us-east-1',
    aws_access_key_id: CREDENTIALS.accessKeyId,
    aws_secret_access_key: CREDENTIALS.secretAccessKey,
    aws_session_token: CREDENTIALS.sessionToken,
    api_base: plane.url,
  }
  const auth = { type: 'sigv4', credentials: CREDENTIALS }
  return {
    adapter: 'bedrock-agentcore',
    upstream: () => ({ adapter: 'bedrock-agentcore', settings: { runtime: ARN, endpoint: plane.url, auth } }),
    litellm: () => ({ agent_card_params: { name: 'Runtime', url: model }, litellm_params: params }),
    litellmForm: () => ({
      agent_card_params: formCard('Bedrock AgentCore', ''),
      litellm_params: { ...params, model },
    }),
    turns: [
      { text: 'turns', answer: 'turn 1' },
      { text: 'turns', answer: 'turn 2' },
    ],
    slow: { text: 'count' },
    secrets: {
      'auth.credentials.secretAccessKey': CREDENTIALS.secretAccessKey,
      'auth.credentials.sessionToken': CREDENTIALS.sessionToken,
    },
    async [Symbol.asyncDispose]() {
      await plane.close()
      await runtime.stop()
    },
  }
}
