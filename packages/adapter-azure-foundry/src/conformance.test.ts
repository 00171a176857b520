import { testAdapter } from '@gateway/testing'
import { createAzureFoundryAdapter } from './azure-foundry-adapter.ts'
import { hostedAgent, PROJECT, promptAgent, TOKEN } from './vendor.fixture.ts'

const adapter = createAzureFoundryAdapter()

testAdapter('a prompt agent of Azure AI Foundry', {
  connect: (url, limits) =>
    adapter.connect(
      adapter.settings.parse({
        url: `${url}${PROJECT}`,
        agent: 'planner',
        auth: { type: 'token', token: TOKEN },
        limits,
      }),
    ),
  vendor: promptAgent,
})

testAdapter('a hosted agent of Azure AI Foundry', {
  connect: (url, limits) =>
    adapter.connect(
      adapter.settings.parse({
        url: `${url}${PROJECT}`,
        agent: 'planner',
        hosted: true,
        auth: { type: 'token', token: TOKEN },
        limits,
      }),
    ),
  vendor: hostedAgent,
  leftOut: {
    'sessions-apart': 'a conversation is named by its last response, which is new in each turn: foundry-agent.test.ts',
    'session-kept': 'a conversation is named by its last response, which is new in each turn: foundry-agent.test.ts',
  },
})
