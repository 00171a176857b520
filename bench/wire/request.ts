import type { ProtocolVersion } from './protocol-version.ts'
import { METHODS } from './versions.ts'

const QUESTION =
  'Which of the invoices of the last quarter are still open, and which of them are overdue by more than thirty days?'

/** A JSON-RPC request with a message of its own: no two requests of a run are the same. */
export function requestBody(version: ProtocolVersion, streaming: boolean, id: string, messageId: string): string {
  const { send, stream } = METHODS[version]
  const message =
    version === '1.0'
      ? `{"messageId":"${messageId}","role":"ROLE_USER","parts":[{"text":"${QUESTION}"}]}`
      : `{"kind":"message","messageId":"${messageId}","role":"user","parts":[{"kind":"text","text":"${QUESTION}"}]}`
  return `{"jsonrpc":"2.0","id":"${id}","method":"${streaming ? stream : send}","params":{"message":${message}}}`
}

export function requestHeaders(version: ProtocolVersion, streaming: boolean): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    accept: streaming ? 'text/event-stream' : 'application/json',
    ...(version === '1.0' ? { 'a2a-version': '1.0' } : {}),
  }
}
