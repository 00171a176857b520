import type { CallExample, ExampleCall } from './example.ts'

const METHODS = {
  '0.3': { send: 'message/send', stream: 'message/stream' },
  '1.0': { send: 'SendMessage', stream: 'SendStreamingMessage' },
} as const

const messageOf = ({ version, text }: ExampleCall) =>
  version === '0.3'
    ? { kind: 'message', messageId: 'm1', role: 'user', parts: [{ kind: 'text', text }] }
    : { messageId: 'm1', role: 'ROLE_USER', parts: [{ text }] }

/** Between single quotes a shell takes everything as it is, but a single quote. */
const shellText = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** The call as one command of a shell. */
export function curlExample(call: ExampleCall): CallExample {
  const method = METHODS[call.version][call.streaming ? 'stream' : 'send']
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { message: messageOf(call) } })
  return {
    language: 'curl',
    code: [
      `curl ${call.streaming ? '-N ' : ''}${call.url} \\`,
      `  -H "Authorization: Bearer ${call.key ?? '$GATEWAY_KEY'}" \\`,
      `  -H 'Content-Type: application/json' \\`,
      `  -H 'A2A-Version: ${call.version}' \\`,
      `  -d ${shellText(body)}`,
    ].join('\n'),
  }
}
