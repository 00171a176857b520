import { agentFromRunner, createConnectionPools } from '@gateway/adapter-kit'
import type { Adapter } from '@gateway/core'
import { langGraphRunner } from './langgraph-runner.ts'
import { type LangGraphSettings, langGraphSettings } from './settings.ts'

/**
 * Assistants of LangGraph servers: LangSmith deployments, self-hosted ones and `langgraph dev`, in Python and in
 * JavaScript. The SDK is loaded by the first call. All agents of one adapter share their connections.
 */
export function createLangGraphAdapter(): Adapter<LangGraphSettings> {
  const pools = createConnectionPools()
  return {
    name: 'langgraph',
    title: 'LangGraph',
    description: 'An assistant of a LangGraph server: a LangSmith deployment, a self-hosted one, or langgraph dev.',
    settings: langGraphSettings,
    connect: (settings, host) => agentFromRunner(langGraphRunner(settings, pools(host?.mayReach))),
  }
}

/** `createLangGraphAdapter()`, for the one place that needs it. */
export const langGraphAdapter: Adapter<LangGraphSettings> = createLangGraphAdapter()
