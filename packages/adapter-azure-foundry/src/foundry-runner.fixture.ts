/** For the tests of this package: the real SDK against a stand-in that refuses what the service refuses. */
import {
  type CallContext,
  createCallContext,
  type RunEvent,
  type StreamResponse,
  settledRun,
  type Turn,
} from '@gateway/core'
import { type AzureFoundrySettings, azureFoundryAdapter, azureFoundrySettings } from './index.ts'
import { foundryService, type ServiceOptions } from './service.fixture.ts'

export const settingsOf = (url: string, more: Partial<AzureFoundrySettings> = {}) =>
  azureFoundrySettings.parse({ url, agent: 'my-agent', auth: { type: 'token', token: 'entra-token' }, ...more })

export async function connected(
  service: ServiceOptions | ServiceOptions['agent'],
  more: Partial<AzureFoundrySettings> = {},
) {
  const running = await foundryService(typeof service === 'function' ? { agent: service } : service)
  const agent = azureFoundryAdapter.connect(settingsOf(running.url, more))
  return { service: running, agent, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() }
}

export const send = (parts: readonly object[] | string, contextId?: string) => ({
  message: {
    messageId: 'm1',
    role: 'ROLE_USER' as const,
    parts: typeof parts === 'string' ? [{ text: parts }] : parts,
    ...(contextId === undefined ? {} : { contextId }),
  },
})

export const turnOf = (text: string, more: Partial<Turn> = {}): Turn => ({
  message: send(text).message,
  runId: 'run-1',
  taskId: 'task-1',
  contextId: 'context-1',
  sessionId: '11111111-1111-8111-a111-111111111111',
  ...more,
})

export async function events(run: AsyncIterable<RunEvent> | undefined, context: CallContext = createCallContext()) {
  const found: RunEvent[] = []
  if (run) for await (const event of settledRun(run, context)) found.push(event)
  return found
}

export const textOf = (artifacts: StreamResponse['task'] | undefined) =>
  artifacts?.artifacts?.flatMap(({ parts }) => parts.map(({ text }) => text ?? '')).join('')
