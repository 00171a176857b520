import { testAdapter } from '@gateway/testing'
import { agentAt } from './turns.fixture.ts'
import { vendor } from './vendor.fixture.ts'

testAdapter('Bedrock AgentCore', {
  connect: (url, limits) => agentAt(url, { limits }),
  vendor,
  leftOut: {
    'json-for-stream': 'an agent that does not stream answers in JSON, on the same request',
    'refused-aside': 'nothing comes before the request that begins work',
  },
})
