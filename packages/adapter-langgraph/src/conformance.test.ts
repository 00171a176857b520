import { testAdapter } from '@gateway/testing'
import { createLangGraphAdapter } from './langgraph-adapter.ts'
import { SECRETS, vendor } from './vendor.fixture.ts'

const adapter = createLangGraphAdapter()

const connect = (url: string, settings: object) =>
  adapter.connect(
    adapter.settings.parse({
      url,
      assistant: 'agent',
      apiKey: SECRETS.apiKey,
      headers: { 'x-more': SECRETS.header },
      ...settings,
    }),
  )

testAdapter('LangGraph', { connect: (url, limits) => connect(url, { limits }), vendor })

const NO_THREAD = 'A run without a thread has no conversation.'
testAdapter('LangGraph, stateless', {
  connect: (url, limits) => connect(url, { limits, stateless: true }),
  vendor,
  leftOut: {
    'early-close': 'The server keeps nothing of a run without a thread that could be asked how it ended.',
    'sessions-apart': NO_THREAD,
    'session-kept': NO_THREAD,
  },
})
