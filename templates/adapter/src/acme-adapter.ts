import { agentFromRunner, createConnectionPool, createHttpClient, limitsFrom } from '@gateway/adapter-kit'
import type { Adapter } from '@gateway/core'
import { createAcmeRunner } from './acme-runner.ts'
import { type AcmeSettings, acmeSettings } from './settings.ts'

/** Acme agents. All agents of one adapter share their connections. */
export function createAcmeAdapter(): Adapter<AcmeSettings> {
  const pool = createConnectionPool()
  return {
    name: 'acme',
    title: 'Acme',
    description: 'An agent that runs at Acme.',
    settings: acmeSettings,
    connect: (settings) =>
      agentFromRunner(createAcmeRunner(settings, createHttpClient({ limits: limitsFrom(settings.limits), pool }))),
  }
}

/** `createAcmeAdapter()`, for the one place that needs it. */
export const acmeAdapter: Adapter<AcmeSettings> = createAcmeAdapter()
