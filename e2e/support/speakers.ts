/** How a caller of a version speaks: its methods, its words and the header that names it. */
export interface Speaker {
  readonly version: '0.3' | '1.0'
  readonly headers: Readonly<Record<string, string>>
  readonly send: string
  readonly stream: string
  readonly get: string
  readonly cancel: string
  readonly subscribe: string
  readonly agent: string
  text(text: string): object
  /** Params of a message. */
  params(text: string, ids?: object): { message: Record<string, unknown> }
}

export const speaker10: Speaker = {
  version: '1.0',
  headers: { 'a2a-version': '1.0' },
  send: 'SendMessage',
  stream: 'SendStreamingMessage',
  get: 'GetTask',
  cancel: 'CancelTask',
  subscribe: 'SubscribeToTask',
  agent: 'ROLE_AGENT',
  text: (text) => ({ text }),
  params: (text, ids = {}) => ({
    message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...ids },
  }),
}

export const speaker03: Speaker = {
  version: '0.3',
  headers: { 'a2a-version': '0.3' },
  send: 'message/send',
  stream: 'message/stream',
  get: 'tasks/get',
  cancel: 'tasks/cancel',
  subscribe: 'tasks/resubscribe',
  agent: 'agent',
  text: (text) => ({ kind: 'text', text }),
  params: (text, ids = {}) => ({
    message: { messageId: crypto.randomUUID(), role: 'user', parts: [{ kind: 'text', text }], ...ids },
  }),
}

export const speakers: readonly Speaker[] = [speaker10, speaker03]

export const rpc = (method: string, params: unknown, id: unknown = 1) => ({ jsonrpc: '2.0', id, method, params })
