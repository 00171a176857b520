import { defineAgent, gatewayError, type StreamResponse } from '@gateway/core'
import { createApp } from './create-app.ts'
import { listeningApp, type TestPorts } from './gateway.fixture.ts'

export const update = (n: number): StreamResponse => ({
  statusUpdate: {
    taskId: 't1',
    contextId: 'c1',
    status: { state: n < 3 ? 'TASK_STATE_WORKING' : 'TASK_STATE_COMPLETED' },
    metadata: { n },
  },
})

export const echo = defineAgent({
  traits: { streaming: true },
  sendMessage: async ({ message }) => ({ message: { ...message, role: 'ROLE_AGENT' } }),
  async *streamMessage() {
    for (const n of [1, 2, 3]) yield update(n)
  },
  getTask: async ({ id }) => {
    throw gatewayError('TASK_NOT_FOUND', `Task not found: ${id}.`)
  },
  listTasks: () => {
    throw new TypeError('secret detail')
  },
})

export const MEMBER = { authorization: 'Bearer sk-member' }
export const ADMIN = { authorization: 'Bearer sk-admin' }
export const message = { messageId: 'm1', role: 'ROLE_USER', parts: [{ text: 'hi' }] }
export const call = (method: string, params: unknown = { message }, headers: Record<string, string> = MEMBER) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ jsonrpc: '2.0', id: 7, method, params }),
})
export const events = (text: string) =>
  text
    .split('\n\n')
    .filter((block) => block.startsWith('data: '))
    .map((block) => JSON.parse(block.slice('data: '.length)))

export type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** The app without Node's request and response, and over a real socket: both must behave the same. */
export const paths: [string, (ports: TestPorts) => Promise<{ ask: Ask } & AsyncDisposable>][] = [
  [
    'app.request()',
    async ({ options }) => {
      const app = createApp(options)
      return { ask: async (path, init) => app.request(path, init), async [Symbol.asyncDispose]() {} }
    },
  ],
  [
    'a socket',
    async ({ options }) => {
      const server = await listeningApp(options)
      return {
        ask: (path, init) => fetch(`${server.url}${path}`, init),
        [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
      }
    },
  ],
]
