/** A whole `config.yaml` of LiteLLM, as it is. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { readEnvironment } from '../apps/gateway/src/environment.ts'
import { startGateway } from '../apps/gateway/src/gateway.ts'
import { agentProcess } from './support/agent-process.ts'
import { client10 } from './support/clients.ts'

const KEY = 'sk-the-master-key-of-litellm'

const configOf = (url: string, agents: string, key: string) => `
model_list:
  - model_name: gpt-4o
    litellm_params:
      model: azure/gpt-4o
      api_base: os.environ/AZURE_API_BASE
      api_key: os.environ/AZURE_API_KEY
      rpm: 6
  - model_name: claude
    litellm_params: &claude
      model: anthropic/claude-sonnet-4
      api_key: "\${ANTHROPIC_API_KEY}"

litellm_settings:
  drop_params: true
  cache: true
  cache_params: { type: redis, host: os.environ/REDIS_HOST }
  success_callback: ["langfuse"]
  public_agent_groups: ["0d2c"]

router_settings:
  routing_strategy: simple-shuffle
  num_retries: 2
  fallbacks: [{ "gpt-4o": ["claude"] }]

general_settings:
  master_key: ${key}
  database_url: os.environ/DATABASE_URL_OF_LITELLM
  store_prompts_in_spend_logs: true

mcp_servers:
  deepwiki: { url: "https://mcp.deepwiki.com/mcp" }

${agents}:
  - agent_name: invoices
    agent_card_params:
      protocolVersion: "1.0"
      name: Invoices
      description: Answers questions about invoices
      url: ${url}
      version: 1.0.0
      defaultInputModes: ["text"]
      defaultOutputModes: ["text"]
      capabilities: { streaming: true }
      skills: [{ id: ask, name: Ask, description: Asks, tags: [a] }]
    litellm_params: { make_public: true }
    static_headers: { x-agent-key: os.environ/AGENT_KEY }
  - agent_name: graph
    agent_card_params: { name: Graph, url: "http://127.0.0.1:9" }
    litellm_params: { custom_llm_provider: langgraph, model: langgraph/agent, api_base: "http://127.0.0.1:9" }
`

async function started(text: string, variables: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'litellm-config-'))
  const path = join(folder, 'config.yaml')
  await writeFile(path, text)
  const lines: string[] = []
  const gateway = await startGateway({
    environment: readEnvironment({
      PORT: '0',
      HOST: '127.0.0.1',
      DRAIN_SECONDS: '0',
      DATABASE_URL: `sqlite:${join(folder, 'gateway.db')}`,
      GATEWAY_CONFIG: path,
    }),
    variables,
    logger: pino({ level: 'info' }, { write: (line) => void lines.push(line) }),
  }).catch(async (error) => {
    await rm(folder, { recursive: true, force: true })
    throw error
  })
  return {
    gateway,
    lines,
    async [Symbol.asyncDispose]() {
      await gateway.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

test.each([
  ['agents', KEY],
  ['agent_list', 'os.environ/LITELLM_MASTER_KEY'],
])('starts with its agents under %s and its master key %s, and names what is passed over', async (agents, key) => {
  await using agent = await agentProcess()
  const variables = { AGENT_KEY: 'canary', LITELLM_MASTER_KEY: KEY }
  await using running = await started(configOf(agent.url, agents, key), variables)
  const { gateway, lines } = running
  const client = await client10(`${gateway.url}/a2a/invoices`, KEY)
  expect((await client.send('hello')).task?.status.state).toBe('TASK_STATE_COMPLETED')
  const listed = await fetch(`${gateway.url}/v1/agents`, { headers: { authorization: `Bearer ${KEY}` } })
  expect(await listed.json()).toMatchObject([{ agent_name: 'invoices' }, { agent_name: 'graph' }])
  const told = lines.filter((line) => line.includes('passed over'))
  expect(told).toHaveLength(1)
  for (const name of ['model_list', 'litellm_settings', 'router_settings', 'general_settings', 'mcp_servers']) {
    expect(told[0]).toContain(name)
  }
  expect(lines.join('')).not.toMatch(/canary|sk-the-master/)
})

test('a master key that is not there is made, and what agents need of the environment is still asked for', async () => {
  const text = configOf('http://127.0.0.1:9', 'agents', 'os.environ/NOT_SET')
  await using running = await started(text, { AGENT_KEY: 'x' })
  expect(running.gateway.masterKey.made).toMatch(/^sk-/)
  await expect(started(text, {})).rejects.toThrow(/AGENT_KEY is not set/)
  await expect(started(`${text}\nagent_list: []\n`, { AGENT_KEY: 'x' })).rejects.toThrow(/agents and agent_list/)
  await expect(started(`${text}\nmodel_lists: []\n`, { AGENT_KEY: 'x' })).rejects.toThrow(/model_lists: is not known/)
})
