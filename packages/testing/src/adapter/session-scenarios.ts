import { expect, vi } from 'vitest'
import { needed, type Scenarios } from './scenario.ts'
import { makeLeak, Stage } from './stage.ts'
import type { AdapterUnderTest } from './vendor.ts'
import type { Behavior } from './vendor-server.ts'

type Sessions = 'sessions-apart' | 'session-kept' | 'environment'

const CONTEXT = 'the-same-context'

/** Where the SDKs of the usual vendors look for credentials. */
const ENVIRONMENT = [
  'LANGGRAPH_API_KEY',
  'LANGSMITH_API_KEY',
  'LANGCHAIN_API_KEY',
  'OPENAI_API_KEY',
  'AZURE_OPENAI_API_KEY',
  'AZURE_CLIENT_SECRET',
  'AZURE_PASSWORD',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_BEARER_TOKEN_BEDROCK',
  'ANTHROPIC_API_KEY',
  'GOOGLE_API_KEY',
]

/** Rule 7, and the half of rule 6 that is about whose call it is. */
export const sessionScenarios: Scenarios<Sessions> = {
  async 'sessions-apart'(adapter) {
    await using stage = await Stage.open(adapter, { behavior: hello })
    await stage.completing('Hello', { contextId: CONTEXT, owner: { keyId: 'key-1' } })
    await stage.completing('Hello', { contextId: CONTEXT, owner: { keyId: 'key-2' } })
    await stage.completing('Hello', { contextId: CONTEXT, owner: { keyId: 'key-1' }, agentId: 'agent-2' })
    const sessions = sessionsOf(stage, adapter)
    expect(new Set(sessions).size, `sessions of three conversations: ${sessions.join(', ')}`).toBe(3)
  },

  async 'session-kept'(adapter) {
    await using stage = await Stage.open(adapter, { behavior: hello })
    const options = { contextId: CONTEXT, owner: { keyId: 'key-1' } }
    await stage.completing('Hello', options)
    await stage.completing('Hello', { ...options, messageId: 'message-2' })
    const [first, second] = sessionsOf(stage, adapter)
    expect(second).toBe(first)
  },

  async environment(adapter) {
    const { canary } = makeLeak(adapter.vendor)
    for (const name of [...ENVIRONMENT, ...(adapter.vendor.environment ?? [])]) vi.stubEnv(name, canary)
    try {
      await using stage = await Stage.open(adapter, { behavior: hello })
      await stage.completing('Hello')
      for (const request of stage.server.requests) {
        expect(JSON.stringify(request), 'a request with credentials that nobody configured').not.toContain(canary)
      }
    } finally {
      vi.unstubAllEnvs()
    }
  },
}

const hello: Behavior = async (exchange) => {
  await exchange.open()
  await exchange.finish()
}

function sessionsOf(stage: Stage, { vendor }: AdapterUnderTest): readonly string[] {
  const session = needed(vendor.session?.bind(vendor), 'session', 'sessions-apart')
  return stage.server.exchanges.map(({ request }) => {
    const name = session(request)
    if (name === undefined) throw new Error(`vendor.session found none in ${request.method} ${request.target}.`)
    return name
  })
}
