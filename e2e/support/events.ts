import type { Wire } from './wire.ts'

export interface ServerEvent {
  /** The number of the event in the log of its task. */
  readonly id: number | undefined
  readonly data: Wire
}

/** The server-sent events of one streaming call, as they come over the wire. Ends when `signal` does. */
export async function* events(
  url: string,
  key: string,
  method: string,
  params: object,
  { lastEventId, signal }: { readonly lastEventId?: number; readonly signal?: AbortSignal } = {},
): AsyncGenerator<ServerEvent> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'a2a-version': '1.0',
      ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    yield { id: undefined, data: await response.json() }
    return
  }
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const frame = text.slice(0, end)
      text = text.slice(end + 2)
      const data = /^data: (.*)$/m.exec(frame)?.[1]
      const id = /^id: (\d+)$/m.exec(frame)?.[1]
      if (data !== undefined) yield { id: id === undefined ? undefined : Number(id), data: JSON.parse(data) }
    }
  }
}

/** The text of an artifact's pieces. */
export const pieces = (received: readonly ServerEvent[]): string =>
  received
    .flatMap(({ data }) => data.result?.artifactUpdate?.artifact.parts ?? [])
    .map(({ text }: Wire) => text)
    .join('')

export const lastState = (received: readonly ServerEvent[]): string | undefined =>
  received.at(-1)?.data.result?.statusUpdate?.status.state
