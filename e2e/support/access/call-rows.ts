import { ALL, type Ask, type Person, type Row, type Who } from './row.ts'
import type { World } from './world.ts'

/** Viewers only look on, and one key may only read. */
const ONLY_READ: readonly Person[] = ['a viewer', 'an admin viewer', 'a key that may only read']
const SENDERS = ALL.filter((person) => !ONLY_READ.includes(person))

const path = { agent: 'hello' }
const message = ({ fresh }: World, text = 'hi') => ({
  message: { messageId: fresh('message'), role: 'ROLE_USER', parts: [{ text }] },
})
const hook = { url: 'https://example.com/hook' }

interface Method {
  readonly allowed: readonly Person[]
  readonly params: (world: World, taskId: string) => object
  /** It is about a task that is there. */
  readonly task?: true
}

/** The operations of A2A 1.0. */
const METHODS: Readonly<Record<string, Method>> = {
  SendMessage: { allowed: SENDERS, params: (world) => message(world) },
  SendStreamingMessage: { allowed: SENDERS, params: (world) => message(world) },
  GetTask: { allowed: ALL, params: (_, id) => ({ id }), task: true },
  ListTasks: { allowed: ALL, params: () => ({}) },
  CancelTask: { allowed: SENDERS, params: (_, id) => ({ id }), task: true },
  SubscribeToTask: { allowed: ALL, params: (_, id) => ({ id }), task: true },
  CreateTaskPushNotificationConfig: {
    allowed: SENDERS,
    params: (_, taskId) => ({ taskId, id: 'hook', ...hook }),
    task: true,
  },
  GetTaskPushNotificationConfig: { allowed: ALL, params: (_, taskId) => ({ taskId, id: 'hook' }), task: true },
  ListTaskPushNotificationConfigs: { allowed: ALL, params: (_, taskId) => ({ taskId }), task: true },
  DeleteTaskPushNotificationConfig: { allowed: SENDERS, params: (_, taskId) => ({ taskId, id: 'hook' }), task: true },
  GetExtendedAgentCard: { allowed: ALL, params: () => ({}) },
}

const asking =
  (method: string, { params, task }: Method) =>
  async (world: World, who: Who): Promise<Ask> => ({
    path,
    body: { jsonrpc: '2.0', id: 1, method, params: params(world, task ? await world.newTask(who) : '') },
  })

const ofBase = (suffix: string): Row[] => [
  ...Object.entries(METHODS).map(
    ([name, method]): Row => ({
      operation: `callAgent${suffix}`,
      of: name,
      allowed: method.allowed,
      ask: asking(name, method),
    }),
  ),
  ...[
    ['sendMessage', 'message/send'],
    ['streamMessage', 'message/stream'],
  ].map(
    ([operation, method]): Row => ({
      operation: `${operation}${suffix}`,
      allowed: SENDERS,
      ask: ({ fresh }) => ({
        path,
        body: {
          jsonrpc: '2.0',
          id: 1,
          method,
          params: {
            message: { kind: 'message', messageId: fresh('m'), role: 'user', parts: [{ kind: 'text', text: 'hi' }] },
          },
        },
      }),
    }),
  ),
  ...['getAgentCard', 'getFormerAgentCard'].map(
    (operation): Row => ({ operation: `${operation}${suffix}`, allowed: ALL, ask: () => ({ path }) }),
  ),
]

/** Calls of an agent, at both addresses. */
export const CALL_ROWS: readonly Row[] = [...ofBase(''), ...ofBase('V1')]
